/**
 * For the CPU: what lies beneath a push is computed once for all its strengths. The first blocks become one branch of an `If`; the other
 * branch hands out what they gave before, so that a run under another push begins above them, in the same session, with no weight twice.
 *
 *   input  /eia/beneath/stream.i  float32 [B, S, width]          what the first blocks gave; of no positions: they are computed
 *   input  /eia/beneath/pooled    float32 [blocks, B, P, width]  their pooled sums
 *   output /eia/beneath/given.i   float32 [B, S, width]          what to feed to another run over the same tokens
 *
 * `i` counts what crosses: of the first block that a push may reach, what it takes in and the branch that it adds, computed too, for the
 * push comes after it (src/graph/edit.ts). A run that is fed hands out no keys and values of what it was spared: the run that computed
 * them did.
 */
import { makeNode, makeValueInfo, rewire, writeModel } from './build';
import { Chain, freeValue } from './chain';
import { OURS as EDIT } from './edit';
import type { GraphInfo } from './info';
import { branches, readModel, type Graph, type Node } from './onnx';
import { grows } from './slice-cache';
import { FLOAT32 } from './tensor';

const OURS = '/eia/beneath/';
export const POOLED = `${OURS}pooled`;
export const streamIn = (i: number): string => `${OURS}stream.${i}`;
export const streamOut = (i: number): string => `${OURS}given.${i}`;

/** How a graph was cut. */
export interface Beneath {
  /** The first blocks, which no push may reach where their work is left out. */
  readonly blocks: number;
  /** How many tensors cross to what is computed under every push. */
  readonly streams: number;
  /** Outputs that a run which is fed does not have: keys and values of what was left out. */
  readonly cache: readonly string[];
}

/**
 * The graph, instrumented and made fit for the processor, so that its first `blocks` blocks, and of the next one all that comes before the
 * push, can be left out; null where it cannot be cut there: in the form for edits, whose bounds may lie beneath; where 16 bits are summed
 * or kept, states go beside keys and values, or what lies above takes more from beneath than the stream. To be called last: within a branch
 * nodes are seen no more.
 */
export function cutBeneath(
  onnx: Uint8Array,
  { sites, clamps, stream, kvType, cache, width }: Pick<GraphInfo, 'cache' | 'clamps' | 'sites' | 'stream' | 'kvType' | 'width'>,
  blocks: number,
): { bytes: Uint8Array; beneath: Beneath } | null {
  const first = sites[blocks];
  if (blocks === 0 || !first || clamps || stream === 'float16' || kvType === 'float16' || !cache.every(grows)) return null;
  const model = readModel(onnx);
  const { graph } = model;
  const pooled = sites.slice(0, blocks).map(({ block }) => `${EDIT}block.${block}/pooled`);
  const crossing = [first.branch, ...carried(graph, first.sum, sites[blocks - 1]!.sum)];
  const inside = nodesBeneath(graph, crossing, pooled);
  if (!inside) return null;
  const makers = [...inside].filter(makes(crossing));
  const handedOut = new Set(graph.outputs.map(({ name }) => name));
  const below = [...inside].flatMap(({ outputs }) => outputs.filter(Boolean));
  const others = graph.nodes.filter((node) => !inside.has(node));
  const wanted = new Set(others.flatMap(readBy));
  const present = below.filter((name) => handedOut.has(name));
  const streams = below.filter((name) => wanted.has(name) && !pooled.includes(name));
  if (present.length === 0 || !pooled.every((name) => below.includes(name))) return null;
  if (!streams.every((name) => makers.some(({ outputs }) => outputs.includes(name)))) return null;

  const out = [...streams, ...present, ...pooled];
  const renamed = new Map(out.map((name, i) => [name, `${OURS}computed/${i}`]));
  // What a branch within the branch takes from around it goes by its name there.
  if ([...inside].some((node) => capturedBy(node).some((name) => renamed.has(name)))) return null;
  const typed = (names: readonly string[]) => names.map((name, i) => freeValue(name, FLOAT32, present.includes(out[i]!) ? 4 : 3));

  const flag = new Chain(OURS);
  const isGiven = flag.then('Greater', [flag.then('Size', [streamIn(0)], 'size'), flag.integers(0)], 'is_given');
  const computed = new Chain(`${OURS}computed/`);
  const rename = (names: readonly string[]): string[] => names.map((name) => renamed.get(name) ?? name);
  computed.nodes.push(...[...inside].map((node) => rewire(node, rename(node.inputs), rename(node.outputs))));
  const given = new Chain(`${OURS}fed/`);
  const fed = out.map((name, i) => {
    if (streams.includes(name)) return given.then('Identity', [streamIn(streams.indexOf(name))], `${i}`);
    if (present.includes(name)) return given.then('ConstantOfShape', [given.integers(0, 0, 0, 0)], `${i}`);
    return given.then('Gather', [POOLED, given.integer(pooled.indexOf(name))], `${i}`, { axis: 0 });
  });
  const choice = makeNode('If', [isGiven], out[0]!, {
    then_branch: given.branch(typed(fed)),
    else_branch: computed.branch(typed(rename(out))),
  });
  const before = ancestors(graph, new Set([...inside].flatMap(readBy)));
  const bytes = writeModel(model, {
    ...graph,
    nodes: [
      ...others.filter((node) => before.has(node)),
      ...flag.nodes,
      rewire(choice, choice.inputs, out),
      ...others.filter((node) => !before.has(node)),
      ...streams.map((name, i) => makeNode('Identity', [name], streamOut(i))),
    ],
    initializers: [...graph.initializers, ...flag.constants.values()],
    inputs: [
      ...graph.inputs,
      ...streams.map((_, i) => makeValueInfo(streamIn(i), FLOAT32, ['eia_rows', 'eia_given', width])),
      makeValueInfo(POOLED, FLOAT32, [blocks, 'eia_rows', 'eia_given_pools', width]),
    ],
    outputs: [...graph.outputs, ...streams.map((_, i) => makeValueInfo(streamOut(i), FLOAT32, ['batch_size', 'sequence_length', width]))],
  });
  return { bytes, beneath: { blocks, streams: streams.length, cache: present } };
}

