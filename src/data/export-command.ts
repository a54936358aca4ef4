/** The commands that make a model for the lab out of weights for another program. */

/** `from`: a folder, or a repository of the Hub. */
export const EXPORTERS = (from: string, kind: 'folder' | 'repository'): string =>
  `Export it, then load the new folder: python -m onnxruntime_genai.models.builder ${kind === 'folder' ? '-i' : '-m'} ${quoted(from)} -o my-model -p int4 -e webgpu (or: optimum-cli export onnx --model ${quoted(from)} --task text-generation-with-past my-model).`;

const quoted = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `"${path}"`);
