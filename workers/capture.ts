/** Texts → pooled residuals of every block. One text a pass: padding is read wrongly by GroupQueryAttention. */
import { LabError } from '../src/error';
import type { CaptureEvent, CaptureRequest, Captured } from '../src/protocol';
import { emptyCache } from './cache';
import { forward, lastPool, meanPool, restPool } from './forward';
import { expectFits } from './limits';
import type { LoadedModel } from './loaded';
import { breathe } from './yield';

const POOLS = { mean: meanPool, 'mean-rest': restPool, last: lastPool };

/** Reads each text in turn and reports it at once, so that stopping keeps what was read. Throws `no-texts`, `empty-text` or `no-chat-template` before the first pass. */
export async function capture(model: LoadedModel, request: CaptureRequest, report: (event: CaptureEvent) => void, signal: AbortSignal): Promise<Captured> {
  const { layers, width } = model.graph;
  const { texts, pooling, template } = request;
  const cut = Math.min(request.maxTokens, model.context ?? Infinity);
  if (texts.length === 0) throw new LabError('no-texts', 'There is no text to read.', 'Give at least one text.');
  if (!(cut >= 1)) throw new LabError('bad-cut', `maxTokens must be at least 1, got ${request.maxTokens}.`, 'The default is 512.');
  texts.forEach((text, i) => {
    if (typeof text !== 'string' || text.trim() === '') throw new LabError('empty-text', `Text ${i + 1} of ${texts.length} is empty.`, 'Remove it or write something: an empty text has no residual stream.');
  });

  const size = layers * width;
  const captured: Captured = { layers, width, count: texts.length, data: new Float32Array(texts.length * size), tokens: [], truncated: [] };
  for (const [text, content] of texts.entries()) {
    await breathe();
    signal.throwIfAborted();
    const all = template ? model.encodeChat(content, false) : model.encode(content);
    const ids = all.slice(0, cut);
    if (ids.length === 0) throw new LabError('empty-text', `Text ${text + 1} of ${texts.length} holds nothing that this model's tokenizer keeps.`, 'Remove it or write something: an empty text has no residual stream.');
    expectFits(model, { rows: 1, prompt: ids.length, answer: 0 });
    const pool = POOLS[pooling](1, ids.length);
    const cache = emptyCache(model, 1);
    try {
      const { residual } = await forward(model, { ids: [ids], steer: null, pool, pools: 1, positions: [] }, cache, false);
      captured.data.set(residual, text * size);
      captured.tokens.push(ids.length);
      captured.truncated.push(all.length > ids.length);
      report({ done: text + 1, of: texts.length, text, residual: residual.slice(), tokens: ids.length, truncated: all.length > ids.length });
    } finally {
      cache.dispose();
    }
  }
  return captured;
}
