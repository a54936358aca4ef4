/**
 * What a graph's weights are held in, by what its nodes say: the name of a file need not be right, and exporters call every graph
 * model.onnx. Counted are the matrix products; the table of embeddings may be held otherwise.
 */
import type { Dtype } from '../protocol';
import { intAttribute, type Graph, type Node } from './onnx';
import { count, FLOAT16, type Tensor } from './tensor';
import { consumers } from './uses';

export interface Precision {
  dtype: Dtype;
  /** The operator by which most quantised weights are read; null for a float file. */
  by: string | null;
}

/** How some weights are held: `elements` of them. */
interface Held {
  word: Dtype;
  by: string;
  elements: number;
}

/** ONNX element types of quantised weights: 8, 4 and 2 bits, and floats of 8 bits. */
const INT8 = 3;
const WORDS: Readonly<Record<number, Dtype>> = {
  2: 'uint8',
  3: 'int8',
  17: 'fp8',
  18: 'fp8',
  19: 'fp8',
  20: 'fp8',
  21: 'q4',
  22: 'q4',
  25: 'q2',
  26: 'q2',
};
/** Words that say, with this ending, that the rest is float16. */
const HALVES: Partial<Record<Dtype, Dtype>> = { q4: 'q4f16', q2: 'q2f16', q1: 'q1f16', q8: 'q8f16' };

/** By the most common kind of quantised weight; float16 or float32 where no matrix product has one. Pure. */
export function precisionOf(graph: Graph): Precision {
  const half = graph.initializers.some(({ dataType }) => dataType === FLOAT16);
  const weights = new Map(graph.initializers.map((tensor) => [tensor.name, tensor]));
  const uses = consumers(graph);
  const readers = (name: string) => (uses.get(name) ?? []).map((i) => graph.nodes[i] as Node);
  const totals = new Map<string, Held>();
  for (const node of graph.nodes) {
    const held = heldBy(node, weights, readers);
    if (!held || !(held.elements > 0)) continue;
    const key = `${held.word} ${held.by}`;
    totals.set(key, { ...held, elements: held.elements + (totals.get(key)?.elements ?? 0) });
  }
  const [most] = [...totals.values()].sort((a, b) => b.elements - a.elements);
  if (!most) return { dtype: half ? 'fp16' : 'fp32', by: null };
  return { dtype: (half ? HALVES[most.word] : undefined) ?? most.word, by: most.by };
}

/** The quantised weights that a node brings into a matrix product; null for any other node. */
function heldBy(node: Node, weights: ReadonlyMap<string, Tensor>, readers: (name: string) => readonly Node[]): Held | null {
  const weight = (at: number) => weights.get(node.inputs[at] ?? '');
  const { op: by } = node;
  const elements = (tensor: Tensor) => count(tensor.dims, tensor.name);
  switch (by) {
    case 'MatMulNBits':
      return { word: wordOf(intAttribute(node, 'bits', 4)), by, elements: intAttribute(node, 'N', 0) * intAttribute(node, 'K', 0) };
    case 'MatMulBnb4':
      return { word: 'bnb4', by, elements: intAttribute(node, 'N', 0) * intAttribute(node, 'K', 0) };
    case 'QMoE': {
      const bits = intAttribute(node, 'expert_weight_bits', 4);
      // Three stacks of experts' matrices, packed into bytes.
      const packed = [2, 5, 8].flatMap((at) => weight(at) ?? []).reduce((sum, tensor) => sum + elements(tensor), 0);
      return { word: wordOf(bits), by, elements: (packed * 8) / bits };
    }
    case 'MatMulInteger':
    case 'MatMulIntegerToFloat':
    case 'DynamicQuantizeMatMul': {
      const table = weight(1);
      return table ? { word: table.dataType === INT8 ? 'int8' : 'uint8', by, elements: elements(table) } : null;
    }
    case 'QLinearMatMul':
    case 'QGemm': {
      const table = weight(3);
      return table ? { word: table.dataType === INT8 ? 'int8' : 'uint8', by, elements: elements(table) } : null;
    }
    case 'DequantizeLinear': {
      const table = weight(0);
      const word = table && WORDS[table.dataType];
      return word && isFactor(node.outputs[0] ?? '', readers) ? { word, by, elements: elements(table) } : null;
    }
    default:
      return null;
  }
}

const wordOf = (bits: number): Dtype => (bits > 4 ? 'q8' : bits > 2 ? 'q4' : bits === 2 ? 'q2' : 'q1');

/** A value that goes into a matrix product, perhaps turned round first. An embedding goes into a Gather. */
function isFactor(name: string, readers: (name: string) => readonly Node[], steps = 4): boolean {
  return readers(name).some(
    ({ op, outputs }) =>
      op === 'MatMul' ||
      op === 'Gemm' ||
      (steps > 0 && /^(Transpose|Reshape|Cast|Identity)$/.test(op) && isFactor(outputs[0] ?? '', readers, steps - 1)),
  );
}

/** Files of the one name are of the other kind, too: transformers.js' _quantized is 8 bits of either sign. */
const SAME: Partial<Record<Dtype, readonly Dtype[]>> = { q8: ['int8', 'uint8'] };

/**
 * The dtype to show for a graph whose file name claims one, and what to say where the two differ; null where they agree, or the name says
 * nothing. `claimed` stands where it is right, so that what is kept under it is found again.
 */
export function compareClaim(file: string, claimed: Dtype | null, { dtype, by }: Precision): { dtype: Dtype; note: string | null } {
  if (claimed === null) return { dtype, note: null };
  if (claimed === dtype || SAME[claimed]?.includes(dtype)) return { dtype: claimed, note: null };
  return { dtype, note: `${file} is called ${claimed}, but its weights are ${dtype}${by ? ` (${by})` : ''}.` };
}
