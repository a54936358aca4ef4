/** By which endings of their names files are told apart before anything of them is read. */

export const JSON_FILE = /\.json(\.gz)?$/i;
/** Of JSON, in one piece or a row a line. */
export const JSON_ROWS = /\.(json|jsonl|ndjson)(\.gz)?$/i;
/** Of texts, a row a line. */
export const TEXTS = /\.(csv|tsv|tab|txt|jsonl|ndjson)(\.gz)?$/i;
/** Of vectors or activations. */
export const TENSORS = /\.(npy|npz|safetensors|gguf|pt|pth|pkl)$/i;
/** Of a model, or a folder of one in a file. */
const MODELS = /\.(onnx|zip|tar|tgz)$/i;

/** Whether files that are dropped where texts come in are tried as texts there. One JSON file, tensors and models are told by the page. */
export const areTexts = (names: readonly string[]): boolean =>
  !(names.length === 1 && JSON_FILE.test(names[0]!)) && !names.some((name) => TENSORS.test(name) || MODELS.test(name));
