/** By which endings of their names files are told apart before anything of them is read. */

export const JSON_FILE = /\.json(\.gz)?$/i;
/** Of JSON, in one piece or a row a line. */
export const JSON_ROWS = /\.(json|jsonl|ndjson)(\.gz)?$/i;
/** Of texts, a row a line. */
export const TEXTS = /\.(csv|tsv|tab|txt|jsonl|ndjson)(\.gz)?$/i;
/** Of vectors or activations. */
export const TENSORS = /\.(npy|npz|safetensors|gguf|pt|pth|pkl)$/i;
