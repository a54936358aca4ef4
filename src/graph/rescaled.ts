/** Post-norm decoders (OPT-350m, the first GPT): every block norms the stream after its sum and goes on from there. Such a stream does not add up, so it is found in order to be refused. */
import { GraphError } from './error';
import type { Node } from './onnx';

const NORMS = new Set(['LayerNormalization', 'SimplifiedLayerNormalization', 'RMSNormalization']);
const COPIES = new Set(['Cast', 'Identity', 'Reshape']);
/** Norms written out in single operators: what is subtracted and divided by is computed, gains and biases are not. */
const STEPS = new Set(['Sub', 'Div', 'Mul', 'Add']);

/** Follows the normed copies of a stream, node by node in topological order. `isStream` and `isFixed` tell what else a tensor is. */
export class Normed {
  private readonly names = new Set<string>();
  /** One over something: what root-mean-square norms multiply with. */
  private readonly inverses = new Set<string>();

  constructor(
    private readonly isStream: (name: string) => boolean,
    private readonly isFixed: (name: string) => boolean,
  ) {}

  /** Whether the tensor is the stream after a norm, up to type and shape. */
  has(name: string): boolean {
    return this.names.has(name);
  }

  /** The norm that a fused sum computes with it. */
  add(name: string): void {
    if (name) this.names.add(name);
  }

  /** Takes a node that is no sum on the stream. */
  see({ op, inputs: [a = '', b = ''], outputs: [out = ''] }: Node): void {
    if (op === 'Reciprocal' || (op === 'Div' && this.isFixed(a))) this.inverses.add(out);
    const scaled = op === 'Mul' && ((this.isStream(a) && this.inverses.has(b)) || (this.isStream(b) && this.inverses.has(a)));
    const begins = scaled || (this.isStream(a) && (NORMS.has(op) || ((op === 'Sub' || op === 'Div') && !this.isFixed(b))));
    const goesOn = (this.has(a) && (COPIES.has(op) || (STEPS.has(op) && (this.isFixed(b) || op === 'Div')))) || (this.has(b) && this.isFixed(a) && (op === 'Mul' || op === 'Add'));
    if (begins || goesOn) this.add(out);
  }
}

/** Why a sum on a normed stream is refused. */
export const postNorm = ({ name }: Node): GraphError =>
  new GraphError(
    'graph-not-understood',
    `this model norms its stream after every sum (post-norm: ${name} adds to the normed stream), so what a block adds is rescaled by all later ones: there is no residual stream that adds up, to read and to push`,
    'Choose a model that norms what its blocks read instead (pre-norm), as nearly all do: OPT-125m or OPT-1.3b instead of OPT-350m.',
  );
