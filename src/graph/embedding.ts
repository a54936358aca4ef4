/** Where a decoder begins: the lookup of `input_ids`, and what some models add to it at once. */
import { notUnderstood } from './error';
import type { Graph, Node } from './onnx';

/** Change at most the shape or the type of their first input. */
const RESHAPES = new Set(['Reshape', 'Unsqueeze', 'Squeeze', 'Flatten']);
const COPIES = new Set(['Cast', 'Identity']);
/** Take rows out of their first input. */
const LOOKUPS = new Set(['Gather', 'GatherBlockQuantized', 'Slice']);

/** The node that looks up `input_ids`. `reshaped`: rows and positions need not lie where they did; read on only to say what the graph is. */
export interface Embedding {
  readonly index: number;
  readonly node: Node;
  readonly output: string;
  readonly reshaped: boolean;
}

/** Throws graph-not-understood where there is none, or more than one. */
export function embedding(graph: Graph, fixed: ReadonlySet<string>): Embedding {
  /** Copies of input_ids: name → whether reshaped on the way. */
  const ids = new Map([['input_ids', false]]);
  const found: Embedding[] = [];
  const input = graph.inputs.find((i) => i.name === 'input_ids');
  if (!input) throw notUnderstood('an input named input_ids', `the inputs are ${list(graph.inputs.map((i) => i.name))}`);
  if (input.dims && input.dims.length !== 2) throw notUnderstood('input_ids [batch, sequence]', `its shape is [${input.dims.join(', ')}]`);
  graph.nodes.forEach((node, index) => {
    const [output] = node.outputs;
    if (!output) return;
    const [data = '', rows = ''] = node.inputs;
    const copied = ids.get(data);
    if (copied !== undefined && (COPIES.has(node.op) || RESHAPES.has(node.op))) ids.set(output, copied || RESHAPES.has(node.op));
    const reshaped = ids.get(rows);
    if ((node.op === 'Gather' || node.op === 'GatherBlockQuantized') && fixed.has(data) && reshaped !== undefined)
      found.push({ index, node, output, reshaped });
  });
  const plain = found.filter(({ reshaped }) => !reshaped);
  const [first, ...others] = plain.length > 0 ? plain : found;
  if (!first || others.length > 0)
    throw notUnderstood('one Gather or GatherBlockQuantized that embeds input_ids', `found ${first ? others.length + 1 : 0}`);
  return first;
}

/** The weight whose rows `name` is, up to shape and type, or null. Added to the token embedding, these are learned positions (GPT-2, OPT). */
export function positionTable(graph: Graph, fixed: ReadonlySet<string>, name: string): string | null {
  const makers = new Map(graph.nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
  const passed = new Set<Node>();
  for (let node = makers.get(name); node && !passed.has(node); node = makers.get(node.inputs[0] ?? '')) {
    const [data = ''] = node.inputs;
    if (LOOKUPS.has(node.op)) return fixed.has(data) ? data : null;
    if (!COPIES.has(node.op) && !RESHAPES.has(node.op)) return null;
    passed.add(node);
  }
  return null;
}

function list(names: readonly string[]): string {
  return names.length > 8 ? `${names.slice(0, 8).join(', ')}, …` : names.join(', ') || 'none';
}
