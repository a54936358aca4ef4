/**
 * One row, or several that read the same, text after text: what a text begins with as the one before it did is not read again, but taken
 * from the cache that the one before it left. Residuals and logits are those of reading each text from its first token on, to rounding
 * (workers/pass/pieces.ts), and those of each row read alone.
 */
import { index, indices, type RowIndex, type TokenIndex } from '../../src/lab/indices';
import type { LoadedModel } from '../model/loaded';
import type { Given } from './beneath';
import type { KvCache } from './cache-tensor';
import type { PassResult } from './forward';
import { emptyCache } from './kv-cache';
import { pickRow } from './lanes';
import { batches, isWhole, joined, readAtOnce, read as readPass, type Between } from './pieces';
import { happensAlike, positionsOf, type Positions } from './positions';
import type { SlicedCache } from './sliced-cache';

/** Tokens that follow each other, and what happens to each row at all of them: the same objects wherever the same happens. */
export interface Part {
  readonly ids: readonly number[];
  /** [row] */
  readonly at: readonly Positions[];
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

interface Token {
  readonly id: number;
  readonly at: Part['at'];
}

export class RowReader {
  /** Tokens of all rows that were read so far, and not taken from a cache. */
  computed = 0;
  private cache: KvCache;
  /** What the cache holds, token by token. */
  private readonly held: Token[] = [];

  constructor(
    private readonly model: LoadedModel,
    /** Awaited before every pass; may throw to stop. */
    private readonly between: Between,
    /** More than one only where a batch goes on from a cache (`LoadedModel.rowsGoOn`), and for texts that `sharesBeginnings`. */
    private readonly rows = 1,
  ) {
    this.cache = emptyCache(model, rows);
  }

  /** Of a reader of one row: as `readRows`. */
  async read(text: readonly Part[], wanted: Wanted, given: Given | null = null): Promise<PassResult> {
    let only: PassResult;
    await this.readRows(text, wanted, given, (_, result) => (only = result));
    return only!;
  }

  /**
   * Hands `take` for each row the logits of the positions wanted, [position, vocab], and the residual of the first of them, [layer, width]:
   * batch after batch (`batches`), so that no logits of more are held. A text that begins as the one before it goes on from there; from the
   * middle of that one only where `sharesBeginnings`. `given`: of readers of the same text under other pushes.
   */
  async readRows(
    text: readonly Part[],
    { first, count, keep, normed = false }: Wanted,
    given: Given | null,
    take: (row: RowIndex, result: PassResult) => void,
  ): Promise<void> {
    const { model } = this;
    const tokens = text.flatMap(({ ids, at }) => ids.map((id): Token => ({ id, at })));
    const begin = this.goBack(tokens, first);
    const runs = runsOf(tokens, begin);
    const groups = batches(model, this.rows, { tokens: Math.max(...runs.map(({ from, end }) => end - from)), kept: count });
    for (const group of groups) {
      const cache = groups.length === 1 ? this.cache : (this.cache as SlicedCache).ofRows(group, tokens.length);
      const rows = group.end - group.from;
      const results: PassResult[] = [];
      for (const { from, end, at } of runs) {
        const ids = tokens.slice(from, end).map(({ id }) => id);
        const pool = new Float32Array(rows * ids.length);
        if (first >= from && first < end) for (let i = 0; i < rows; i++) pool[i * ids.length + first - from] = 1;
        const wanted = indices<TokenIndex>(tokens.length).slice(Math.max(from, first), Math.min(end, first + count));
        await this.between();
        const pass = {
          ids: new Array<readonly number[]>(rows).fill(ids),
          ...positionsOf(at.slice(group.from, group.end), model.graph),
          ...{ pool, pools: 1, normed },
          positions: wanted.map((position) => index<TokenIndex>(position - from)),
          given: given?.of(tokens.slice(0, end).map(({ id }) => id)),
        };
        results.push(await readPass(model, pass, cache, keep || end < tokens.length, this.between, readAtOnce(model)));
        this.computed += rows * ids.length;
      }
      const { residual, logits } = joined(results, rows);
      const each = logits.length / rows;
      for (const i of indices<RowIndex>(rows))
        take(index<RowIndex>(group.from + i), {
          residual: pickRow(residual, i, { rows, layers: model.graph.layers, width: model.graph.width }),
          logits: logits.subarray(i * each, (i + 1) * each),
        });
    }
    const stay = keep ? tokens.length : runs.at(-1)!.from;
    if (groups.length > 1) (this.cache as SlicedCache).length = stay;
    this.held.push(...tokens.slice(begin, stay));
  }

  dispose(): void {
    this.cache.dispose();
  }

  /** Forgets what `tokens` do not begin with, and what is wanted again, from number `first` on. Returns how many tokens stay. */
  private goBack(tokens: readonly Token[], first: number): number {
    const { held, model } = this;
    const isHeld = (i: number): boolean => held[i]!.id === tokens[i]!.id && happensAlike(held[i]!.at, tokens[i]!.at);
    let same = 0;
    while (same < Math.min(held.length, first) && isHeld(same)) same++;
    const turns = model.graph.firstWindow ?? Infinity;
    if (same === held.length && (same > turns || tokens.length <= turns)) return same;
    if (same > 0 && sharesBeginnings(model, Math.max(held.length, tokens.length))) {
      this.cache.truncate(same);
      held.length = same;
      return same;
    }
    this.cache.dispose();
    this.cache = emptyCache(model, this.rows);
    held.length = 0;
    return 0;
  }
}

/** The tokens from number `begin` on, cut where something else happens at them. */
function runsOf(tokens: readonly Token[], begin: number): { from: number; end: number; at: Part['at'] }[] {
  const runs: { from: number; end: number; at: Part['at'] }[] = [];
  for (let from = begin; from < tokens.length;) {
    const { at } = tokens[from]!;
    const next = tokens.findIndex((token, i) => i > from && !happensAlike(token.at, at));
    const end = next < 0 ? tokens.length : next;
    runs.push({ from, end, at });
    from = end;
  }
  return runs;
}
