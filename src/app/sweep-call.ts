/** One call of a sweep: what is asked of the model's worker, and the records that come of it. */
import type { Ask } from '../client';
import type { Answer } from '../experiment/answer';
import { askedPrompt } from '../experiment/control';
import type { DirectionsRecord } from '../experiment/directions';
import type { DamageRecord } from '../experiment/damage';
import { stampOf } from '../experiment/stamp';
import { plainAnswer, type SweepCall } from '../experiment/sweep';
import type { Calls, ModelInfo } from '../protocol';
import { rowsBeside } from './choice-pushes';
import type { Context } from './ports';
import { answersOf, damagesOf, type SweepWork } from './sweep-work';

/** What a call has written. */
export interface Swept {
  readonly answers: readonly Omit<Answer, 'id'>[];
  readonly damages: readonly Omit<DamageRecord, 'id'>[];
}

interface Asking extends Pick<SweepWork, 'run' | 'way'> {
  readonly model: Ask<Calls>;
  readonly clock: Context['clock'];
  readonly info: ModelInfo;
  /** Directions that edits may name. */
  readonly known: readonly DirectionsRecord[];
  readonly signal: AbortSignal;
  /** Answers that are there by now. */
  answers(): readonly Answer[];
  /** Tokens of the batch that is being written, all rows together. */
  onTokens(tokens: number): void;
}

/** Asks a call whose rows are pushed by `pushes`, [layer, width] each. Rejects with what generating and reading again reject with. */
export async function askSweepCall(call: SweepCall, pushes: readonly Float32Array[], asking: Asking): Promise<Swept> {
  const { model, clock, info, run, way, known, signal, answers, onTokens } = asking;
  const { prompt, seed, rows, edits } = call;
  const request = {
    prompt: askedPrompt(prompt, rows[0]!.control),
    template: way.template,
    rows: rows.length,
    alphas: rows.map(({ amount }) => amount),
    ...rowsBeside(pushes, edits, known, info),
  };
  const madeBy = { at: clock.now().toISOString(), model: stampOf(info), way };
  if (call.what === 'answers') {
    const { rows: written } = await model.call(
      'generate',
      { ...request, ...way.sampling, seeds: rows.map(() => seed), read: run.directions.data },
      { signal, onEvent: ({ tokens }) => onTokens(tokens) },
    );
    return { answers: answersOf(call, written, madeBy), damages: [] };
  }
  // An answer without push and edits that has no token has no next token to compare.
  const plain = plainAnswer(answers(), prompt, seed, way);
  if (!plain) return { answers: [], damages: [] };
  const { kl } = await model.call('damage', { ...request, tokens: plain.tokens }, { signal });
  return { answers: [], damages: damagesOf(call, kl, plain.id, madeBy) };
}