/** What of the stream beneath, `from`, or made from it, the node takes in that makes `sum`; without the branch, which is pushed. */
function carried(graph: Graph, sum: string, from: string): string[] {
  const inputs = graph.nodes.find(makes([sum]))?.inputs ?? [];
  const stems = (name: string): boolean => [...ancestors(graph, new Set([name]))].some(makes([from]));
  return inputs.filter((name) => name && !name.startsWith(EDIT) && stems(name));
}

/**
 * The nodes that nothing but `crossing`, the cache and `pooled` is made for, in the graph's order; null where what crosses is read for
 * something else beneath.
 */
function nodesBeneath(graph: Graph, crossing: readonly string[], pooled: readonly string[]): Set<Node> | null {
  const isOut = new Set([...graph.outputs.map(({ name }) => name), ...pooled]);
  const inside = ancestors(graph, new Set(crossing));
  const makers = new Set([...inside].filter(makes(crossing)));
  const made = new Set([...inside].flatMap(({ outputs }) => outputs));
  // What is only read of them: pooled sums, the new keys and values.
  for (const node of graph.nodes)
    if (!inside.has(node) && node.outputs.every((name) => isOut.has(name)) && node.inputs.some((name) => made.has(name))) inside.add(node);
  // What the blocks above need, too, stays around the branch, with all that it is made from.
  for (;;) {
    const read = new Set(graph.nodes.filter((node) => !inside.has(node)).flatMap(readBy));
    const shared = [...inside].filter((node) => !makers.has(node) && node.outputs.some((name) => read.has(name) && !pooled.includes(name)));
    if (shared.length === 0) break;
    const outputs = new Set(shared.flatMap((node) => node.outputs).filter(Boolean));
    for (const node of [...ancestors(graph, outputs)]) inside.delete(node);
  }
  return makers.size > 0 && [...makers].every((node) => inside.has(node)) ? new Set(graph.nodes.filter((node) => inside.has(node))) : null;
}

const makes =
  (names: readonly string[]) =>
  ({ outputs }: Node): boolean =>
    names.some((name) => outputs.includes(name));

/** The nodes that make `names`, and all that those are made from. */
function ancestors({ nodes }: Graph, names: ReadonlySet<string>): Set<Node> {
  const wanted = new Set(names);
  const found = new Set<Node>();
  for (const node of [...nodes].reverse())
    if (node.outputs.some((name) => name && wanted.has(name))) {
      found.add(node);
      for (const name of readBy(node)) wanted.add(name);
    }
  return found;
}

/** What a node reads: its inputs, and what its branches take from around them. */
const readBy = (node: Node): string[] => [...node.inputs.filter(Boolean), ...capturedBy(node)];

function capturedBy(node: Node): string[] {
  return branches(node).flatMap(({ nodes, initializers, outputs }) => {
    const own = new Set([...nodes.flatMap((inner) => inner.outputs), ...initializers.map(({ name }) => name)]);
    return [...nodes.flatMap(readBy), ...outputs.map(({ name }) => name)].filter((name) => !own.has(name));
  });
}
