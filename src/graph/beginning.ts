/**
 * What lies between the embedding of `input_ids` and the first sum of the residual stream: casts, scales, a norm (Bloom), a matrix behind
 * an embedding narrower than the stream (OPT). Past the first sum none of these carries the stream.
 */
import { intAttribute, type Graph, type Node } from './onnx';
import { INT32, UINT8, type Tensor } from './tensor';
import { consumers, makers, source } from './uses';

const TURNS = new Set(['Transpose']);
/** The norms of one input. */
export const NORMS = new Set(['LayerNormalization', 'SimplifiedLayerNormalization', 'RMSNormalization']);
/** A quantised product takes whole numbers; a Cast and its scales make it the stream. */
const PRODUCTS = new Set(['MatMul', 'MatMulNBits', 'MatMulInteger']);

/** Follows the embedding node by node, in topological order. */
export class Beginning {
  /** What makes the stream out of tokens: their embedding, or the matrix behind it (OPT's projection). */
  maker: Node;
  /** Tensors that, from the embedding on, had one reader each: what that reader makes of them is the stream. */
  private readonly alone = new Set<string>();
  /** What the embedding was divided by when it was quantised for that matrix, times the matrix' own scale or not. */
  private readonly scales = new Set<string>();
  private readonly uses: ReadonlyMap<string, readonly number[]>;
  private readonly weights: ReadonlyMap<string, Tensor>;

  constructor(
    private readonly graph: Graph,
    private readonly fixed: ReadonlySet<string>,
    embedding: Node,
  ) {
    this.maker = embedding;
    this.uses = consumers(graph);
    this.weights = new Map(graph.initializers.map((t) => [t.name, t]));
  }

  /** Element type of the embedding: its table's, or its scales' where the table is quantised; else what value_info says. */
  embeddingType(): number {
    const { op, inputs, outputs } = this.maker;
    // A table that the head shares lies the other way round.
    const table = source(makers(this.graph), inputs[op === 'Gather' ? 0 : 2] ?? '', TURNS);
    return this.weights.get(table)?.dataType ?? this.graph.valueInfo.find(({ name }) => name === outputs[0])?.elemType ?? 0;
  }

  /** Takes a tensor that is the stream before its first sum. `from`: the tensors it was made of; none for the embedding itself. */
  add(name: string, from: readonly string[]): void {
    if ((from.length === 0 || from.some((one) => this.alone.has(one))) && this.readers(name) === 1) this.alone.add(name);
  }

  /** Takes any node: a product of scales is a scale. */
  see({ op, inputs: [a = '', b = ''], outputs: [out] }: Node): void {
    if (out && op === 'Mul' && ((this.scales.has(a) && this.fixed.has(b)) || (this.scales.has(b) && this.fixed.has(a))))
      this.scales.add(out);
  }

  /**
   * Element type of what a node makes of the stream before the first sum, where that is the stream still; else null. `typeOf`: the element
   * type of a tensor that is the stream.
   */
  carried(node: Node, typeOf: (name: string) => number | undefined): number | null {
    const { op, inputs } = node;
    const [a = '', b = ''] = inputs;
    const type = typeOf(a) ?? typeOf(b) ?? 0;
    if (typeOf(a) !== undefined) {
      if (op === 'Cast') return intAttribute(node, 'to', 0);
      if (op === 'Identity') return type;
      if (op === 'DequantizeLinear') return this.weights.get(b)?.dataType ?? 0;
      // Bloom norms the embedding; a norm beside which the embedding goes on is the first block's.
      if (NORMS.has(op) && this.alone.has(a)) return type;
      // Embeddings narrower than the stream go through a matrix first; where the embedding goes on beside it, the matrix is a block's.
      if (PRODUCTS.has(op) && this.fixed.has(b) && this.alone.has(a)) {
        this.maker = node;
        return op === 'MatMulInteger' ? INT32 : type;
      }
      if (op === 'DynamicQuantizeLinear' && this.alone.has(a)) {
        this.scales.add(node.outputs[1] ?? '');
        return UINT8;
      }
    }
    if (op === 'Mul' && (this.scales.has(a) || this.scales.has(b))) return type;
    // Gemma and Granite scale the embedding; past the first sum a scaled copy is no longer the stream.
    return (op === 'Mul' || op === 'Div') && (this.fixed.has(b) || (op === 'Mul' && this.fixed.has(a))) ? type : null;
  }

  /** Whoever asks for a shape alone does not read, nor does the DequantizeLinear that makes the floats whose shape is asked for. */
  private readers(name: string, within = true): number {
    return (this.uses.get(name) ?? []).filter((i) => {
      const { op, outputs } = this.graph.nodes[i] as Node;
      const floats = outputs[0] ?? '';
      return op !== 'Shape' && !(within && op === 'DequantizeLinear' && this.uses.has(floats) && this.readers(floats, false) === 0);
    }).length;
  }
}
