/** The one error type of the graph code: what was looked for and not found, or which bytes do not add up. */

export type GraphErrorCode =
  /** The bytes end inside a field: a download was cut off. */
  | 'graph-truncated'
  /** Not an ONNX protobuf, or one without a graph. */
  | 'graph-foreign'
  /** A valid graph whose structure is not one we know; the message says what was looked for. */
  | 'graph-not-understood'
  /** An external file name that could point outside the model's folder. */
  | 'graph-unsafe-location'
  /** Sizes, shapes or offsets that contradict each other or the bytes present. */
  | 'graph-bad-size';

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

const hints: Record<GraphErrorCode, string> = {
  'graph-truncated': 'Download the model file again.',
  'graph-foreign': 'The file should be an ONNX decoder export (onnx/model*.onnx).',
  'graph-not-understood':
    'Export with onnxruntime-genai or optimum, with KV cache (text-generation-with-past), or choose a model of the catalogue.',
  'graph-unsafe-location': 'Do not load this model: its weight files must lie beside the .onnx file.',
  'graph-bad-size': 'The graph and its weight files do not belong together, or a file is damaged: download the model again.',
};

/** Shorthand for the most common refusal. `looked` completes the sentence "looked for …". */
export function notUnderstood(looked: string, found: string): GraphError {
  return new GraphError('graph-not-understood', `looked for ${looked}; ${found}`);
}
