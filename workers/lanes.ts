/**
 * Rows decoded side by side, each with what it has read so far. Usually they are one batch. Dynamic quantisation (q8, int8, uint8 files) takes one scale
 * from all the rows of a product, so there a row's numbers would depend on its neighbours': such a graph runs its rows one after the other.
 */
import type { Cache } from './cache-tensor';
import { emptyCache } from './cache';
import { forward, type Pass, type PassResult } from './forward';
import type { LoadedModel } from './loaded';

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

  /** As workers/forward.ts, after what was read before. */
  async forward(pass: Pass, keep = true): Promise<PassResult> {
    const [first] = this.caches;
    if (first && this.caches.length === 1) return forward(this.model, pass, first, keep);
    const { layers, width } = this.model.graph;
    const rows = pass.ids.length;
    const weights = pass.pool.length / rows;
    const size = pass.pools * width;
    const residual = new Float32Array(layers * rows * size);
    const logits: Float32Array[] = [];
    for (const [row, ids] of pass.ids.entries()) {
      const steer = pass.steer && pickRow(pass.steer, row, rows, layers, width);
      const alone = { ...pass, ids: [ids], steer, pool: pass.pool.subarray(row * weights, (row + 1) * weights) };
      const result = await forward(this.model, alone, this.caches[row]!, keep);
      for (let layer = 0; layer < layers; layer++) residual.set(result.residual.subarray(layer * size, (layer + 1) * size), (layer * rows + row) * size);
      logits.push(result.logits);
    }
    return { residual, logits: concat(logits) };
  }

  dispose(): void {
    for (const cache of this.caches) cache.dispose();
  }
}

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
