/**
 * What the turns of a conversation left in caches: the next one begins as they did, and reads only what is new. What is kept changes no
 * answer, not by a bit: turns are read in pieces that end at the same places whatever was read before (`readAligned` of
 * workers/pass/pieces.ts), whole pieces of prompts alone are kept, and a cache that is cut is as large as one that never held more. Only on
 * models whose texts share beginnings (workers/pass/row-reader.ts).
 */
import type { LoadedModel } from '../model/loaded';
import type { KvCache } from '../pass/cache-tensor';
import { emptyCache } from '../pass/kv-cache';
import { answeredPiece } from '../pass/pieces';
import type { Positions } from '../pass/positions';
import { alike } from '../pass/row-reader';
import { isUnbound } from './request';

/** Tokens that were read in one row, and what happened at all of them. */
export interface Begun {
  readonly cache: KvCache;
  readonly ids: readonly number[];
  readonly at: Positions;
}

/** Turns are pushed or not, and the answer to one that was pushed is read again without. */
const MOST = 2;

export class Turns {
  /** The latest at the end. `graph`: of the form that read it; another form (edits) starts anew. */
  private kept: readonly (Begun & Pick<LoadedModel, 'graph'>)[] = [];

  /**
   * A cache of one row that holds the most whole pieces of what a prompt begins with, none where nothing begins so; the caller's from here
   * on. At least one token is left to be read.
   */
  take(model: LoadedModel, ids: readonly number[], at: Positions): KvCache {
    const piece = answeredPiece(model);
    const [best] = this.kept
      .map((one) => ({ one, length: whole(Math.min(alike(one.ids, ids), ids.length - 1), piece) }))
      .filter(({ one, length }) => length > 0 && one.graph === model.graph && sameEdits(one.at, at))
      .sort((a, b) => b.length - a.length);
    if (!best) return emptyCache(model, 1);
    this.kept = this.kept.filter((other) => other !== best.one);
    best.one.cache.cut(best.length);
    return best.one.cache;
  }

  /** Keeps the whole pieces of a prompt that a cache of one row begins with, as far as it got. The oldest makes room. */
  keep(model: LoadedModel, { cache, ids, at }: Begun): void {
    const length = whole(Math.min(cache.length, ids.length), answeredPiece(model));
    if (length === 0) return cache.dispose();
    cache.cut(length);
    const all = [...this.kept, { cache, ids: ids.slice(0, length), at, graph: model.graph }];
    for (const { cache: old } of all.slice(0, -MOST)) old.dispose();
    this.kept = all.slice(-MOST);
  }

  dispose(): void {
    for (const { cache } of this.kept) cache.dispose();
    this.kept = [];
  }
}

const whole = (tokens: number, piece: number): number => Math.floor(tokens / piece) * piece;

/** No push is a push of nothing, and no bounds are bounds that keep nothing. */
function sameEdits(a: Positions, b: Positions): boolean {
  const [one, other] = [a, b].map(({ clamps }) => (clamps && !isUnbound(clamps) ? clamps : null));
  const sameBounds = one && other ? (['directions', 'low', 'high'] as const).every((part) => equal(one[part], other[part])) : one === other;
  return sameBounds && equal(a.steer, b.steer);
}

const equal = (a: Float32Array | null, b: Float32Array | null): boolean => {
  const [longer, shorter] = (a?.length ?? 0) >= (b?.length ?? 0) ? [a, b] : [b, a];
  return longer === null || longer.every((value, i) => value === (shorter?.[i] ?? 0));
};
