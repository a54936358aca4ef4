/**
 * Streams that do not only add up, found in order to be refused: post-norm decoders (OPT-350m, the first GPT) norm the stream after every
 * sum and go on from there, Gemma 4 multiplies it with a number behind every block.
 */
import { GraphError } from './error';
import type { Node } from './onnx';

const NORMS = new Set(['LayerNormalization', 'SimplifiedLayerNormalization', 'RMSNormalization']);
const COPIES = new Set(['Cast', 'Identity', 'Reshape']);
/** Norms written out in single operators: what is subtracted and divided by is computed, gains and biases are not. */
const STEPS = new Set(['Sub', 'Div', 'Mul', 'Add']);

/**
 * Follows the normed and the scaled copies of a stream, node by node in topological order. `isStream` and `isFixed` tell what else a
 * tensor is.
 */
export class Rescaled {
  private readonly names = new Map<string, 'normed' | 'scaled'>();
  /** One over something: what root-mean-square norms multiply with. */
  private readonly inverses = new Set<string>();

  constructor(
    private readonly isStream: (name: string) => boolean,
    private readonly isFixed: (name: string) => boolean,
  ) {}

  /** Whether the tensor is the stream after a norm or times a constant, up to type and shape. */
  has(name: string): boolean {
    return this.names.has(name);
  }

  /** Why a sum on such a tensor is refused. */
  refusal({ name, inputs: [a = '', b = ''] }: Node): GraphError {
    return [a, b].some((side) => this.names.get(side) === 'normed') ? postNorm(name) : scaledStream(name);
  }

  /** The norm that a fused sum computes with it. */
  add(name: string): void {
    if (name) this.names.set(name, 'normed');
  }

  /** Takes a node that is no sum on the stream. */
  see({ op, inputs: [a = '', b = ''], outputs: [out = ''] }: Node): void {
    if (op === 'Reciprocal' || (op === 'Div' && this.isFixed(a))) this.inverses.add(out);
    const scaled = op === 'Mul' && ((this.isStream(a) && this.inverses.has(b)) || (this.isStream(b) && this.inverses.has(a)));
    const begins = scaled || (this.isStream(a) && (NORMS.has(op) || ((op === 'Sub' || op === 'Div') && !this.isFixed(b))));
    const goesOn =
      (this.has(a) && (COPIES.has(op) || (STEPS.has(op) && (this.isFixed(b) || op === 'Div')))) ||
      (this.has(b) && this.isFixed(a) && (op === 'Mul' || op === 'Add'));
    const constant = op === 'Mul' && ((this.isStream(a) && this.isFixed(b)) || (this.isStream(b) && this.isFixed(a)));
    if (begins) this.add(out);
    else if (constant) this.names.set(out, 'scaled');
    else if (goesOn) this.names.set(out, this.names.get(a) ?? this.names.get(b) ?? 'normed');
  }
}

const scaledStream = (name: string): GraphError =>
  new GraphError(
    'graph-not-understood',
    `this model multiplies its stream with a number behind its blocks (${name} adds to the scaled stream), as Gemma 4 does; no such export was at hand to hold against PyTorch, so none is read`,
    'Choose another model: Gemma 3 and Gemma 2 do not scale their stream.',
  );

const postNorm = (name: string): GraphError =>
  new GraphError(
    'graph-not-understood',
    `this model norms its stream after every sum (post-norm: ${name} adds to the normed stream), so what a block adds is rescaled by all later ones: there is no residual stream that adds up, to read and to push`,
    'Choose a model that norms what its blocks read instead (pre-norm), as nearly all do: OPT-125m or OPT-1.3b instead of OPT-350m.',
  );
