/** The one error type of the graph code: what was looked for and not found, or which bytes do not add up. */
export type GraphErrorCode =
  /** The bytes end inside a field: a download was cut off. */
  | 'graph-truncated'
  /** Not an ONNX protobuf, or one without a graph. */
  | 'graph-foreign'
  /** A valid graph whose structure is not one we know; the message says what was looked for. */
  | 'graph-not-understood'
  /** A graph the lab understands, with an operator, attribute or input that this device cannot run; the message names it. */
  | 'graph-unsupported'
  /** An external file name that could point outside the model's folder. */
  | 'graph-unsafe-location'
  /** Sizes, shapes or offsets that contradict each other or the bytes present. */
  | 'graph-bad-size';

/** A CodedError of src/protocol.ts, without naming it: the package of this folder (library.ts) has none of the lab's other codes. */
export class GraphError extends Error {
  override readonly name = 'GraphError';

  constructor(
    readonly code: GraphErrorCode,
    message: string,
    readonly hint: string = hints[code],
  ) {
    super(message);
  }
}

/** What it means, then what to do. */
const hints: Record<GraphErrorCode, string> = {
  'graph-truncated':
    'The file is not whole, so nothing can be computed with it: mostly a download was cut off. Download the model file again.',
  'graph-foreign':
    'This is no model the lab can read: it should be an ONNX decoder export (onnx/model*.onnx). Choose such a file, or export the model with onnxruntime-genai or optimum.',
  'graph-not-understood':
    'The file is valid, but the lab cannot find in it where to read and steer. Export with onnxruntime-genai or optimum, with KV cache (text-generation-with-past), or choose a model of the catalogue.',
  'graph-unsupported': 'Choose the other device, another dtype, or another model.',
  'graph-unsafe-location':
    'The file asks for data outside its own folder, which no honest export does. Do not load this model: its weight files must lie beside the .onnx file.',
  'graph-bad-size':
    'The graph and its weight files do not belong together, or a file is damaged: its numbers would be wrong. Download the model again.',
};

/** Shorthand for the most common refusal. `looked` completes the sentence "looked for …". */
export function notUnderstood(looked: string, found: string): GraphError {
  return new GraphError('graph-not-understood', `looked for ${looked}; ${found}`);
}

/** Names in a sentence: the first eight. */
export const list = (names: readonly string[]): string =>
  names.length > 8 ? `${names.slice(0, 8).join(', ')}, …` : names.join(', ') || 'none';
