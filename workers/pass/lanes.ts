/**
 * Rows decoded side by side, each with what it has read so far. Usually they are one batch. Dynamic quantisation (q8, int8, uint8 files)
 * takes one scale from all the rows of a product, so there a row's numbers would depend on its neighbours': such a graph runs its rows one
 * after the other. So is a prompt read on the processor, but for a short one: it gains nothing from a batch there, and a row alone can be
 * read, and stopped, piece by piece (workers/pass/pieces.ts). Of rows that begin with the same tokens under the same push, one is read, and
 * the others take its cache.
 * Where a graph changes its rotary angles at a length (LongRoPE), what was read before it is read again from the first token on, as
 * transformers does: keys that were turned by the first table are of no use beside those of the second.
 */
import { clampsOfRow } from '../../src/lab/clamps';
import { index, indices, type LayerIndex, type RowIndex, type TokenIndex } from '../../src/lab/indices';
import { layerRow } from '../../src/lab/layer-row';
import { Given } from './beneath';
import type { KvCache } from './cache-tensor';
import { emptyCache } from './kv-cache';
import type { Pass, PassResult } from './forward';
import type { LoadedModel } from '../model/loaded';
import { answeredPiece, read, readAligned, unpacks, type Between } from './pieces';
import { SlicedCache } from './sliced-cache';

export class Lanes {
  /** Tokens of all rows that were read so far, and not taken over from another row. */
  computed = 0;
  /** One for all rows, or one a row. */
  private caches: KvCache[];
  /** [row][token] read so far; kept only where it may have to be read again. */
  private read: readonly (readonly number[])[];

  constructor(
    private readonly model: LoadedModel,
    rows: number,
    /** Of a turn's one row: what it has read already, which stays the caller's. */
    private readonly turn: KvCache | null = null,
  ) {
    this.caches = turn ? [turn] : this.empty(rows);
    this.read = Array.from({ length: rows }, () => []);
  }

  private empty(rows: number): KvCache[] {
    const [lanes, each] = this.model.graph.rowsCoupled ? [rows, 1] : [1, rows];
    return Array.from({ length: lanes }, () => emptyCache(this.model, each));
  }

  /**
   * As workers/pass/forward.ts, after what was read before. `between` is awaited after each pass that is not the last; it may throw to
   * stop.
   */
  async forward(pass: Pass, keep = true, between: Between = () => Promise.resolve()): Promise<PassResult> {
    const { firstWindow } = this.model.graph;
    if (firstWindow === null) return this.goOn(pass, keep, between);
    const before = this.caches[0]!.length;
    const again = before > 0 && before <= firstWindow && before + pass.ids[0]!.length > firstWindow;
    if (again) {
      this.dispose();
      this.caches = this.empty(pass.ids.length);
    }
    const result = await this.goOn(again ? afterAll(this.read, pass) : pass, keep, between);
    if (keep) this.read = pass.ids.map((ids, row) => [...this.read[row]!, ...ids]);
    return result;
  }

  private async goOn(pass: Pass, keep: boolean, between: Between): Promise<PassResult> {
    const together = this.caches.length === 1 ? this.caches[0] : undefined;
    const apart =
      together && keep && readsApart(this.model, pass, together) ? pass.ids.map(() => new SlicedCache(this.model.graph, 1)) : null;
    if (together && !apart) return this.readPiecewise(pass, together, keep, between);
    const result = await this.oneByOne(pass, apart ?? this.caches, keep, between);
    if (apart) (together as SlicedCache).join(apart);
    return result;
  }

