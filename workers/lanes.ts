/**
 * Rows decoded side by side, each with what it has read so far. Usually they are one batch. Dynamic quantisation (q8, int8, uint8 files) takes one scale
 * from all the rows of a product, so there a row's numbers would depend on its neighbours': such a graph runs its rows one after the other.
 * So is a long prompt read on the processor: it gains nothing from a batch there, and can be stopped between two rows.
 */
import type { Cache } from './cache-tensor';
import { emptyCache } from './cache';
import { forward, type Pass, type PassResult } from './forward';
import type { LoadedModel } from './loaded';
import { SlicedCache } from './sliced-cache';

export class Lanes {
  /** One for all rows, or one a row. */
  private readonly caches: Cache[];

  constructor(
    private readonly model: LoadedModel,
    rows: number,
  ) {
    const [lanes, each] = model.graph.rowsCoupled ? [rows, 1] : [1, rows];
    this.caches = Array.from({ length: lanes }, () => emptyCache(model, each));
  }

  /** As workers/forward.ts, after what was read before. `between` is awaited after each pass that is not the last; it may throw to stop. */
  async forward(pass: Pass, keep = true, between = (): Promise<void> => Promise.resolve()): Promise<PassResult> {
    const together = this.caches.length === 1 ? this.caches[0] : undefined;
    const apart = together && keep && readsApart(pass, together) ? pass.ids.map(() => new SlicedCache(this.model.graph, 1)) : null;
    if (together && !apart) return forward(this.model, pass, together, keep);
    const result = await this.oneByOne(pass, apart ?? this.caches, keep, between);
    if (apart) (together as SlicedCache).join(apart);
    return result;
  }

  private async oneByOne(pass: Pass, caches: readonly Cache[], keep: boolean, between: () => Promise<void>): Promise<PassResult> {
    const { layers, width } = this.model.graph;
    const rows = pass.ids.length;
    const weights = pass.pool.length / rows;
    const size = pass.pools * width;
    const residual = new Float32Array(layers * rows * size);
    const logits: Float32Array[] = [];
    for (const [row, ids] of pass.ids.entries()) {
      if (row > 0) await between();
      const steer = pass.steer && pickRow(pass.steer, row, rows, layers, width);
      const alone = { ...pass, ids: [ids], steer, pool: pass.pool.subarray(row * weights, (row + 1) * weights) };
      const result = await forward(this.model, alone, caches[row]!, keep);
      for (let layer = 0; layer < layers; layer++) residual.set(result.residual.subarray(layer * size, (layer + 1) * size), (layer * rows + row) * size);
      logits.push(result.logits);
    }
    return { residual, logits: concat(logits) };
  }

  dispose(): void {
    for (const cache of this.caches) cache.dispose();
  }
}

/** A first pass of several rows on the processor, long enough to keep it busy with one of them: from here on weights are read faster than they are multiplied. */
const readsApart = ({ ids }: Pass, cache: Cache): boolean => cache instanceof SlicedCache && cache.length === 0 && ids.length > 1 && ids[0]!.length >= LONG;
const LONG = 128;

/** One row of [layer, row, size], as [layer, size]. */
function pickRow(from: Float32Array, row: number, rows: number, layers: number, size: number): Float32Array {
  const picked = new Float32Array(layers * size);
  for (let layer = 0; layer < layers; layer++) picked.set(from.subarray((layer * rows + row) * size, (layer * rows + row + 1) * size), layer * size);
  return picked;
}

function concat(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}
