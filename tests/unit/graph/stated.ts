/** Exports of today name the head size of their cache; here it is stated, as older exporters do, so that a test stands on the graph alone. */
import { makeValueInfo, writeModel } from '../../../src/graph/build';
import { readModel, type ValueInfo } from '../../../src/graph/onnx';

/** The same graph with `size` in the place of every named head size. */
export function statedHeads(onnx: Uint8Array, size: number): Uint8Array {
  const model = readModel(onnx);
  const state = (value: ValueInfo): ValueInfo => {
    const { name, elemType, dims } = value;
    return dims?.at(-1) === 'kv_cache_dim' ? makeValueInfo(name, elemType, [...dims.slice(0, -1), size]) : value;
  };
  const { graph } = model;
  return writeModel(model, { ...graph, inputs: graph.inputs.map(state), outputs: graph.outputs.map(state) });
}
