/** One forward pass of the instrumented graph: rows of equal length in, pooled residuals and logits out. */
import { LabError } from '../../src/error';
import { LAST_INDEX } from '../../src/graph/last-block';
import { LOG_PROBS } from '../../src/graph/log-probs';
import type { Clamps } from '../../src/lab/clamps';
import { index, indices, type TokenIndex } from '../../src/lab/indices';
import { logSumExp } from '../../src/lab/log-sum-exp';
import type { KvCache } from './cache-tensor';
import type { LoadedModel } from '../model/loaded';
import { wayBeneath, type Given } from './beneath';
import { clampFeeds } from './clamp-feeds';
import { integerFeeds } from './integer-feeds';
import { ort } from '../device/runtime';
import { t } from '../../src/language/t';

export interface Pass {
  /** Ids of the new tokens, [row][token], all rows of one length (no padding: GroupQueryAttention reads it wrongly). */
  ids: readonly (readonly number[])[];
  /** [layer, row, width]; null adds nothing. */
  steer: Float32Array | null;
  /** Bounds of projections; a model in the first form of its graph has none. */
  clamps?: Clamps | null | undefined;
  /** [row, pool, token]: weighted sums over the new tokens. */
  pool: Float32Array;
  pools: number;
  /** Which of the new tokens' logits are wanted, the same for each row; empty for none (they are then not copied out). */
  positions: readonly TokenIndex[];
  /** Log-probabilities are wanted in the place of logits. */
  normed?: boolean;
  /** Where the same text is read under other pushes, too, by all rows of this pass (workers/pass/beneath.ts). */
  given?: { readonly from: Given; readonly text: string } | undefined;
}

export interface PassResult {
  /** [layer, row, pool, width] */
  residual: Float32Array;
  /** [row, position, vocab]; empty if no position was asked for. Natural logs of their softmax where the pass asked for that. */
  logits: Float32Array;
}

/** How runtimes say that there was no room; a WebAssembly trap often means it. */
const OF_MEMORY = /memory|alloc|unreachable|out of bounds|abort|buffer/i;

/** Runs `pass` after what `cache` holds and advances it. `keep` false skips the copy of the new keys and values (a lone prefill). */
export async function forward(model: LoadedModel, pass: Pass, cache: KvCache, keep = true): Promise<PassResult> {
  const { graph, session } = model;
  const rows = pass.ids.length;
  const tokens = pass.ids[0]?.length ?? 0;
  const positions = pass.positions.length > 0 ? pass.positions : [index<TokenIndex>(tokens - 1)];
  // The graph has them for more than one position; of one they are as soon made here.
  const inGraph = pass.normed && positions.length > 1 && session.outputNames.includes(LOG_PROBS);
  const logits = inGraph ? LOG_PROBS : 'logits';
  const names = ['hook_resid_post', ...(pass.positions.length > 0 ? [logits] : []), ...(keep ? cache.wanted : [])];
  const last = model.inputNames.has(LAST_INDEX) ? lastPositions(pass, positions) : null;
  const way = wayBeneath(model, pass, cache, names);
  const inputs: Record<string, ort.Tensor> = {
    ...cache.feeds(tokens),
    ...way.feeds,
    ...integerFeeds(graph, pass.ids, cache.length, last ? positions.map((at) => index<TokenIndex>(last.indexOf(at))) : positions),
    ...(last && { [LAST_INDEX]: new ort.Tensor('int64', BigInt64Array.from(last, BigInt), [last.length]) }),
    steer: new ort.Tensor('float32', pass.steer ?? new Float32Array(graph.layers * rows * graph.width), [
      graph.layers,
      rows,
      1,
      graph.width,
    ]),
    pool: new ort.Tensor('float32', pass.pool, [rows, pass.pools, tokens]),
    ...(graph.clamps && clampFeeds(graph, rows, pass.clamps ?? null)),
  };
  const ran = await session.run(inputs, way.wanted).catch((error: unknown) => {
    const reason = (error as Error).message ?? String(error);
    throw new LabError(
      'run-failed',
      t`The model could not be run: ${reason}`,
      OF_MEMORY.test(reason)
        ? t`Probably memory ran out: shorten the text, steer fewer strengths at once, or choose a smaller model.`
        : t`The runtime cannot go on after this. Load the model again; if it stays, this file does not run on this device: choose another dtype or device, and report the message.`,
    );
  });
  const outputs = way.whole(ran);
  if (keep) cache.advance(outputs, tokens);
  const given = (outputs[logits]?.data as Float32Array | undefined) ?? new Float32Array(0);
  const residual = outputs.hook_resid_post!.data as Float32Array;
  return { residual, logits: pass.normed && !inGraph ? normed(given, rows * pass.positions.length) : given };
}

/** The new tokens' positions whose logits are wanted or that a pool weighs: all that is read behind the last attention. */
function lastPositions({ pool, ids }: Pass, positions: readonly TokenIndex[]): TokenIndex[] {
  const tokens = ids[0]!.length;
  const wanted = new Set<number>(positions);
  pool.forEach((weight, i) => weight !== 0 && wanted.add(i % tokens));
  return indices<TokenIndex>(tokens).filter((at) => wanted.has(at));
}

/** Natural logs of the softmax of each of `count` rows. */
function normed(logits: Float32Array, count: number): Float32Array {
  const vocab = logits.length / count;
  const all = new Float32Array(logits.length);
  for (let at = 0; at < all.length; at += vocab) {
    const sum = logSumExp(logits.subarray(at, at + vocab));
    for (let i = at; i < at + vocab; i++) all[i] = logits[i]! - sum;
  }
  return all;
}

/** Pooling weights that take the mean over `tokens` positions, for each row. */
export const meanPool = (rows: number, tokens: number): Float32Array => new Float32Array(rows * tokens).fill(1 / tokens);

/** Pooling weights that take the mean over all positions but the first, for each row; a lone token is taken as it is. */
export function restPool(rows: number, tokens: number): Float32Array {
  if (tokens === 1) return meanPool(rows, tokens);
  const pool = new Float32Array(rows * tokens).fill(1 / (tokens - 1));
  for (let row = 0; row < rows; row++) pool[row * tokens] = 0;
  return pool;
}

/** Pooling weights that take the mean over the last `k` positions, or over all where there are fewer, for each row. */
export function lastPool(rows: number, tokens: number, k = 1): Float32Array {
  const taken = Math.min(k, tokens);
  const pool = new Float32Array(rows * tokens);
  for (let row = 0; row < rows; row++) pool.fill(1 / taken, (row + 1) * tokens - taken, (row + 1) * tokens);
  return pool;
}
