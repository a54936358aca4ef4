/**
 * Texts → pooled residuals of every block, all poolings from one reading. One text at a time: padding is read wrongly by
 * GroupQueryAttention. A long one is read in pieces, so that a stop does not wait for its end; what a chat template writes before all of
 * them is read once.
 */
import { LabError } from '../../src/error';
import { indices, type PassIndex } from '../../src/lab/indices';
import type { CaptureEvent, CaptureRequest, Captured } from '../../src/protocol';
import { emptyCache } from './kv-cache';
import { answerIn, checkTexts, cutText, expectAnswer, hashRead } from './cut';
import { read } from './pieces';
import { expectFits } from '../device/limits';
import type { LoadedModel } from '../model/loaded';
import { Head, headOf } from './head';
import { byPooling, poolsOf } from './pools';
import { sharesBeginnings } from './row-reader';
import type { PassResult } from './forward';
import { breathe } from '../yield';
import { t } from '../../src/language/t';

/**
 * Reads each text in turn and reports it at once, so that stopping keeps what was read. Throws `no-poolings`, and what `checkTexts`,
 * `cutText` and, for the pooling `answer`, `expectAnswer` throw (workers/pass/cut.ts).
 */
export async function capture(
  model: LoadedModel,
  request: CaptureRequest,
  report: (event: CaptureEvent) => void,
  signal: AbortSignal,
): Promise<Captured> {
  const { layers, width } = model.graph;
  const { texts, poolings } = request;
  checkTexts(request);
  if (poolings.length === 0) throw new LabError('no-poolings', t`No pooling was asked for.`, t`Give at least one.`);

  const own = poolings.length * layers * width;
  const captured: Captured = {
    layers,
    width,
    count: texts.length,
    data: new Float32Array(texts.length * own),
    tokens: [],
    truncated: [],
    tokenHashes: [],
  };
  const pause = async (): Promise<void> => {
    await breathe();
    signal.throwIfAborted();
  };
  const before = headOf(model, request);
  let head: Head | null = null;
  try {
    for (const text of indices<PassIndex>(texts.length)) {
      await pause();
      const { ids, truncated } = cutText(model, request, text);
      expectFits(model, { rows: 1, prompt: ids.length, answer: 0 });
      const answer = poolings.includes('answer') ? expectAnswer(model, request, text, ids.length) : undefined;
      const span = answer ?? (typeof texts[text] === 'string' ? '' : answerIn(model, request, text, ids.length));
      const pool = poolsOf(poolings, ids.length, answer);
      if (before.length > 0 && !head && sharesBeginnings(model, ids.length)) {
        head = await Head.read(model, before, pause);
        await pause();
      }
      const pass = head?.fits(ids, pool) ? await head.goOn(ids, pool, pause) : await whole(ids, pool);
      const residual = byPooling(pass.residual, { layers, width, poolings: poolings.length });
      captured.data.set(residual, text * own);
      captured.tokens.push(ids.length);
      captured.truncated.push(truncated);
      captured.tokenHashes.push(await hashRead(request, text, ids, span));
      report({ done: text + 1, of: texts.length, text, residual, tokens: ids.length, truncated });
    }
  } finally {
    head?.dispose();
  }
  return captured;

  async function whole(ids: readonly number[], pool: Float32Array): Promise<PassResult> {
    const cache = emptyCache(model, 1);
    try {
      const pass = { ids: [ids], steer: null, pool, pools: poolings.length, positions: [] };
      return await read(model, pass, cache, false, pause);
    } finally {
      cache.dispose();
    }
  }
}
