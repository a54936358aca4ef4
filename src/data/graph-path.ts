/** Where a repository keeps the graph of a dtype. */
import type { Dtype, ModelChoice } from '../protocol';

/** transformers.js' file names: model.onnx for fp32, model_quantized.onnx for q8, else the dtype's own name. */
export const graphPath = (dtype: Dtype): string => `onnx/model${dtype === 'fp32' ? '' : dtype === 'q8' ? '_quantized' : `_${dtype}`}.onnx`;

/** Where an exporter that writes one graph puts it: in a flat folder, whatever its bits. */
export const FLAT_GRAPH = 'model.onnx';

/** The graph that a load takes out of these files: the one that was named, else the dtype's, else a flat folder's; the dtype's where there is none of them. */
export function graphIn(files: { has(path: string): boolean }, { graph, dtype }: Pick<ModelChoice, 'graph' | 'dtype'>): string {
  const wanted = graph ?? graphPath(dtype);
  return graph === undefined && !files.has(wanted) && files.has(FLAT_GRAPH) ? FLAT_GRAPH : wanted;
}

/** Bytes: an .onnx file without weights in it is smaller, and soon fetched. */
export const BARE_GRAPH = 16e6;
