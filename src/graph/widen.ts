/**
 * 4- and 8-bit weights to float32, once, at load: WebAssembly has no fast kernel for MatMulNBits (690 ms per token on the embedded
 * model, 60-110 ms as float32). Every MatMulNBits becomes a MatMul with a weight in new files; all else stays as it is.
 */
import { makeNode, writeModel } from './build';
import { checkQuantised, dequantise, type Quantised, type Values } from './dequantise';
import { GraphError, notUnderstood } from './error';
import { externalFiles, type ExternalFile, type Weights } from './info';
import { intAttribute, readModel, type Graph, type Node } from './onnx';
import { externalTensor, FLOAT16, FLOAT32, storedBytes, UINT8, type Tensor } from './tensor';

const OURS = '/eia/wide/';
/** Browsers refuse single buffers far below their total memory. */
const CHUNK = 256 * 2 ** 20;
/** A new tensor starts at a multiple of this: a cache line. */
const ALIGN = 64;

export interface Widened {
  /** The widened graph. */
  readonly bytes: Uint8Array;
  /** The new weight files, `eia_wide_0`, `eia_wide_1`, …: to mount beside the old ones. */
  readonly files: Map<string, Uint8Array>;
  /** All files the widened graph needs, old and new; files not named here can be let go. */
  readonly external: readonly ExternalFile[];
}

/** One MatMulNBits weight: nodes with the same weight, scales and zero points share it. */
interface Weight {
  readonly name: string;
  readonly n: number;
  readonly k: number;
  readonly bits: 4 | 8;
  readonly block: number;
  readonly weights: Tensor;
  readonly scales: Tensor;
  readonly zeros: Tensor | null;
}

/**
 * Replaces every MatMulNBits by MatMul with a float32 weight. `files` holds the external data by location; weights inside `graph` are
 * read there. Throws GraphError graph-not-understood for what cannot be widened (other than 4 or 8 bits, g_idx, computed weights),
 * graph-bad-size when sizes disagree, a file is missing or the result does not fit in memory.
 */
export function widen(graph: Uint8Array, files: ReadonlyMap<string, Uint8Array>, o: { chunkBytes?: number } = {}): Widened {
  const model = readModel(graph);
  const { weights, nodes } = plan(model.graph);
  const ready = weights.map((w) => quantised(w, files));
  // 4 to 32 bits is a factor of 8. More means that many weights lie over the same bytes: nobody exports that.
  const present = graph.length + [...files.values()].reduce((sum, f) => sum + f.length, 0);
  if (total(weights) > 8 * present)
    throw new GraphError('graph-bad-size', `${total(weights)} bytes of float32 out of ${present} bytes of weights`);

  const placed = place(weights, o.chunkBytes ?? CHUNK);
  const made = new Map<string, Uint8Array>();
  const tensors = placed.map(({ file, offset, bytes, fileBytes }, i) => {
    const { name, k, n } = weights[i] as Weight;
    const buffer = made.get(file) ?? allocate(fileBytes);
    made.set(file, buffer);
    dequantise(ready[i] as Quantised, new Float32Array(buffer.buffer, offset, k * n));
    return externalTensor(name, FLOAT32, [k, n], file, offset, bytes);
  });

  const dropped = new Set(unused(model.graph, weights, nodes).map((t) => t.name));
  const initializers = [...model.graph.initializers.filter((t) => !dropped.has(t.name)), ...tensors];
  return { bytes: writeModel(model, { ...model.graph, nodes, initializers }), files: made, external: externalFiles(initializers) };
}

/** What `widen` would make and drop, in bytes, without a weight being read; null where it does not apply or would throw. */
export function widening(graph: Graph): Weights['widened'] {
  try {
    const { weights, nodes } = plan(graph);
    if (weights.length === 0) return null;
    return {
      made: total(weights),
      dropped: unused(graph, weights, nodes).reduce((sum, t) => sum + storedBytes(t), 0),
      largest: weights.reduce((most, { n, k }) => Math.max(most, 4 * n * k), 0),
    };
  } catch (error) {
    if (error instanceof GraphError) return null;
    throw error;
  }
}

/** Quantised tensors that no node of the widened graph reads. */
function unused(graph: Graph, weights: readonly Weight[], nodes: readonly Node[]): Tensor[] {
  const used = new Set([...nodes.flatMap((node) => node.inputs), ...graph.outputs.map((out) => out.name)]);
  const old = new Map(weights.flatMap((w) => [w.weights, w.scales, w.zeros]).flatMap((t) => (t ? [[t.name, t] as const] : [])));
  return [...old.values()].filter((t) => !used.has(t.name));
}

function total(weights: readonly Weight[]): number {
  return weights.reduce((sum, { n, k }) => sum + 4 * n * k, 0);
}

