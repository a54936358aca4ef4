/** Texts → pooled residuals of every block. One text a pass: padding is read wrongly by GroupQueryAttention. */
import type { CaptureEvent, CaptureRequest, Captured } from '../src/protocol';
import { emptyCache } from './cache';
import { checkTexts, cutText, hashTokens } from './cut';
import { forward, lastPool, meanPool, restPool } from './forward';
import { expectFits } from './limits';
import type { LoadedModel } from './loaded';
import { breathe } from './yield';

const POOLS = { mean: meanPool, 'mean-rest': restPool, last: lastPool };

/** Reads each text in turn and reports it at once, so that stopping keeps what was read. Throws what `checkTexts` and `cutText` throw (workers/cut.ts). */
export async function capture(model: LoadedModel, request: CaptureRequest, report: (event: CaptureEvent) => void, signal: AbortSignal): Promise<Captured> {
  const { layers, width } = model.graph;
  const { texts, pooling } = request;
  checkTexts(request);

  const size = layers * width;
  const captured: Captured = { layers, width, count: texts.length, data: new Float32Array(texts.length * size), tokens: [], truncated: [], tokenHashes: [] };
  for (const text of texts.keys()) {
    await breathe();
    signal.throwIfAborted();
    const { ids, truncated } = cutText(model, request, text);
    expectFits(model, { rows: 1, prompt: ids.length, answer: 0 });
    const pool = POOLS[pooling](1, ids.length);
    const cache = emptyCache(model, 1);
    try {
      const { residual } = await forward(model, { ids: [ids], steer: null, pool, pools: 1, positions: [] }, cache, false);
      captured.data.set(residual, text * size);
      captured.tokens.push(ids.length);
      captured.truncated.push(truncated);
      captured.tokenHashes.push(await hashTokens(ids));
      report({ done: text + 1, of: texts.length, text, residual: residual.slice(), tokens: ids.length, truncated });
    } finally {
      cache.dispose();
    }
  }
  return captured;
}
