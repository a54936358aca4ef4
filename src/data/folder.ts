/** A folder full of files → which model it holds: where its root is, and which graph. Pure. */
import { LabError } from '../error';
import type { Dtype, LocalFile } from '../protocol';

export interface ModelFolder {
  /** The folder's own name, for people. */
  name: string;
  /** Paths relative to the model's root. */
  files: LocalFile[];
  graph: string;
  dtype: Dtype;
}

/** Preferred first where a folder has several graphs and nobody said which. */
const SUFFIXES: readonly [string, Dtype][] = [['_q4', 'q4'], ['_q4f16', 'q4f16'], ['', 'fp32'], ['_fp16', 'fp16'], ['_quantized', 'q8'], ['_int8', 'int8'], ['_uint8', 'uint8'], ['_bnb4', 'bnb4']];

/**
 * The root is the folder that holds config.json (or the genai builder's genai_config.json), the highest if there are several;
 * the graph lies in its `onnx` folder or beside it. Throws `folder-incomplete`, naming what is missing.
 */
export function readFolder(all: readonly LocalFile[], dtype?: Dtype): ModelFolder {
  const configs = all.map(({ path }) => path).filter((path) => /(^|\/)(genai_)?config\.json$/.test(path));
  const root = configs.map((path) => path.slice(0, path.lastIndexOf('/') + 1)).sort((a, b) => a.split('/').length - b.split('/').length || a.localeCompare(b))[0];
  if (root === undefined) throw incomplete('config.json', all);
  const files = all.filter(({ path }) => path.startsWith(root)).map(({ path, file }) => ({ path: path.slice(root.length), file }));
  const graphs = files.filter(({ path }) => /^(onnx\/)?[^/]+\.onnx$/.test(path)).map(({ path }) => ({ path, dtype: dtypeOf(path) }));
  const rank = (graph: { dtype: Dtype }) => SUFFIXES.findIndex(([, name]) => name === graph.dtype);
  const [graph] = graphs.filter((one) => !dtype || one.dtype === dtype).sort((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path));
  if (!graph) throw incomplete(dtype ? `graph for ${dtype}` : '.onnx file', files);
  if (!files.some(({ path }) => path === 'tokenizer.json')) throw incomplete('tokenizer.json', files);
  return { name: root.split('/').filter(Boolean).at(-1) ?? graph.path.replace(/^onnx\//, ''), files, graph: graph.path, dtype: graph.dtype };
}

/** By the file's name; float32 where it says nothing. */
export function dtypeOf(graph: string): Dtype {
  const stem = graph.replace(/\.onnx$/, '');
  return [...SUFFIXES].sort(([a], [b]) => b.length - a.length).find(([suffix]) => stem.endsWith(suffix))?.[1] ?? 'fp32';
}

function incomplete(what: string, files: readonly LocalFile[]): LabError {
  const some = files.slice(0, 6).map(({ path }) => path).join(', ');
  return new LabError('folder-incomplete', `There is no ${what} in this folder${some ? ` (it holds ${some}${files.length > 6 ? ', …' : ''})` : ''}.`, 'Choose the folder with config.json, tokenizer.json, tokenizer_config.json and the .onnx file with its data files.');
}
