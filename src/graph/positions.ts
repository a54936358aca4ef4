/**
 * How a graph knows where a token stands, and up to where: learned tables have an end, and so have stored rotary angles; LongRoPE changes
 * tables at a length.
 */
import { constantTensors, integersOf } from './constant';
import { notUnderstood } from './error';
import type { Graph, Node } from './onnx';
import { makers, source } from './uses';

/** Change at most the shape or the type of their first input. */
const COPIES = new Set(['Cast', 'Identity', 'DequantizeLinear', 'Reshape', 'Unsqueeze', 'Squeeze', 'Flatten', 'Expand']);
/** Repeat or shorten a table on its way to a lookup, and copy an index. */
const REPEATS = new Set([...COPIES, 'Tile', 'Slice']);
/** Take rows out of their first input. */
const LOOKUPS = new Set(['Gather', 'GatherBlockQuantized', 'Slice']);
/** Operators that take stored rotary angles, and the input that holds their cosines [position, …]. */
const ROTARY: Readonly<Record<string, number>> = { GroupQueryAttention: 7, RotaryEmbedding: 2 };

/** A weight whose rows are added to the embedding of tokens. */
export interface PositionTable {
  readonly name: string;
  /** Positions it holds from 0 on; null where its rows do not follow from positions (kinds of tokens) or their number is not stated. */
  readonly positions: number | null;
}

/**
 * Tells of a tensor the table whose rows it is, up to shape and type, or null. Added to the token embedding, such rows are learned
 * positions (GPT-2, OPT) or kinds of tokens. `fixed` are the graph's constants.
 */
export function positionTables(graph: Graph, fixed: ReadonlySet<string>): (name: string) => PositionTable | null {
  const made = makers(graph);
  const integers = integersOf(graph);
  const rows = new Map([...graph.initializers, ...constantTensors(graph)].map((t) => [t.name, t.dims[0]]));
  return (name) => {
    const lookup = made.get(source(made, name, COPIES));
    if (!lookup || !LOOKUPS.has(lookup.op)) return null;
    const [data = '', index = ''] = lookup.inputs;
    if (!fixed.has(data)) return null;
    const held = rows.get(data);
    const offset = offsetOf(made, integers, index);
    return { name: data, positions: held === undefined || offset === null ? null : held - offset };
  };
}

/** Row of the table that position 0 takes: the constants added on the way to the index. null where the index does not count positions. */
function offsetOf(made: ReadonlyMap<string, Node>, integers: (name: string) => readonly number[] | null, index: string): number | null {
  let offset = 0;
  let name = index;
  for (const passed = new Set<Node>(); ;) {
    if (name === 'token_type_ids' || name === 'input_ids') return null;
    const node = made.get(name);
    if (!node || passed.has(node)) return offset;
    passed.add(node);
    const [a = '', b = ''] = node.inputs;
    const constant = (side: string): number | null => integers(side)?.[0] ?? null;
    if ((node.op === 'Add' || node.op === 'Sub') && constant(b) !== null)
      offset += node.op === 'Add' ? (constant(b) as number) : -(constant(b) as number);
    else if (node.op === 'Add' && constant(a) !== null) {
      offset += constant(a) as number;
      name = b;
      continue;
    } // The mask summed up to a token counts it, too: 1 at position 0.
    else if (node.op === 'CumSum') offset += 1;
    name = a;
  }
}

/**
 * Fewest positions that any stored table of rotary angles holds, read by fused attention or looked up by position_ids (GPT-J, CodeGen);
 * null where angles are computed.
 */
export function rotaryPositions(graph: Graph): number | null {
  const rows = new Map(graph.initializers.map((t) => [t.name, t.dims[0]]));
  const found = [...graph.nodes.flatMap((node) => rows.get(node.inputs[ROTARY[node.op] ?? -1] ?? '') ?? []), ...lookedUp(graph)];
  return found.length > 0 ? found.reduce((least, n) => Math.min(least, n)) : null;
}

/**
 * Rows of the stored tables [‥, position, feature] that position_ids looks up, whatever becomes of them: a position past the last ends
 * the run.
 */
function lookedUp(graph: Graph): number[] {
  const made = makers(graph);
  const lookups = graph.nodes.filter(
    ({ op, inputs }) => (op === 'Gather' || op === 'GatherElements') && source(made, inputs[1] ?? '', REPEATS) === 'position_ids',
  );
  if (lookups.length === 0) return []; // Constants need not be read.
  const tables = new Map([...graph.initializers, ...constantTensors(graph)].map((t) => [t.name, t.dims]));
  return lookups.flatMap(({ inputs }) => tables.get(source(made, inputs[0] ?? '', REPEATS))?.at(-2) ?? []);
}

/**
 * The longest text, in tokens, that is read with the first of two tables of rotary angles (LongRoPE); a longer one is read with the
 * second from its first token on. null without such a choice. Throws graph-not-understood where the choice is there and its length is
 * not.
 */
export function firstWindow(graph: Graph): number | null {
  const made = makers(graph);
  const integers = integersOf(graph);
  for (const node of graph.nodes) {
    const choice = made.get(node.inputs[ROTARY[node.op] ?? -1] ?? '');
    if (choice?.op !== 'If' && choice?.op !== 'Where') continue;
    const test = made.get(source(made, choice.inputs[0] ?? '', COPIES));
    const [left, right] = [integers(test?.inputs[0] ?? ''), integers(test?.inputs[1] ?? '')];
    const length = right?.[0] ?? left?.[0];
    if (length === undefined)
      throw notUnderstood(
        `the length at which ${choice.name} changes the rotary angles`,
        `${test?.name ?? 'its condition'} compares no constant`,
      );
    if (test?.op === 'Greater' || test?.op === 'LessOrEqual') return right ? length : length - 1;
    if (test?.op === 'Less' || test?.op === 'GreaterOrEqual') return right ? length - 1 : length;
    throw notUnderstood(`a comparison with a length before ${choice.name}`, `found ${test?.op ?? 'none'}`);
  }
  return null;
}
