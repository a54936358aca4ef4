/** The cache of one batch: what a decode step feeds back. Two ways to keep it, one per device. */
import type { GraphInfo } from '../../src/graph/info';
import { held } from '../../src/graph/past';
import { cacheBits, cacheData, cacheTensor, copyPositions, emptyData, type KvCache } from './cache-tensor';
import type { LoadedModel } from '../model/loaded';
import type { ort } from '../device/runtime';
import { SlicedCache } from './sliced-cache';

/** An empty cache for `rows` rows, of the kind the model's graph was made for. */
export const emptyCache = (model: Pick<LoadedModel, 'graph' | 'inputNames'>, rows: number): KvCache =>
  model.inputNames.has('new_index') ? new SlicedCache(model.graph, rows) : new WholeCache(model.graph, rows);

/**
 * Feeds each run's `present` outputs to the next. On WebGPU they stay on the GPU; what they replace is disposed at once, else a long
 * generation fills the card.
 */
export class WholeCache implements KvCache {
  readonly wanted: readonly string[];
  length = 0;
  private tensors: Record<string, ort.Tensor>;
  /** The tensors belong to the cache that this one was forked from. */
  private lent = false;

  constructor(
    private readonly graph: Pick<GraphInfo, 'cache'>,
    private readonly rows: number,
  ) {
    this.wanted = graph.cache.map((entry) => entry.present);
    this.tensors = Object.fromEntries(graph.cache.map((entry) => [entry.past, cacheTensor(entry, rows, 0, emptyData(entry, rows))]));
  }

  feeds(): Record<string, ort.Tensor> {
    return this.tensors;
  }

  advance(outputs: ort.InferenceSession.OnnxValueMapType, tokens: number): void {
    const next: Record<string, ort.Tensor> = {};
    for (const { past, present } of this.graph.cache) next[past] = outputs[present] as ort.Tensor;
    this.dispose();
    this.tensors = next;
    this.lent = false;
    this.length += tokens;
  }

  fork(): WholeCache {
    const other = new WholeCache(this.graph, this.rows);
    other.dispose();
    other.tensors = this.tensors;
    other.lent = true;
    other.length = this.length;
    return other;
  }

  truncate(length: number): void {
    const kept = this.graph.cache.map((entry) => {
      const data = cacheData(entry, this.rows * held(entry, length));
      const all = { data: cacheBits(this.tensors[entry.past]!), stride: this.length };
      copyPositions(entry, this.rows, all, { data, stride: length }, 0, length);
      return [entry.past, cacheTensor(entry, this.rows, length, data)] as const;
    });
    this.dispose();
    this.tensors = Object.fromEntries(kept);
    this.lent = false;
    this.length = length;
  }

  cut(length: number): void {
    if (length < this.length) this.truncate(length);
  }

  dispose(): void {
    if (!this.lent) for (const tensor of Object.values(this.tensors)) tensor.dispose();
    this.tensors = {};
  }
}
