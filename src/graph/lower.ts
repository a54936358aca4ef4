/**
 * Rewrites what ONNX Runtime lacks on a device into operators it has there; the numbers stay the same. What can be rewritten, and what
 * cannot, stands in support-table.ts.
 *
 * q_norm_weight, k_norm_weight of GroupQueryAttention   → a norm of each head before it: the CPU provider refuses them, WebGPU does where
 *                                                         it does not rotate
 * sliding_window_cache of GroupQueryAttention           → a cache of full length, which local_window_size masks: the attribute only saves
 *                                                         memory. The CPU provider wants such a cache whole before the first token,
 *                                                         WebGPU has none
 */
import { makeNode, rewire, withoutAttributes, writeModel } from './build';
import { notUnderstood } from './error';
import { floatAttribute, intAttribute, readModel, type Graph, type Node } from './onnx';
import { int64Tensor, type Tensor } from './tensor';

const OURS = '/eia/lower.';
/** Inputs of GroupQueryAttention (onnxruntime docs/ContribOperators.md). */
const [Q, K, V, Q_NORM, K_NORM] = [0, 1, 2, 14, 15];
/** The operator's own default. */
const EPSILON = 1e-6;

/** What `lower` does to a node. */
export type Lowering = 'norms' | 'window';

/**
 * What is to be done to `node` on a device; empty where it runs as it is. Neither device can offer a cache as long as a window; WebGPU
 * norms heads, but only those it rotates.
 */
export function lowerings(node: Node, device: 'wasm' | 'webgpu'): Lowering[] {
  if (node.op !== 'GroupQueryAttention') return [];
  return [
    ...((device === 'wasm' || intAttribute(node, 'do_rotary', 0) === 0) && (node.inputs[Q_NORM] || node.inputs[K_NORM])
      ? ['norms' as const]
      : []),
    ...(intAttribute(node, 'sliding_window_cache', 0) !== 0 ? ['window' as const] : []),
  ];
}

/**
 * The graph as `device` runs it, or null where there is nothing to rewrite. Throws graph-not-understood for norms whose size the graph
 * does not state.
 */
export function lower(onnx: Uint8Array, device: 'wasm' | 'webgpu'): Uint8Array | null {
  const model = readModel(onnx);
  const { graph } = model;
  if (!graph.nodes.some((node) => lowerings(node, device).length > 0)) return null;
  const tensors = new Map<string, Tensor>();
  const nodes = graph.nodes.flatMap((node, index) => {
    const todo = lowerings(node, device);
    const full = todo.includes('window') ? withoutAttributes(node, ['sliding_window_cache']) : node;
    return todo.includes('norms') ? normed(full, graph, `${OURS}${index}/`, tensors) : [full];
  });
  return writeModel(model, { ...graph, nodes, initializers: [...graph.initializers, ...tensors.values()] });
}

/** Queries and keys taken apart where they are packed, each head normed, and the attention without norms of its own. */
function normed(node: Node, graph: Graph, here: string, tensors: Map<string, Tensor>): Node[] {
  const [heads, kvHeads] = [intAttribute(node, 'num_heads', 0), intAttribute(node, 'kv_num_heads', 0)];
  const stated = [...graph.initializers, ...graph.inputs, ...graph.valueInfo];
  const [size] = [Q_NORM, K_NORM].flatMap((input) => stated.find(({ name }) => name === node.inputs[input])?.dims ?? []);
  if (typeof size !== 'number' || heads < 1 || kvHeads < 1)
    throw notUnderstood(`the head size in q_norm_weight or k_norm_weight of ${node.name}`, 'neither states it');
  const integers = (...values: number[]): string => {
    const name = `${OURS}[${values.join(',')}]`;
    tensors.set(name, int64Tensor(name, values, [values.length]));
    return name;
  };
  const nodes: Node[] = [];
  const then = (op: string, inputs: string[], output: string, attributes: Parameters<typeof makeNode>[3] = {}): string => {
    nodes.push(makeNode(op, inputs, output, attributes));
    return output;
  };
  const epsilon = { float: floatAttribute(node, 'qk_norm_epsilon', EPSILON) };
  const norm = (of: string, weight: string, count: number, as: string): string => {
    if (!weight) return of;
    const apart = then('Reshape', [of, integers(0, 0, count, size)], `${here}${as}_heads`); // [B, S, heads, size]
    const even = then('SimplifiedLayerNormalization', [apart, weight], `${here}${as}_normed`, { axis: -1, epsilon, stash_type: 1 });
    return then('Reshape', [even, integers(0, 0, count * size)], `${here}${as}`); // [B, S, heads · size]
  };
  let [q = '', k = '', v = ''] = [node.inputs[Q], node.inputs[K], node.inputs[V]];
  if (!k && !v) {
    const names = ['q', 'k', 'v'].map((part) => `${here}${part}_packed`);
    const split = makeNode('Split', [q, integers(heads * size, kvHeads * size, kvHeads * size)], names[0] as string, { axis: 2 });
    nodes.push(rewire(split, split.inputs, names));
    [q, k, v] = names as [string, string, string];
  }
  const ready = [norm(q, node.inputs[Q_NORM] ?? '', heads, 'q'), norm(k, node.inputs[K_NORM] ?? '', kvHeads, 'k'), v];
  const inputs = node.inputs.map((name, i) => (i <= V ? (ready[i] as string) : i === Q_NORM || i === K_NORM ? '' : name));
  while (inputs.at(-1) === '') inputs.pop();
  return [...nodes, rewire(withoutAttributes(node, ['qk_norm_epsilon']), inputs)];
}