  private async oneByOne(pass: Pass, caches: readonly KvCache[], keep: boolean, between: Between): Promise<PassResult> {
    const { layers, width } = this.model.graph;
    const rows = pass.ids.length;
    const weights = pass.pool.length / rows;
    const size = pass.pools * width;
    const residual = new Float32Array(layers * rows * size);
    const begin = keep && caches.every((cache) => cache instanceof SlicedCache && cache.length === 0);
    const done: { alone: Pass; result: PassResult }[] = [];
    const given = begin && rows > 1 ? new Given() : null;
    const blocks = indices<LayerIndex>(layers);
    for (const row of indices<RowIndex>(rows)) {
      const ids = pass.ids[row]!;
      const steer = pass.steer && pickRow(pass.steer, row, { rows, layers, width });
      const clamps = pass.clamps && clampsOfRow(pass.clamps, row, rows, layers);
      const alone = {
        ...pass,
        ids: [ids],
        steer,
        clamps,
        pool: pass.pool.subarray(row * weights, (row + 1) * weights),
        given: given?.of(ids),
      };
      const twin = begin ? done.findIndex((other) => isSame(other.alone, alone)) : -1;
      if (row > 0 && twin < 0) await between();
      const result = done[twin]?.result ?? (await this.readPiecewise(alone, caches[row]!, keep, between));
      if (twin >= 0) (caches[row] as SlicedCache).join([caches[twin] as SlicedCache]);
      for (const layer of blocks)
        layerRow(residual, { rows, width: size }, layer, row).set(result.residual.subarray(layer * size, (layer + 1) * size));
      done.push({ alone, result });
    }
    return { residual, logits: concat(done.map(({ result }) => result.logits)) };
  }

  private readPiecewise(pass: Pass, cache: KvCache, keep: boolean, between: Between): Promise<PassResult> {
    this.computed += pass.ids.reduce((sum, { length }) => sum + length, 0);
    const size = answeredPiece(this.model);
    return this.turn && keep ? readAligned(this.model, pass, cache, between, size) : read(this.model, pass, cache, keep, between, size);
  }

  dispose(): void {
    if (!this.turn) for (const cache of this.caches) cache.dispose();
  }
}

/**
 * A first pass of several rows on the processor, long enough to keep it busy with one of them: from here on weights are read faster than
 * they are multiplied. A shorter one is a batch of at most eight times as many tokens.
 */
const readsApart = (model: LoadedModel, { ids }: Pass, cache: KvCache): boolean =>
  cache instanceof SlicedCache && cache.length === 0 && ids.length > 1 && ids[0]!.length >= (unpacks(model) ? LONG.packed : LONG.plain);

/** Tokens. From there on a batch of eight rows gained about a tenth at most with plain weights (Chromium, two cores). */
const LONG = { plain: 16, packed: 128 };

/** `pass` with `read` [row][token] before its tokens: pooled and asked for logits at its own positions alone. */
function afterAll(read: readonly (readonly number[])[], pass: Pass): Pass {
  const before = read[0]!.length;
  const tokens = pass.ids[0]!.length;
  const pool = new Float32Array(pass.ids.length * pass.pools * (before + tokens));
  for (let lane = 0; lane < pass.ids.length * pass.pools; lane++)
    pool.set(pass.pool.subarray(lane * tokens, (lane + 1) * tokens), lane * (before + tokens) + before);
  return {
    ...pass,
    ids: pass.ids.map((ids, row) => [...read[row]!, ...ids]),
    pool,
    positions: pass.positions.map((position) => index<TokenIndex>(before + position)),
  };
}

/** The same tokens under the same push: samples of one prompt. */
const isSame = (a: Pass, b: Pass): boolean =>
  equal(a.ids[0]!, b.ids[0]!) &&
  equal(a.pool, b.pool) &&
  equal(a.steer ?? [], b.steer ?? []) &&
  (['directions', 'low', 'high'] as const).every((part) => equal(a.clamps?.[part] ?? [], b.clamps?.[part] ?? []));

const equal = (a: ArrayLike<number>, b: ArrayLike<number>): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

/** One row of [layer, row, width], as [layer, width]. */
export function pickRow(from: Float32Array, row: RowIndex, shape: { rows: number; layers: number; width: number }): Float32Array {
  const { layers, width } = shape;
  const picked = new Float32Array(layers * width);
  for (const layer of indices<LayerIndex>(layers)) picked.set(layerRow(from, shape, layer, row), layer * width);
  return picked;
}

function concat(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}
