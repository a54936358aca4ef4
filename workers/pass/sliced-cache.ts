/**
 * The cache of CPU runs: buffers of our own with room to grow; a run hands out only the new tokens' keys and values
 * (src/graph/slice-cache.ts), and states whole.
 */
import { held, type CacheTensor } from '../../src/graph/past';
import type { GraphInfo } from '../../src/graph/info';
import { grows, sliced } from '../../src/graph/slice-cache';
import { cacheBits, cacheData, cacheTensor, copyPositions, emptyData, type KvCache, type CacheData, type Strided } from './cache-tensor';
import { ort } from '../device/runtime';
import type { Rows } from './pieces';

/** Positions by which a full buffer grows. All of a buffer is copied into each run, so it must not grow far ahead. */
const ROOM = 16;

const roomFor = (tokens: number): number => Math.ceil((tokens + 1) / ROOM) * ROOM;

export class SlicedCache implements KvCache {
  readonly wanted: readonly string[];
  length = 0;
  private capacity = 0;
  /** By cache tensor: [row, …shape], with `capacity` positions where the shape counts them. */
  private buffers: CacheData[];

  constructor(
    private readonly graph: Pick<GraphInfo, 'cache'>,
    private readonly rows: number,
  ) {
    this.wanted = graph.cache.map(outputOf);
    this.buffers = graph.cache.map((entry) => emptyData(entry, rows));
  }

  feeds(tokens: number): Record<string, ort.Tensor> {
    const index = BigInt64Array.from({ length: tokens }, (_, i) => BigInt(this.length + i));
    return {
      ...Object.fromEntries(
        this.graph.cache.map((entry, i) => [entry.past, cacheTensor(entry, this.rows, this.capacity, this.buffers[i]!)]),
      ),
      new_index: new ort.Tensor('int64', index, [tokens]),
    };
  }

  advance(outputs: ort.InferenceSession.OnnxValueMapType, tokens: number): void {
    const end = this.length + tokens;
    if (end > this.capacity) this.grow(roomFor(end));
    this.graph.cache.forEach((entry, i) => {
      const fresh = cacheBits(outputs[outputOf(entry)] as ort.Tensor);
      if (grows(entry)) copyPositions(entry, this.rows, { data: fresh, stride: tokens }, this.room(i), this.length, tokens);
      else this.buffers[i] = fresh;
    });
    this.length = end;
  }

  /** Takes what caches of one row each have read, as many tokens all: the rows of this one, which is empty. */
  join(alone: readonly SlicedCache[]): void {
    this.length = alone[0]!.length;
    this.grow(alone[0]!.capacity);
    this.graph.cache.forEach((entry, i) => {
      const row = held(entry, this.capacity);
      alone.forEach((one, at) => this.buffers[i]!.set(one.buffers[i]!, at * row));
    });
  }

  /** The room behind what is held is shared: each of the two writes over what the other would have there. */
  fork(): SlicedCache {
    const other = new SlicedCache(this.graph, this.rows);
    other.buffers = [...this.buffers];
    other.capacity = this.capacity;
    other.length = this.length;
    return other;
  }

  /**
   * A cache of rows `from` to `end` in the memory of this one, which has room for `tokens` in all then: what it takes in is here as soon as
   * `length` says so.
   */
  ofRows({ from, end }: Rows, tokens: number): SlicedCache {
    if (tokens > this.capacity) this.grow(roomFor(tokens));
    const other = new SlicedCache(this.graph, end - from);
    other.buffers = this.graph.cache.map((entry, i) => {
      const row = held(entry, this.capacity);
      return this.buffers[i]!.subarray(from * row, end * row);
    });
    other.capacity = this.capacity;
    other.length = this.length;
    return other;
  }

  truncate(length: number): void {
    this.length = length;
  }

  cut(length: number): void {
    this.truncate(length);
    if (this.capacity !== roomFor(length)) this.grow(roomFor(length));
  }

  dispose(): void {
    this.buffers = [];
  }

  private room(i: number): Strided {
    return { data: this.buffers[i]!, stride: this.capacity };
  }

  /** To a capacity that holds what there is; a smaller one, too. */
  private grow(capacity: number): void {
    this.buffers = this.graph.cache.map((entry, i) => {
      if (!grows(entry)) return this.buffers[i]!;
      const larger = cacheData(entry, this.rows * held(entry, capacity));
      copyPositions(entry, this.rows, this.room(i), { data: larger, stride: capacity }, 0, this.length);
      return larger;
    });
    this.capacity = capacity;
  }
}

const outputOf = (entry: CacheTensor): string => (grows(entry) ? sliced(entry.present) : entry.present);
