/** Where a repository keeps the graph of a dtype. */
import type { Dtype } from '../protocol';

/** transformers.js' file names: model.onnx for fp32, model_quantized.onnx for q8, else the dtype's own name. */
export const graphPath = (dtype: Dtype): string => `onnx/model${dtype === 'fp32' ? '' : dtype === 'q8' ? '_quantized' : `_${dtype}`}.onnx`;
