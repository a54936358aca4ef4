/**
 * One row, read text after text: what a text begins with as the one before it did is not read again, but taken from the cache that the one
 * before it left. Residuals and logits are those of reading each text from its first token on, to rounding (workers/pass/pieces.ts).
 */
import { index, indices, type TokenIndex } from '../../src/lab/indices';
import type { Given } from './beneath';
import type { KvCache } from './cache-tensor';
import type { Pass, PassResult } from './forward';
import { emptyCache } from './kv-cache';
import type { LoadedModel } from '../model/loaded';
import { isWhole, joined, read as readPass, type Between } from './pieces';

/** What happens at positions of one row. */
export type Positions = Pick<Pass, 'steer' | 'clamps'>;

/** Tokens that follow each other, and what happens at all of them: the same object wherever the same happens. */
export interface Part {
  readonly ids: readonly number[];
  readonly at: Positions;
}

/** Which positions of a text are wanted: `count` of them, the first of which is number `first`. */
export interface Wanted {
  readonly first: number;
  readonly count: number;
  /** The text may be gone on from. False skips the copy of its last part's keys and values. */
  readonly keep: boolean;
  /** Log-probabilities in the place of logits. */
  readonly normed?: boolean;
}

/**
 * Texts of at most `tokens` tokens may go on from what one before them left. Not on a graphics card: a pass costs its dispatches there,
 * whatever its size. Nor where numbers hang on what is read at once: by dynamic quantisation, with states, or past the length at which a
 * graph changes its rotary angles (LongRoPE).
 */
export const sharesBeginnings = (model: Pick<LoadedModel, 'graph' | 'limits'>, tokens: number): boolean =>
  !isWhole(model) && tokens <= (model.graph.firstWindow ?? Infinity);

/** How many tokens two texts begin with alike. */
export function alike(a: readonly number[], b: readonly number[]): number {
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  return same;
}

export class RowReader {
  /** Tokens that were read so far, and not taken from a cache. */
  computed = 0;
  private cache: KvCache;
  /** What the cache holds, token by token. */
  private readonly held: { readonly id: number; readonly at: Positions }[] = [];

  constructor(
    private readonly model: LoadedModel,
    /** Awaited before every pass; may throw to stop. */
    private readonly between: Between,
  ) {
    this.cache = emptyCache(model, 1);
  }

  /**
   * Logits of the positions wanted, [position, vocab], and the residual of the first of them, [layer, width]. A text that begins as the one
   * before it goes on from there; from the middle of that one only where `sharesBeginnings`. `given`: of readers of the same text under
   * other pushes.
   */
  async read(text: readonly Part[], { first, count, keep, normed = false }: Wanted, given: Given | null = null): Promise<PassResult> {
    const tokens = text.flatMap(({ ids, at }) => ids.map((id) => ({ id, at })));
    const begin = this.goBack(tokens, first);
    const results: PassResult[] = [];
    for (let from = begin; from < tokens.length;) {
      const { at } = tokens[from]!;
      const next = tokens.findIndex((token, i) => i > from && token.at !== at);
      const end = next < 0 ? tokens.length : next;
      const ids = tokens.slice(from, end).map(({ id }) => id);
      const pool = new Float32Array(ids.length);
      if (first >= from && first < end) pool[first - from] = 1;
      const wanted = indices<TokenIndex>(tokens.length).slice(Math.max(from, first), Math.min(end, first + count));
      const positions = wanted.map((position) => index<TokenIndex>(position - from));
      await this.between();
      const stays = keep || end < tokens.length;
      const shared = given?.of(tokens.slice(0, end).map(({ id }) => id));
      const pass = { ids: [ids], ...at, pool, pools: 1, positions, normed, given: shared };
      results.push(await readPass(this.model, pass, this.cache, stays, this.between));
      this.computed += ids.length;
      if (stays) this.held.push(...tokens.slice(from, end));
      from = end;
    }
    return joined(results, 1);
  }

  dispose(): void {
    this.cache.dispose();
  }

  /** Forgets what `tokens` do not begin with, and what is wanted again, from number `first` on. Returns how many tokens stay. */
  private goBack(tokens: readonly { id: number; at: Positions }[], first: number): number {
    const { held, model } = this;
    let same = 0;
    while (same < Math.min(held.length, first) && held[same]!.id === tokens[same]!.id && held[same]!.at === tokens[same]!.at) same++;
    const turns = model.graph.firstWindow ?? Infinity;
    if (same === held.length && (same > turns || tokens.length <= turns)) return same;
    if (same > 0 && sharesBeginnings(model, Math.max(held.length, tokens.length))) {
      this.cache.truncate(same);
      held.length = same;
      return same;
    }
    this.cache.dispose();
    this.cache = emptyCache(model, 1);
    held.length = 0;
    return 0;
  }
}
