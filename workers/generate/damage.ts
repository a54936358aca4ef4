/**
 * What a push does to what the model would write next, at the tokens of an answer that it wrote: prompt and answer are read without a push
 * and under each, and the distributions are compared here, so that only a number a token crosses to the page.
 */
import { count } from '../../src/count';
import { LabError } from '../../src/error';
import { divergence } from '../../src/lab/damage';
import { indices, type RowIndex, type TokenIndex } from '../../src/lab/indices';
import type { DamageReply, DamageRequest } from '../../src/protocol';
import { expectFits } from '../device/limits';
import type { LoadedModel } from '../model/loaded';
import { lastPool } from '../pass/forward';
import { emptyCache } from '../pass/kv-cache';
import { pickRow } from '../pass/lanes';
import { read as readPass, type Between } from '../pass/pieces';
import { breathe } from '../yield';
import { isBlank } from './request';
import { expectPush } from './overflow';
import { unusable } from './sample';
import { pieces, type Piece } from './unsteered';

/**
 * KL(pushed ‖ left alone) at each token of the answer, for each row; stops within one pass. Throws `empty-prompt`, `empty-answer`,
 * `prompt-too-long`, `shape-mismatch`, `push-too-far`, `run-too-large`, `no-chat-template`.
 */
export async function damage(model: LoadedModel, request: DamageRequest, signal: AbortSignal): Promise<DamageReply> {
  const { layers, width } = model.graph;
  const { rows, steer, tokens } = request;
  const prompt = request.template ? model.encodeChat(request.prompt, true) : model.encode(request.prompt);
  check(model, request, prompt.length);
  const pause = async (): Promise<void> => {
    await breathe();
    signal.throwIfAborted();
  };
  const read = async (piece: Piece, push: Float32Array | null): Promise<Float32Array> => {
    await pause();
    return logitsOf(model, piece, push, pause);
  };
  const kl: number[][] = Array.from({ length: rows }, () => []);
  for (const piece of pieces(model, prompt, tokens)) {
    const plain = await read(piece, null);
    const vocab = plain.length / piece.tokens.length;
    for (const row of indices<RowIndex>(rows)) {
      const pushed = await read(piece, pickRow(steer, row, { rows, layers, width }));
      for (let at = 0; at < pushed.length; at += vocab) {
        const [p, q] = [pushed.subarray(at, at + vocab), plain.subarray(at, at + vocab)];
        const found = unusable(p) || unusable(q) ? NaN : divergence(p, q);
        // As a float32, which files keep in fewer letters. Infinite where the model alone rules a token out: no number either.
        kl[row]!.push(found === Infinity ? NaN : Math.fround(found));
      }
    }
  }
  await pause();
  return { kl };
}

/** [token, vocab] before each token of the piece. Read from its first token on: the push acts in the prompt, too. */
async function logitsOf(model: LoadedModel, { ids, first }: Piece, steer: Float32Array | null, pause: Between): Promise<Float32Array> {
  const cache = emptyCache(model, 1);
  try {
    const positions = indices<TokenIndex>(ids.length).slice(first);
    const pass = { ids: [ids], steer, pool: lastPool(1, ids.length), pools: 1, positions };
    return (await readPass(model, pass, cache, false, pause)).logits;
  } finally {
    cache.dispose();
  }
}

function check(model: LoadedModel, request: DamageRequest, prompt: number): void {
  const { tokens, rows } = request;
  if (prompt === 0 || isBlank(request.prompt))
    throw new LabError('empty-prompt', 'The prompt is empty.', 'Write something for the model to answer.');
  if (tokens.length === 0)
    throw new LabError('empty-answer', 'The answer has no tokens to be read again.', 'Take an answer that the model wrote.');
  expectPush(model, { ...request, read: null });
  const over = prompt + tokens.length - (model.context ?? Infinity);
  if (over > 0)
    throw new LabError(
      'prompt-too-long',
      `${count(prompt, 'prompt token')} and an answer of ${tokens.length} are ${over.toLocaleString('en-GB')} more than the model's context of ${model.context!.toLocaleString('en-GB')}.`,
      `Shorten them by ${count(over, 'token')}.`,
    );
  // Two distributions a token are held at once, of one row at a time.
  expectFits(model, { rows: Math.min(rows, 2), prompt, answer: tokens.length, readAtOnce: prompt + tokens.length });
}
