/** Where a decoder begins: the lookup of `input_ids`. */
import { integersOf } from './constant';
import { list, notUnderstood } from './error';
import type { Graph, Node } from './onnx';
import { makers, source } from './uses';

/** Change the shape of their first input, and nothing else. */
const RESHAPES = new Set(['Reshape', 'Unsqueeze', 'Squeeze', 'Flatten']);
const COPIES = new Set(['Cast', 'Identity']);
const PASSES = new Set([...RESHAPES, ...COPIES]);

/**
 * The node that looks up `input_ids`. `reshaped`: rows and positions need not lie where they did; read on only to say what the graph is.
 */
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
  const same = sameShape(graph, ids);
  const found: Embedding[] = [];
  const input = graph.inputs.find((i) => i.name === 'input_ids');
  if (!input) throw notUnderstood('an input named input_ids', `the inputs are ${list(graph.inputs.map((i) => i.name))}`);
  if (input.dims && input.dims.length !== 2) throw notUnderstood('input_ids [batch, sequence]', `its shape is [${input.dims.join(', ')}]`);
  graph.nodes.forEach((node, index) => {
    const [output] = node.outputs;
    if (!output) return;
    const [data = '', rows = ''] = node.inputs;
    const copied = ids.get(data);
    if (copied !== undefined && (COPIES.has(node.op) || RESHAPES.has(node.op)))
      ids.set(output, copied || (RESHAPES.has(node.op) && !same(node)));
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

/** Whether a Reshape of [batch, sequence] asks for [batch, sequence]: GPT-2 is written with view(-1, sequence), which changes nothing. */
function sameShape(graph: Graph, ids: ReadonlyMap<string, boolean>): (node: Node) => boolean {
  const made = makers(graph);
  const integers = integersOf(graph);
  /** Whether `name` is the length of `axis`, or −1 (whatever is left over), or 0 (as it was). */
  const length = (name: string, axis: number): boolean => {
    const stated = integers(name);
    if (stated) return stated.length === 1 && (stated[0] === -1 || stated[0] === 0);
    const node = made.get(source(made, name, PASSES));
    if (node?.op !== 'Gather' || !isShape(node.inputs[0] ?? '')) return false;
    const [at] = integers(node.inputs[1] ?? '') ?? [];
    return at === axis || at === axis - 2;
  };
  const isShape = (name: string): boolean => {
    const node = made.get(name);
    return node?.op === 'Shape' && ids.get(node.inputs[0] ?? '') === false;
  };
  return (node) => {
    const shape = node.inputs[1] ?? '';
    if (node.op !== 'Reshape') return false;
    if (isShape(shape)) return true;
    const stated = integers(shape);
    if (stated) return stated.length === 2 && stated.every((n) => n === 0 || n === -1) && stated.includes(0);
    const maker = made.get(shape);
    return maker?.op === 'Concat' && maker.inputs.length === 2 && maker.inputs.every(length);
  };
}
