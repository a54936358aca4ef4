/** What a key/value cache is to a forward pass, and the tensors it is made of. */
import type { CacheTensor } from '../src/graph/info';
import { ort } from './runtime';

export interface Cache {
  /** Tokens held per row. */
  readonly length: number;
  /** Inputs of a run that reads `tokens` new tokens. */
  feeds(tokens: number): Record<string, ort.Tensor>;
  /** Outputs that `advance` needs. */
  readonly wanted: readonly string[];
  /** Takes in what a run over `tokens` new tokens put out. */
  advance(outputs: ort.InferenceSession.OnnxValueMapType, tokens: number): void;
  dispose(): void;
}

const FLOAT16 = 10;

/** A cache input [rows, heads, positions, headSize] over `data`, or empty. */
export function cacheTensor({ elemType, heads, headSize }: CacheTensor, rows: number, positions: number, data: CacheData | null): ort.Tensor {
  const dims = [rows, heads, positions, headSize];
  return elemType === FLOAT16 ? new ort.Tensor('float16', (data as Uint16Array | null) ?? new Uint16Array(0), dims) : new ort.Tensor('float32', (data as Float32Array | null) ?? new Float32Array(0), dims);
}

export type CacheData = Float32Array | Uint16Array;

/** The numbers of a cache tensor as they are kept: half precision as bits. Where a browser has Float16Array, the runtime hands out that, and copying from it would convert. */
export function cacheBits({ data }: ort.Tensor): CacheData {
  if (data instanceof Float32Array || data instanceof Uint16Array) return data;
  const { buffer, byteOffset, length } = data as unknown as Uint16Array;
  return new Uint16Array(buffer, byteOffset, length);
}

export const cacheData = ({ elemType }: CacheTensor, length: number): CacheData => (elemType === FLOAT16 ? new Uint16Array(length) : new Float32Array(length));
