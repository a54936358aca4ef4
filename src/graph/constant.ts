/** Small numbers that a graph holds: shapes, indices, offsets, factors. Weights are never read here. */
import { attribute, type Graph, type Node } from './onnx';
import { FLOAT32, INT32, INT64, readTensor, type Tensor } from './tensor';
import { integer, integers, readFields, repeated } from './wire';

/** TensorProto fields that hold integers when they are not raw bytes. */
const TYPED = { [INT32]: 5, [INT64]: 7 } as const;
/** More is a table, not a constant. */
const MOST = 64;

/** The integers of `name`: an initialiser or a Constant, looked for once a graph. null for what is computed, too long, or no integer. */
export function integersOf(graph: Graph): (name: string) => readonly number[] | null {
  const tensors = new Map(graph.initializers.map((t) => [t.name, t]));
  const makers = new Map(graph.nodes.filter(({ op }) => op === 'Constant').map((node) => [node.outputs[0] ?? '', node]));
  return (name) => {
    const tensor = tensors.get(name);
    if (tensor) return numbers(tensor);
    const node = makers.get(name);
    return node ? constant(node) : null;
  };
}

/** The float32 scalar that `name` is, of a Constant or a small initialiser, looked for once a graph; null for anything else. */
export function scalarsOf(graph: Graph): (name: string) => number | null {
  const tensors = new Map(graph.initializers.map((t) => [t.name, t]));
  const makers = new Map(graph.nodes.filter(({ op }) => op === 'Constant').map((node) => [node.outputs[0] ?? '', node]));
  return (name) => {
    const maker = makers.get(name);
    return scalar((maker && tensorOf(maker)) ?? tensors.get(name));
  };
}

function scalar(tensor: Tensor | undefined): number | null {
  if (!tensor || tensor.dataType !== FLOAT32 || tensor.dims.reduce((product, d) => product * d, 1) !== 1) return null;
  const { storage } = tensor;
  if (storage.kind === 'raw') return new DataView(storage.data.buffer, storage.data.byteOffset, 4).getFloat32(0, true);
  // float_data: packed or not, four bytes each.
  const field = readFields(tensor.bytes, 0).find(({ no }) => no === 4);
  if (storage.kind !== 'typed' || !field) return null;
  const bits = field.data.length === 4 ? new DataView(field.data.buffer, field.data.byteOffset, 4).getUint32(0, true) : Number(field.value);
  return new Float32Array(Uint32Array.of(bits).buffer)[0] as number;
}

/** Tables that stand in Constant nodes instead of among the initialisers, by the name of what they put out. */
export function constantTensors(graph: Graph): Pick<Tensor, 'name' | 'dims'>[] {
  return graph.nodes.flatMap((node) => {
    const tensor = node.op === 'Constant' ? tensorOf(node) : null;
    return tensor ? [{ name: node.outputs[0] ?? '', dims: tensor.dims }] : [];
  });
}

/** The tensor that a Constant holds, or null where it holds something else. */
function tensorOf(node: Node): Tensor | null {
  const value = attribute(node, 'value');
  const tensor = value && repeated(value, 5).at(-1);
  return tensor ? readTensor(tensor.data, tensor.at) : null;
}

function constant(node: Node): readonly number[] | null {
  const tensor = tensorOf(node);
  if (tensor) return numbers(tensor);
  const one = attribute(node, 'value_int');
  if (one) return [Number(integer(one, 3))];
  const many = attribute(node, 'value_ints');
  return many ? integers(many, 8).map(Number) : null;
}

function numbers({ dims, dataType, storage, bytes }: Tensor): readonly number[] | null {
  if ((dataType !== INT32 && dataType !== INT64) || dims.reduce((product, d) => product * d, 1) > MOST) return null;
  if (storage.kind === 'external') return null;
  if (storage.kind === 'typed') return integers(readFields(bytes, 0), TYPED[dataType]).map(Number);
  const view = new DataView(storage.data.buffer, storage.data.byteOffset, storage.data.length);
  const size = dataType === INT32 ? 4 : 8;
  return Array.from({ length: view.byteLength / size }, (_, i) =>
    size === 4 ? view.getInt32(4 * i, true) : Number(view.getBigInt64(8 * i, true)),
  );
}
