/** What widening makes of a graph, without a weight being read: its nodes, and the weights to write. widen.ts writes them. */
import { makeNode } from './build';
import { GraphError, notUnderstood } from './error';
import type { Weights } from './info';
import { intAttribute, type Graph, type Node } from './onnx';
import { FLOAT16, FLOAT32, storedBytes, type Tensor } from './tensor';

const OURS = '/eia/wide/';

/** One MatMulNBits weight: nodes with the same weight, scales and zero points share it. */
export interface Weight {
  readonly name: string;
  readonly n: number;
  readonly k: number;
  readonly bits: 4 | 8;
  readonly block: number;
  readonly weights: Tensor;
  readonly scales: Tensor;
  readonly zeros: Tensor | null;
}

/** What `widen` would make and drop, in bytes, without a weight being read; null where it does not apply or would throw. */
export function widening(graph: Graph): Weights['widened'] {
  try {
    const { weights, nodes } = planWidening(graph);
    if (weights.length === 0) return null;
    return {
      made: total(weights),
      dropped: unused(graph, weights, nodes).reduce((sum, t) => sum + storedBytes(t), 0),
      largest: weights.reduce((most, { n, k }) => Math.max(most, 4 * n * k), 0),
    };
  } catch (error) {
    if (error instanceof GraphError) return null;
    throw error;
  }
}

/** Quantised tensors that no node of the widened graph reads. */
export function unused(graph: Graph, weights: readonly Weight[], nodes: readonly Node[]): Tensor[] {
  const used = new Set([...nodes.flatMap((node) => node.inputs), ...graph.outputs.map((out) => out.name)]);
  const old = new Map(weights.flatMap((w) => [w.weights, w.scales, w.zeros]).flatMap((t) => (t ? [[t.name, t] as const] : [])));
  return [...old.values()].filter((t) => !used.has(t.name));
}

export function total(weights: readonly Weight[]): number {
  return weights.reduce((sum, { n, k }) => sum + 4 * n * k, 0);
}

/** The weights to widen and the nodes as they will be. Reads no weight. */
export function planWidening(graph: Graph): { weights: Weight[]; nodes: Node[] } {
  const tensors = new Map(graph.initializers.map((t) => [t.name, t]));
  const weights = new Map<string, Weight>();
  const nodes = graph.nodes.flatMap((node, index) => {
    if (node.op !== 'MatMulNBits') return [node];
    const [x = '', b = '', s = '', z = '', order = '', bias = ''] = node.inputs;
    const find = (name: string): Tensor => {
      const tensor = tensors.get(name);
      if (!tensor) throw notUnderstood(`the weights of ${node.name} among the initialisers`, `${name || 'an input'} is computed`);
      return tensor;
    };
    const [out] = node.outputs;
    if (!out || !x) throw notUnderstood(`one input and one output of ${node.name}`, 'it has not both');
    const [n, k, block, bits] = [
      intAttribute(node, 'N', 0),
      intAttribute(node, 'K', 0),
      intAttribute(node, 'block_size', 0),
      intAttribute(node, 'bits', 4),
    ];
    if (bits !== 4 && bits !== 8) throw notUnderstood('weights of 4 or 8 bits', `${node.name} has ${bits}`);
    if (order) throw notUnderstood('weights in their own order', `${node.name} reorders them (g_idx)`);
    if (n < 1 || k < 1 || block < 2 || block % 2 || !Number.isSafeInteger(4 * n * k))
      throw new GraphError('graph-bad-size', `${node.name}: N=${n}, K=${k}, block ${block}`);
    const scales = find(s);
    const key = JSON.stringify([b, s, z, n, k, bits, block]);
    const weight = weights.get(key) ?? {
      name: `${OURS}${weights.size}`,
      n,
      k,
      bits,
      block,
      weights: find(b),
      scales,
      zeros: z ? find(z) : null,
    };
    weights.set(key, weight);
    return product(`${OURS}node.${index}/`, x, out, weight.name, bias, scales.dataType === FLOAT16);
  });
  return { weights: [...weights.values()], nodes };
}

/** MatMul in float32 with casts at both borders where the activations are float16, and the bias. */
function product(here: string, x: string, out: string, weight: string, bias: string, half: boolean): Node[] {
  const nodes: Node[] = [];
  const then = (op: string, inputs: string[], name: string, attributes: Record<string, number> = {}) => (
    nodes.push(makeNode(op, inputs, name, attributes)),
    name
  );
  const float = (name: string, as: string) => (half ? then('Cast', [name], here + as, { to: FLOAT32 }) : name);
  const wide = float(x, 'x');
  const plain = !half && !bias;
  let y = then('MatMul', [wide, weight], plain ? out : `${here}product`);
  if (bias) y = then('Add', [y, float(bias, 'bias')], half ? `${here}sum` : out);
  if (half) then('Cast', [y], out, { to: FLOAT16 });
  return nodes;
}
