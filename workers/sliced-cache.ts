/** The cache of CPU runs: buffers of our own with room to grow; a run hands out only the new tokens' keys and values (src/graph/slice-cache.ts). */
import type { CacheTensor, GraphInfo } from '../src/graph/info';
import { sliced } from '../src/graph/slice-cache';
import { cacheBits, cacheData, cacheTensor, type Cache, type CacheData } from './cache-tensor';
import { ort } from './runtime';

/** Positions by which a full buffer grows. All of a buffer is copied into each run, so it must not grow far ahead. */
const ROOM = 16;

export class SlicedCache implements Cache {
  readonly wanted: readonly string[];
  length = 0;
  private capacity = 0;
  /** By cache tensor: [row, head, capacity, headSize]. */
  private buffers: CacheData[];

  constructor(
    private readonly graph: Pick<GraphInfo, 'cache'>,
    private readonly rows: number,
  ) {
    this.wanted = graph.cache.map((entry) => sliced(entry.present));
    this.buffers = graph.cache.map((entry) => cacheData(entry, 0));
  }

  feeds(tokens: number): Record<string, ort.Tensor> {
    const index = BigInt64Array.from({ length: tokens }, (_, i) => BigInt(this.length + i));
    return {
      ...Object.fromEntries(this.graph.cache.map((entry, i) => [entry.past, cacheTensor(entry, this.rows, this.capacity, this.buffers[i]!)])),
      new_index: new ort.Tensor('int64', index, [tokens]),
    };
  }

  advance(outputs: ort.InferenceSession.OnnxValueMapType, tokens: number): void {
    const end = this.length + tokens;
    if (end > this.capacity) this.grow(Math.ceil((end + 1) / ROOM) * ROOM);
    this.graph.cache.forEach((entry, i) => {
      this.copy(entry, cacheBits(outputs[sliced(entry.present)] as ort.Tensor), tokens, this.buffers[i]!, this.capacity, this.length, tokens);
    });
    this.length = end;
  }

  /** Takes what caches of one row each have read, as many tokens all: the rows of this one, which is empty. */
  join(alone: readonly SlicedCache[]): void {
    this.length = alone[0]!.length;
    this.grow(alone[0]!.capacity);
    this.graph.cache.forEach((entry, i) => {
      const stride = entry.heads * this.capacity * entry.headSize;
      alone.forEach((one, row) => this.buffers[i]!.set(one.buffers[i]!, row * stride));
    });
  }

  dispose(): void {
    this.buffers = [];
  }

  private grow(capacity: number): void {
    this.buffers = this.graph.cache.map((entry, i) => {
      const larger = cacheData(entry, this.rows * entry.heads * capacity * entry.headSize);
      this.copy(entry, this.buffers[i]!, this.capacity, larger, capacity, 0, this.length);
      return larger;
    });
    this.capacity = capacity;
  }

  /** Copies the first `count` positions of each row and head to position `at`; the strides are in positions. */
  private copy({ heads, headSize }: CacheTensor, from: CacheData, fromStride: number, to: CacheData, toStride: number, at: number, count: number): void {
    for (let lane = 0; lane < this.rows * heads; lane++) {
      const start = lane * fromStride * headSize;
      to.set(from.subarray(start, start + count * headSize), (lane * toStride + at) * headSize);
    }
  }
}
