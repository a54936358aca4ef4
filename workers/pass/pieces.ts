/**
 * A long run on the processor, read a piece at a time, so that a stop waits for one piece and not for the whole prompt. Each piece goes on
 * from the cache that the pieces before it left: residuals and logits are those of one pass, to rounding. `readsWhole` says which runs
 * stay one pass.
 */
import { index, type TokenIndex } from '../../src/lab/indices';
import { grows } from '../../src/graph/slice-cache';
import { KEPT } from '../device/limits';
import type { KvCache } from './cache-tensor';
import type { LoadedModel } from '../model/loaded';
import { forward, type Pass, type PassResult } from './forward';
import { SlicedCache } from './sliced-cache';

/**
 * Tokens of a piece, all rows together: most texts of a set, and prompts with an option, are one, and a long prompt takes about as long as
 * in one pass (`npm run bench -- --only pieces`).
 */
export const PIECE = 64;

/**
 * The same of a prompt that is answered, where a person waits: a piece takes about as long as a token of the answers to all strengths, and
 * a prompt about an eighth longer than in one pass.
 */
export const ANSWERED_PIECE = 16;

/** The same where every pass unpacks its weights anew, however short it is (MatMulNBits). */
export const PACKED_PIECE = 128;
export const unpacks = ({ graph, widened }: LoadedModel): boolean => graph.bits !== null && !widened;

/** Tokens of a piece of a prompt that is answered by this model. */
export const answeredPiece = (model: LoadedModel): number => (unpacks(model) ? PACKED_PIECE : ANSWERED_PIECE);

/**
 * The same of a pass of a row reader (workers/pass/row-reader.ts): a prompt with an option is one then, or a short one under several
 * pushes. A token takes as long as in a pass of 64, and a stop waits for half as long again.
 */
const AT_ONCE = 96;
export const readAtOnce = (model: LoadedModel): number => (unpacks(model) ? PACKED_PIECE : AT_ONCE);

/** Tokens of each row, at least: what is remembered of all rows is copied into every piece. */
const EACH = 16;

/** Awaited between two passes; may throw to stop. */
export type Between = () => Promise<void>;

/**
 * As workers/pass/forward.ts, in equal pieces of at most about `size` tokens of all rows together where the run allows it.
 * `pass.positions` ascend.
 */
export async function read(
  model: LoadedModel,
  pass: Pass,
  cache: KvCache,
  keep: boolean,
  between: Between,
  size = unpacks(model) ? PACKED_PIECE : PIECE,
): Promise<PassResult> {
  const rows = pass.ids.length;
  const tokens = pass.ids[0]!.length;
  const count = Math.ceil(tokens / Math.max(Math.min(size, EACH), Math.floor(size / rows)));
  if (count <= 1 || readsWhole(model, pass, cache)) return forward(model, pass, cache, keep);
  const own = keep ? cache : cache.fork();
  try {
    const results: PassResult[] = [];
    for (let i = 0; i < count; i++) {
      if (i > 0) await between();
      const [from, to] = [Math.round((tokens * i) / count), Math.round((tokens * (i + 1)) / count)];
      results.push(await forward(model, pieceOf(pass, from, to - from), own, keep || i < count - 1));
    }
    return joined(results, rows);
  } finally {
    if (!keep) own.dispose();
  }
}

/**
 * As `read`, kept, in pieces of `size` tokens that end at multiples of it, counted from the first token that the cache ever read: what a
 * piece computes then hangs on nothing but the tokens up to its end. Of one row, for a run that `readsWhole` does not keep whole.
 */
export async function readAligned(model: LoadedModel, pass: Pass, cache: KvCache, between: Between, size: number): Promise<PassResult> {
  const tokens = pass.ids[0]!.length;
  const results: PassResult[] = [];
  for (let from = 0; from < tokens;) {
    if (from > 0) await between();
    const count = Math.min(tokens - from, size - (cache.length % size));
    results.push(await forward(model, pieceOf(pass, from, count), cache));
    from += count;
  }
  return joined(results, 1);
}

/**
 * A graphics card reads a prompt in one pass: there a pass costs its dispatches, whatever its size. So does a graph whose numbers depend on
 * what is read at once: one scale for all tokens of a run (dynamic quantisation), or a table of rotary angles chosen by the length that a
 * run comes to (LongRoPE). So does one with states (convolutions, linear attention): an exporter may have written them for a first run and
 * for single tokens after it, and nothing in the graph says so. And several rows: `batches` makes them no more than a piece, and
 * GroupQueryAttention goes on from a cache with several tokens in one row alone.
 */
export function readsWhole({ graph, limits }: LoadedModel, { ids }: Pass, cache: KvCache): boolean {
  const { firstWindow } = graph;
  const end = cache.length + ids[0]!.length;
  return (
    isWhole({ graph, limits }) ||
    (firstWindow !== null && cache.length <= firstWindow && end > firstWindow) ||
    (ids.length > 1 && cache instanceof SlicedCache)
  );
}

/** Every run of this model is one pass, whatever it reads. */
export const isWhole = ({ graph, limits }: Pick<LoadedModel, 'graph' | 'limits'>): boolean =>
  limits.device === 'webgpu' || graph.rowsCoupled || !graph.cache.every(grows);

/**
 * `rows` rows that read `tokens` tokens each as equal batches. Each is one pass, of at most `readAtOnce` tokens and KEPT positions, `kept`
 * of each row; a row that is more by itself is a batch of one, read in pieces.
 */
export function batches(model: LoadedModel, rows: number, { tokens, kept }: { tokens: number; kept: number }): Rows[] {
  const most = Math.max(1, Math.floor(Math.min(readAtOnce(model) / tokens, KEPT / kept)));
  const count = Math.ceil(rows / most);
  return Array.from({ length: count }, (_, i) => ({ from: Math.round((rows * i) / count), end: Math.round((rows * (i + 1)) / count) }));
}

/** Rows number `from` to `end - 1`. */
export interface Rows {
  readonly from: number;
  readonly end: number;
}

/** `count` tokens of each row, from token `from` on, with their weights in the pools and those of the positions that lie among them. */
function pieceOf(pass: Pass, from: number, count: number): Pass {
  const tokens = pass.ids[0]!.length;
  const lanes = pass.ids.length * pass.pools;
  const pool = new Float32Array(lanes * count);
  for (let lane = 0; lane < lanes; lane++) pool.set(pass.pool.subarray(lane * tokens + from, lane * tokens + from + count), lane * count);
  return {
    ...pass,
    ids: pass.ids.map((ids) => ids.slice(from, from + count)),
    pool,
    positions: pass.positions.filter((at) => at >= from && at < from + count).map((at) => index<TokenIndex>(at - from)),
  };
}

/** Pools are weighted sums over tokens, so those of the pieces add up; logits follow each other, row by row. */
export function joined(results: readonly PassResult[], rows: number): PassResult {
  if (results.length === 1) return results[0]!;
  const residual = results[0]!.residual.slice();
  for (const piece of results.slice(1)) for (let i = 0; i < residual.length; i++) residual[i]! += piece.residual[i]!;
  const logits = new Float32Array(results.reduce((sum, piece) => sum + piece.logits.length, 0));
  let end = 0;
  for (let row = 0; row < rows; row++)
    for (const piece of results) {
      const each = piece.logits.length / rows;
      logits.set(piece.logits.subarray(row * each, (row + 1) * each), end);
      end += each;
    }
  return { residual, logits };
}
