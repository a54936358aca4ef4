/**
 * What a push, and edits beside it, do to what the model would write next, at the tokens of an answer that it wrote: prompt and answer are
 * read left alone and under each, and the distributions are compared here, so that only a number a token crosses to the page.
 */
import { count, grouped } from '../../src/count';
import { LabError } from '../../src/error';
import { divergence } from '../../src/lab/damage';
import { indices, type RowIndex } from '../../src/lab/indices';
import type { DamageReply, DamageRequest } from '../../src/protocol';
import { expectFits } from '../device/limits';
import type { LoadedModel } from '../model/loaded';
import { Given } from '../pass/beneath';
import type { Positions } from '../pass/positions';
import { RowReader } from '../pass/row-reader';
import { pausing } from '../yield';
import { expectEdits, isBlank, rowEdits, type RowEdits } from './request';
import { unusable } from './sample';
import { pieces, type Piece } from './unsteered';
import { t } from '../../src/language/t';

/**
 * KL(pushed ‖ left alone) at each token of the answer, for each row; stops within one pass. Throws `empty-prompt`, `empty-answer`,
 * `prompt-too-long`, `shape-mismatch`, `push-too-far`, `edits-failed`, `run-too-large`, `no-chat-template`.
 */
export async function damage(model: LoadedModel, request: DamageRequest, signal: AbortSignal): Promise<DamageReply> {
  const { rows, tokens } = request;
  const prompt = request.template ? model.encodeChat(request.prompt, true) : model.encode(request.prompt);
  check(model, request, prompt.length);
  const pause = pausing(signal);
  // Nothing that can be refused has the graph mounted anew.
  if (request.clamps || request.answer?.clamps) await model.takeClamps(pause);
  signal.throwIfAborted();
  const { layers, width } = model.graph;
  const read = (piece: Piece, edits: RowEdits, given: Given): Promise<Float32Array> =>
    logitsOf(new RowReader(model, pause), piece, prompt.length, edits, given);
  const kl: number[][] = Array.from({ length: rows }, () => []);
  for (const piece of pieces(model, prompt, tokens)) {
    const given = new Given();
    const plain = await read(piece, LEFT_ALONE, given);
    const vocab = plain.length / piece.tokens.length;
    for (const row of indices<RowIndex>(rows)) {
      const pushed = await read(piece, rowEdits(request, row, { rows, layers, width }), given);
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

const NOTHING: Positions = { steer: null };
const LEFT_ALONE: RowEdits = { prompt: NOTHING, answer: NOTHING };

/**
 * [token, vocab] before each token of the piece. Read from its first token on: the push acts in the prompt, too. What is done to the
 * answer's own positions in its place begins with its first token, as while an answer is written.
 */
async function logitsOf(row: RowReader, { ids, first }: Piece, prompt: number, edits: RowEdits, given: Given): Promise<Float32Array> {
  const text = [
    { ids: ids.slice(0, prompt), at: [edits.prompt] },
    { ids: ids.slice(prompt), at: [edits.answer] },
  ];
  try {
    return (await row.read(text, { first, count: ids.length - first, keep: false }, given)).logits;
  } finally {
    row.dispose();
  }
}

function check(model: LoadedModel, request: DamageRequest, prompt: number): void {
  const { tokens, rows } = request;
  if (prompt === 0 || isBlank(request.prompt))
    throw new LabError('empty-prompt', t`The prompt is empty.`, t`Write something for the model to answer.`);
  if (tokens.length === 0)
    throw new LabError('empty-answer', t`The answer has no tokens to be read again.`, t`Take an answer that the model wrote.`);
  expectEdits(model, { ...request, read: null });
  const { firstWindow } = model.graph;
  if (request.answer && firstWindow !== null && prompt <= firstWindow && prompt + tokens.length - 1 > firstWindow)
    throw new LabError(
      'edits-failed',
      t`The answer passes the ${count(firstWindow, 'token')} at which this model turns its positions by another table: prompt and answer are read in one pass there, and an edit cannot keep to one of them.`,
      t`Let the edits act on prompt and answer, or shorten the prompt.`,
    );
  const over = prompt + tokens.length - (model.context ?? Infinity);
  if (over > 0)
    throw new LabError(
      'prompt-too-long',
      t`${count(prompt, 'prompt token')} and an answer of ${tokens.length} are ${grouped(over)} more than the model's context of ${grouped(model.context!)}.`,
      t`Shorten them by ${count(over, 'token')}.`,
    );
  // Two distributions a token are held at once, of one row at a time.
  expectFits(model, { rows: Math.min(rows, 2), prompt, answer: tokens.length, readAtOnce: prompt + tokens.length });
}
