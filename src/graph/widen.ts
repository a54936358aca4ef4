/**
 * 4- and 8-bit weights to float32, once, at load: WebAssembly has no fast kernel for MatMulNBits (690 ms per token on the embedded
 * model, 60-110 ms as float32). Every MatMulNBits becomes a MatMul with a weight in new files; all else stays as it is.
 */
import { writeModel } from './build';
import { checkQuantised, dequantise, type Quantised, type Values } from './dequantise';
import { GraphError, notUnderstood } from './error';
import { externalFiles, type ExternalFile } from './info';
import { readModel } from './onnx';
import { externalTensor, FLOAT32, UINT8, type Tensor } from './tensor';
import { planWidening, total, unused, type Weight } from './widening';

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

/** What is to be written of which weights, before any is read. Plain data, which a disk can keep. */
export interface Widening {
  readonly weights: readonly (Weight & Spot)[];
  /** Bytes of the graph that they were found in. */
  readonly graphBytes: number;
  /** As in `Widened`. */
  readonly external: readonly ExternalFile[];
}

/** Where a widened weight lies; `fileBytes`: of its whole file. */
interface Spot {
  readonly file: string;
  readonly offset: number;
  readonly bytes: number;
  readonly fileBytes: number;
}

/**
 * Replaces every MatMulNBits by MatMul with a float32 weight. `files` holds the external data by location; weights inside `graph` are
 * read there. Throws GraphError graph-not-understood for what cannot be widened (other than 4 or 8 bits, g_idx, computed weights),
 * graph-bad-size when sizes disagree, a file is missing or the result does not fit in memory.
 */
export function widen(graph: Uint8Array, files: ReadonlyMap<string, Uint8Array>, o: { chunkBytes?: number } = {}): Widened {
  const { bytes, widening } = planWide(graph, o);
  return { bytes, files: fillWide(widening, files), external: widening.external };
}

/** The widened graph, and what `fillWide` is to write; no weight is read. Throws as `widen` does, for what the graph alone says. */
export function planWide(graph: Uint8Array, o: { chunkBytes?: number } = {}): { bytes: Uint8Array; widening: Widening } {
  const model = readModel(graph);
  const { weights, nodes } = planWidening(model.graph);
  const placed = place(weights, o.chunkBytes ?? CHUNK).map((spot, i): Weight & Spot => ({ ...weights[i]!, ...spot }));
  const tensors = placed.map(({ name, k, n, file, offset, bytes }) => externalTensor(name, FLOAT32, [k, n], file, offset, bytes));
  const dropped = new Set(unused(model.graph, weights, nodes).map((t) => t.name));
  const initializers = [...model.graph.initializers.filter((t) => !dropped.has(t.name)), ...tensors];
  return {
    bytes: writeModel(model, { ...model.graph, nodes, initializers }),
    widening: { weights: placed, graphBytes: graph.length, external: externalFiles(initializers) },
  };
}

/** The new weight files. Throws as `widen` does, for what the files say. */
export function fillWide({ weights, graphBytes }: Widening, files: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> {
  const ready = weights.map((w) => quantised(w, files));
  // 4 to 32 bits is a factor of 8. More means that many weights lie over the same bytes: nobody exports that.
  const present = graphBytes + [...files.values()].reduce((sum, f) => sum + f.length, 0);
  if (total(weights) > 8 * present)
    throw new GraphError('graph-bad-size', `${total(weights)} bytes of float32 out of ${present} bytes of weights`);
  const made = new Map<string, Uint8Array>();
  weights.forEach(({ file, offset, fileBytes, k, n }, i) => {
    const buffer = made.get(file) ?? allocate(fileBytes);
    made.set(file, buffer);
    dequantise(ready[i]!, new Float32Array(buffer.buffer, offset, k * n));
  });
  return made;
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
function place(weights: readonly Weight[], chunk: number): Spot[] {
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
