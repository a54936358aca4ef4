/** What a cache is to a forward pass, and the tensors it is made of. */
import { held, type CacheTensor } from '../../src/graph/past';
import { FLOAT16 } from '../../src/graph/tensor';
import { ort } from '../device/runtime';

export interface KvCache {
  /** Tokens held per row. */
  readonly length: number;
  /** Inputs of a run that reads `tokens` new tokens. */
  feeds(tokens: number): Record<string, ort.Tensor>;
  /** Outputs that `advance` needs. */
  readonly wanted: readonly string[];
  /** Takes in what a run over `tokens` new tokens put out. */
  advance(outputs: ort.InferenceSession.OnnxValueMapType, tokens: number): void;
  /** A cache of the same tokens that goes on by itself; this one stays as it is, and is not to be advanced before the other is disposed. */
  fork(): KvCache;
  /** Forgets all but the first `length` tokens. Not for a cache with states, nor on a graphics card. */
  truncate(length: number): void;
  /** The same, in the memory that a cache has which has never held more. */
  cut(length: number): void;
  dispose(): void;
}

export type CacheData = Float32Array | Uint16Array;

/** A cache input over `data`: [rows, …shape], with `positions` where the shape counts them. */
export function cacheTensor(entry: CacheTensor, rows: number, positions: number, data: CacheData): ort.Tensor {
  const dims = [rows, ...entry.shape.map((size) => size ?? positions)];
  return data instanceof Uint16Array ? new ort.Tensor('float16', data, dims) : new ort.Tensor('float32', data, dims);
}

/** What a cache tensor holds for `rows` rows before the first token: no positions, and states of zeros. */
export const emptyData = (entry: CacheTensor, rows: number): CacheData => cacheData(entry, rows * held(entry, 0));

export const cacheData = ({ elemType }: CacheTensor, length: number): CacheData =>
  elemType === FLOAT16 ? new Uint16Array(length) : new Float32Array(length);

/**
 * The numbers of a cache tensor as they are kept: half precision as bits. Where a browser has Float16Array, the runtime hands out that,
 * and copying from it would convert.
 */
export function cacheBits({ data }: ort.Tensor): CacheData {
  if (data instanceof Float32Array || data instanceof Uint16Array) return data;
  const { buffer, byteOffset, length } = data as unknown as Uint16Array;
  return new Uint16Array(buffer, byteOffset, length);
}

/**
 * Copies the first `count` positions of each row, and of each axis before the positions (heads), to position `at`; the strides are in
 * positions.
 */
export function copyPositions(
  { shape }: CacheTensor,
  rows: number,
  { data: from, stride: fromStride }: Strided,
  { data: to, stride: toStride }: Strided,
  at: number,
  count: number,
): void {
  const axis = shape.indexOf(null);
  const lanes = rows * product(shape.slice(0, axis));
  const size = product(shape.slice(axis + 1));
  for (let lane = 0; lane < lanes; lane++) {
    const start = lane * fromStride * size;
    to.set(from.subarray(start, start + count * size), (lane * toStride + at) * size);
  }
}

/** Numbers of a cache tensor with room for `stride` positions. */
export interface Strided {
  readonly data: CacheData;
  readonly stride: number;
}

const product = (sizes: readonly (number | null)[]): number => sizes.reduce<number>((all, size) => all * (size ?? 1), 1);
