/** Finds the last place before the language-model head where one position per row can be cut out: the head is the largest matrix. */
import { integersOf } from './constant';
import { GraphError, notUnderstood } from './error';
import { intAttribute, type Graph, type Node } from './onnx';
import { constants, consumers, makers, source } from './uses';

export interface Head {
  /** Where to gather: input `input` of node `node`. null: gather the logits themselves, after everything. */
  readonly at: { readonly node: number; readonly input: number } | null;
  /** Tensors between there and `logits`: their declared shapes no longer hold. */
  readonly after: ReadonlySet<string>;
  readonly vocab: number | null;
  /** ONNX element type of the graph's logits. */
  readonly elemType: number;
}

const PRODUCTS = new Set(['MatMul', 'MatMulNBits', 'FusedMatMul']);
/** Change the shape alone. */
const RESHAPES = new Set(['Unsqueeze', 'Squeeze', 'Reshape', 'Cast']);
/** Element by element with constants, so gathering before or after is the same: soft-capping, scaling, bias, casts. */
const ELEMENTWISE = new Set(['Cast', 'Identity', 'Tanh', 'Mul', 'Div', 'Add', 'Sub']);

/** Walks back from `logits`. Throws graph-not-understood when the graph has no [batch, sequence, vocabulary] logits. */
export function findHead(graph: Graph): Head {
  const output = graph.outputs.find((o) => o.name === 'logits');
  if (!output)
    throw notUnderstood(
      'an output named logits',
      `the outputs are ${graph.outputs
        .slice(0, 4)
        .map((o) => o.name)
        .join(', ')}`,
    );
  if (output.dims?.length === 3 && output.dims[1] === 1) throw lastOnly(`logits [${output.dims.join(', ')}]`);
  if (output.dims && output.dims.length !== 3)
    throw notUnderstood('logits [batch, sequence, vocabulary]', `they are [${output.dims.join(', ')}]`);
  const fixed = constants(graph);
  const uses = consumers(graph);
  const outputs = new Set(graph.outputs.map((o) => o.name));
  const producers = new Map(graph.nodes.flatMap((node, i) => node.outputs.map((name) => [name, i] as const)));
  const last = output.dims?.at(-1);
  const found = { vocab: typeof last === 'number' ? last : null, elemType: output.elemType };

  let at: Head['at'] = null;
  let tensor = 'logits';
  const after = new Set<string>();
  for (let i = producers.get(tensor); i !== undefined; i = producers.get(tensor)) {
    const node = graph.nodes[i] as Node;
    const shared = tensor !== 'logits' && (uses.get(tensor)?.length !== 1 || outputs.has(tensor));
    if (shared || node.outputs[0] !== tensor || after.has(tensor)) break;
    const moving = node.inputs.findIndex((name) => name !== '' && !fixed.has(name));
    const others = node.inputs.filter((name, input) => input !== moving && name !== '');
    const product = PRODUCTS.has(node.op) && moving === 0;
    if (moving < 0 || !others.every((name) => fixed.has(name)) || !(product || ELEMENTWISE.has(node.op))) break;
    after.add(tensor);
    at = { node: i, input: moving };
    tensor = node.inputs[moving] as string;
    if (product) break;
  }
  const cut = cutBefore(graph, tensor);
  if (cut) throw lastOnly(cut.name);
  return { at, after, ...found };
}

/** The node that cuts the last position out of what the head reads, or null. A declared shape need not tell. */
function cutBefore(graph: Graph, tensor: string): Node | null {
  const made = makers(graph);
  const node = made.get(source(made, tensor, RESHAPES));
  if (!node) return null;
  const from = integersOf(graph)(node.inputs[1] ?? '')?.[0];
  const gathers = node.op === 'Gather' && [1, -2].includes(intAttribute(node, 'axis', 0)) && from !== undefined;
  return gathers || (node.op === 'Slice' && from !== undefined && from < 0) ? node : null;
}

const lastOnly = (where: string): GraphError =>
  new GraphError(
    'graph-not-understood',
    `only the last position has logits in this file (${where}): the lab asks for those of other positions, too`,
    'Export the model again with all of them: for onnxruntime-genai’s builder without prune_lm_head.',
  );
