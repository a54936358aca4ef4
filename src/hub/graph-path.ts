/** Where a repository keeps the graph of a dtype, and what the name of a graph says. */
import type { Dtype, ModelChoice } from '../protocol';

/** The endings of transformers.js' file names; longer ones first, so that the first that fits is the right one. */
const ENDINGS: readonly [ending: string, dtype: Dtype][] = [
  ['_quantized', 'q8'],
  ['_q4f16', 'q4f16'],
  ['_q2f16', 'q2f16'],
  ['_q1f16', 'q1f16'],
  ['_uint8', 'uint8'],
  ['_int8', 'int8'],
  ['_fp16', 'fp16'],
  ['_bnb4', 'bnb4'],
  ['_q4', 'q4'],
  ['_q2', 'q2'],
  ['_q1', 'q1'],
];

/** The dtypes that a file name can say, in the order they are offered. */
export const DTYPES: readonly Dtype[] = ['fp32', 'fp16', 'q8', 'int8', 'uint8', 'q4', 'q4f16', 'bnb4', 'q2', 'q2f16', 'q1', 'q1f16'];

/** transformers.js' file names: model.onnx for fp32, model_quantized.onnx for q8, else the dtype's own name. */
export const graphPath = (dtype: Dtype): string => `onnx/model${ENDINGS.find(([, name]) => name === dtype)?.[0] ?? ''}.onnx`;

/**
 * Where models that also read pictures or sound keep the decoder of a dtype: it takes embeddings, which the graph of `embedPaths` makes
 * of tokens.
 */
export const decoderPath = (dtype: Dtype): string => graphPath(dtype).replace('model', 'decoder_model_merged');

/** A graph that makes embeddings of tokens, by its name. */
export const isEmbedding = (path: string): boolean => /(^|\/)embed_tokens[^/]*\.onnx$/.test(path);

/**
 * Names that exporters give to other parts of a model than its decoder, and what may follow them: a dtype or a device. A model whose own
 * name begins so (audio-llama.onnx) is none.
 */
const PARTS =
  'embed_tokens|embeddings?|prepare_inputs_embeds|lm_head|gen_head|encoder(_model)?|(vision|image|audio|speech|text)_(encoder|embeddings?|projector|tower)|vision|speech|vae_(encoder|decoder)';
const PART = new RegExp(`(^|/)(${PARTS})([._-](quantized|fp\\d+|bf16|q\\d+\\w*|u?int\\d+|bnb4|cpu|cuda|gpu|mobile))*\\.onnx$`, 'i');

/** A graph that does another part of a model's work than the decoder, by its name. */
export const isPart = (path: string): boolean => PART.test(path);

/**
 * Where the embedding of a decoder may lie: beside it, in the decoder's dtype before others (embeddings are often left wider than the
 * rest).
 */
export function embedPaths(decoder: string): string[] {
  const own = ENDINGS.find(([ending]) => decoder.endsWith(`${ending}.onnx`))?.[0] ?? '';
  return [...new Set([own, '', '_fp16', ...ENDINGS.map(([ending]) => ending)])].map(
    (ending) => `${folderOf(decoder)}embed_tokens${ending}.onnx`,
  );
}

/** The embedding of `graph` among these files; null where it needs none, or has none. */
export const embedIn = (files: { has(path: string): boolean }, graph: string): string | null =>
  /(^|\/)decoder_model[^/]*\.onnx$/.test(graph) ? (embedPaths(graph).find((path) => files.has(path)) ?? null) : null;

/** Where an exporter that writes one graph puts it: in a flat folder, whatever its bits. */
export const FLAT_GRAPH = 'model.onnx';

/** What the name of a graph says of its dtype; null where it says nothing. */
export const claimedDtype = (graph: string): Dtype | null => ENDINGS.find(([ending]) => graph.endsWith(`${ending}.onnx`))?.[1] ?? null;

/** By the file's name; float32 where it says nothing. */
export const dtypeOf = (graph: string): Dtype => claimedDtype(graph) ?? 'fp32';

/** "a/b/c.onnx" → "a/b/"; '' for a file at the top. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** The folders a file lies in, nearest first, '' last. */
export function foldersAbove(path: string): string[] {
  const folders = [folderOf(path)];
  while (folders.at(-1) !== '') folders.push(folderOf(folders.at(-1)!.slice(0, -1)));
  return folders;
}

/** A graph where models keep it: at the top of their root, or in its `onnx`. */
export const isNear = (graph: string): boolean => /^(onnx\/)?[^/]+\.onnx$/.test(graph);

/** The exporters' names for the weights beside a graph: model.onnx_data, model.onnx_data_1, model.onnx.data. */
export const isDataOf = (graph: string, path: string): boolean =>
  path.startsWith(graph) && /^(_data(_\d+)?|\.data)$/.test(path.slice(graph.length));

/**
 * The graph that a load takes out of these files: the one that was named, else the dtype's, alone or as a decoder, else a flat folder's;
 * the dtype's where there is none of them.
 */
export function graphIn(files: { has(path: string): boolean }, { graph, dtype }: Pick<ModelChoice, 'graph' | 'dtype'>): string {
  if (graph !== undefined) return graph;
  return [graphPath(dtype), decoderPath(dtype), FLAT_GRAPH].find((path) => files.has(path)) ?? graphPath(dtype);
}

/** Bytes: an .onnx file without weights in it is smaller, and soon fetched. */
export const BARE_GRAPH = 16e6;