/** The weights to widen and the nodes as they will be. Reads no weight. */
function plan(graph: Graph): { weights: Weight[]; nodes: Node[] } {
  const tensors = new Map(graph.initializers.map((t) => [t.name, t]));
  const weights = new Map<string, Weight>();
  const nodes = graph.nodes.flatMap((node, index) => {
    if (node.op !== 'MatMulNBits') return [node];
    const [x = '', b = '', s = '', z = '', order = '', bias = ''] = node.inputs;
    const find = (name: string): Tensor => {
      const tensor = tensors.get(name);
      if (!tensor) throw notUnderstood(`the weights of ${node.name} among the initialisers`, `${name || 'an input'} is computed`);
      return tensor;
    };
    const [out] = node.outputs;
    if (!out || !x) throw notUnderstood(`one input and one output of ${node.name}`, 'it has not both');
    const [n, k, block, bits] = [
      intAttribute(node, 'N', 0),
      intAttribute(node, 'K', 0),
      intAttribute(node, 'block_size', 0),
      intAttribute(node, 'bits', 4),
    ];
    if (bits !== 4 && bits !== 8) throw notUnderstood('weights of 4 or 8 bits', `${node.name} has ${bits}`);
    if (order) throw notUnderstood('weights in their own order', `${node.name} reorders them (g_idx)`);
    if (n < 1 || k < 1 || block < 2 || block % 2 || !Number.isSafeInteger(4 * n * k))
      throw new GraphError('graph-bad-size', `${node.name}: N=${n}, K=${k}, block ${block}`);
    const scales = find(s);
    const key = JSON.stringify([b, s, z, n, k, bits, block]);
    const weight = weights.get(key) ?? {
      name: `${OURS}${weights.size}`,
      n,
      k,
      bits,
      block,
      weights: find(b),
      scales,
      zeros: z ? find(z) : null,
    };
    weights.set(key, weight);
    return product(`${OURS}node.${index}/`, x, out, weight.name, bias, scales.dataType === FLOAT16);
  });
  return { weights: [...weights.values()], nodes };
}

/** MatMul in float32 with casts at both borders where the activations are float16, and the bias. */
function product(here: string, x: string, out: string, weight: string, bias: string, half: boolean): Node[] {
  const nodes: Node[] = [];
  const then = (op: string, inputs: string[], name: string, attributes: Record<string, number> = {}) => (
    nodes.push(makeNode(op, inputs, name, attributes)),
    name
  );
  const float = (name: string, as: string) => (half ? then('Cast', [name], here + as, { to: FLOAT32 }) : name);
  const wide = float(x, 'x');
  const plain = !half && !bias;
  let y = then('MatMul', [wide, weight], plain ? out : `${here}product`);
  if (bias) y = then('Add', [y, float(bias, 'bias')], half ? `${here}sum` : out);
  if (half) then('Cast', [y], out, { to: FLOAT16 });
  return nodes;
}

/** Weights joined with their bytes, every size checked. */
function quantised(w: Weight, files: ReadonlyMap<string, Uint8Array>): Quantised {
  const values = (tensor: Tensor): Values => ({ dataType: tensor.dataType, data: bytesOf(tensor, files) });
  const ready: Quantised = {
    ...w,
    name: w.weights.name,
    weights: bytesOf(w.weights, files),
    scales: values(w.scales),
    zeros: w.zeros && values(w.zeros),
  };
  if (w.weights.dataType !== UINT8)
    throw notUnderstood('quantised weights of type uint8', `${w.weights.name} has ONNX type ${w.weights.dataType}`);
  checkQuantised(ready);
  return ready;
}

function bytesOf({ name, storage }: Tensor, files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  if (storage.kind === 'raw') return storage.data;
  if (storage.kind === 'typed') throw notUnderstood(`raw bytes of ${name}`, 'it is stored as a list of numbers');
  const file = files.get(storage.location);
  if (!file) throw new GraphError('graph-bad-size', `${name} lies in ${storage.location}, which was not given`);
  if (storage.offset + storage.length > file.length)
    throw new GraphError(
      'graph-bad-size',
      `${name} ends at byte ${storage.offset + storage.length} of ${storage.location}, which has ${file.length}`,
    );
  return file.subarray(storage.offset, storage.offset + storage.length);
}

/** Packs the weights into files of at most `chunk` bytes; a larger weight gets a file of its own. */
function place(weights: readonly Weight[], chunk: number): { file: string; offset: number; bytes: number; fileBytes: number }[] {
  const ends: number[] = [0];
  const spots = weights.map(({ n, k }) => {
    const bytes = 4 * n * k;
    let offset = Math.ceil((ends.at(-1) as number) / ALIGN) * ALIGN;
    if (offset > 0 && offset + bytes > chunk) {
      ends.push(0);
      offset = 0;
    }
    ends[ends.length - 1] = offset + bytes;
    return { index: ends.length - 1, offset, bytes };
  });
  return spots.map(({ index, offset, bytes }) => ({ file: `eia_wide_${index}`, offset, bytes, fileBytes: ends[index] as number }));
}

function allocate(bytes: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(bytes);
  } catch {
    throw new GraphError(
      'graph-bad-size',
      `no room for ${bytes} bytes of float32 weights`,
      'Close other tabs, or run the model without widening.',
    );
  }
}
