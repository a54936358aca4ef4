/**
 * One run over a scenario set: what this disk holds is not read again, what the model reads is handed to the analysis worker text by text,
 * kept and analysed there, so that a stop, a crash or a closed tab loses nothing.
 */
import type { AnalysisCalls, AnalysisResult } from '../analysis-protocol';
import type { Ask } from '../client';
import { LabError, errorData } from '../error';
import type { Spec } from '../experiment/analysis';
import { poolingsOfCut } from '../experiment/capture';
import type { KnownSet } from '../experiment/experiment';
import type { Reading } from '../experiment/reading';
import type { Ended } from '../experiment/run-note';
import { planTexts } from '../experiment/text-plan';
import { expectAnswers } from '../experiment/unread-answers';
import type { Found } from '../experiment/updates';
import { expectDifferent } from '../experiment/warnings';
import { isPaired } from '../lab/contrast';
import type { Calls, CaptureEvent, ReadOn } from '../protocol';
import { keptOf, recordOf, type ToRead } from './kept';
import { pulled } from './pulled';
import { begin, computed, done, isRead, next, secondsLeft, textsOf, type RunEvent } from './run-progress';
import { t } from '../language/t';

/** What can be said of a run so far. */
export interface Outcome {
  readonly found: Found;
  readonly set: KnownSet;
  readonly reading: Reading;
}

export interface RunRequest {
  model: Ask<Calls>;
  analysis: Ask<AnalysisCalls>;
  toRead: ToRead;
  /** What it is read on. */
  on: ReadOn;
  spec: Spec;
  signal: AbortSignal;
  /** Milliseconds since some moment. */
  elapsed(): number;
  onProgress(progress: { done: number; of: number; secondsLeft: number | null }): void;
  /** What can be said so far, again and again while texts arrive: the next once this resolves. */
  onPartial(outcome: Outcome): Promise<void>;
}

export interface RunOutcome extends Outcome, Ended {}

/** Texts that the next partial analysis has more than the last: as many as a pair. */
const MORE = 2;
/** Of the AUROC's interval. While texts arrive there is none: it would say more than is known. */
export const RESAMPLES = { partial: 0, whole: 2000 };

/**
 * Runs, or throws what the worker threw, or `same-tokens` where no training pair can give a direction. A stop is an outcome, not an
 * error, once one training pair is complete, or a training text of each class is there.
 */
export async function run({ model, analysis, toRead, on, spec, signal, ...request }: RunRequest): Promise<RunOutcome> {
  const plan = planTexts(toRead.set.set);
  const { template, maxTokens } = toRead.how;
  const started = request.elapsed();
  const seconds = () => (request.elapsed() - started) / 1000;

  // The loaded model says which tokens it would read now: whatever has changed them, numbers of others are not taken up.
  const cut = await model.call('cut', { texts: plan.texts, template, maxTokens }, { signal });
  const training = isPaired(plan.contrast) ? plan.contrast.filter(({ split }) => split === 'train') : [];
  expectDifferent(
    training.map((pair) => ({ name: '', ...pair })),
    cut,
    { maxTokens, context: toRead.context ?? Infinity },
  );
  const { pooling } = spec;
  if (pooling === 'answer') expectAnswers(cut, toRead.set.set);
  const poolings = poolingsOfCut(cut, pooling);
  const kept = await keptOf(toRead, cut, poolings.length);
  const open = () => analysis.call('open', { reading: kept, poolings: [spec.pooling] });

  let state = begin(plan.order, await open(), cut);
  const before = state.on.filter((_, text) => state.there[text]);
  const happened = (event: RunEvent): void => void (state = next(state, event));
  const progress = (secondsLeft: number | null): void => request.onProgress({ done: done(state), of: plan.texts.length, secondsLeft });
  const outcome = ({ directions, scores, report }: AnalysisResult, complete: boolean): Outcome => {
    const made = { complete, computed: computed(state), fromStorage: state.fromStorage, of: plan.texts.length, seconds: seconds() };
    return { found: { spec, directions, scores, report, made }, ...recordOf(kept, state.on) };
  };
  const analyse = (resamples: number) =>
    ask('analyse', {
      reading: kept.name,
      contrast: plan.contrast,
      scored: plan.scored,
      method: spec.method,
      pooling: spec.pooling,
      resamples,
      seed: spec.seed,
    });
  let reading = true;
  // What fails in a partial analysis fails again, and is thrown, in the last one.
  const show = pulled(async () => {
    const partial = reading ? await analyse(RESAMPLES.partial) : null;
    if (partial && reading) await request.onPartial(outcome(partial, false));
  });
  let asked = -MORE;

  let writing: Promise<unknown> = Promise.resolve();
  /** Without the worker that keeps and analyses there is no use in reading on. */
  const lost = new AbortController();
  if (state.missing.length > 0) {
    progress(null);
    const texts = state.missing.map(([text]) => plan.texts[text!]!);
    const whole = { texts, template, maxTokens, poolings };
    const either = AbortSignal.any([signal, lost.signal]);
    await model.call('capture', whole, { signal: either, onEvent: take }).catch((error: unknown) => happened({ kind: 'failed', error }));
    await writing;
  }
  reading = false;
  const last = await analyse(RESAMPLES.whole).catch((error: unknown) => (happened({ kind: 'failed', error }), null));
  const { failure, storageError } = state;
  if (last && failure) void request.onPartial(outcome(last, false));
  if (failure && (errorData(failure.error).code !== 'cancelled' || !last)) throw failure.error;
  if (!last)
    throw isPaired(plan.contrast)
      ? new LabError('nothing-captured', t`No complete training pair was read.`, t`Run again and let at least one pair finish.`)
      : new LabError(
          'nothing-captured',
          t`No training text of each class was read.`,
          t`Run again and let at least one text of each class finish.`,
        );
  const result = outcome(last, failure === null);
  const truncated = plan.order.filter((text) => cut.truncated[text] && isRead(state, text)).length;
  return { ...result, made: result.found.made, cut, stopped: failure !== null, storageError, truncated, before };

  function take({ text: pass, residual }: CaptureEvent): void {
    happened({ kind: 'read', on });
    progress(secondsLeft(state, seconds()));
    const text = textsOf(state, pass)[0]!;
    const keeping = ask('keep', { reading: kept.name, text, residual: { poolings, data: residual, on } }).then(
      (problem) => happened({ kind: 'kept', pass, problem }),
      (error: unknown) => {
        happened({ kind: 'failed', error });
        lost.abort();
      },
    );
    writing = Promise.all([writing, keeping]);
    if (computed(state) < asked + MORE) return;
    asked = computed(state);
    show();
  }

  /** Asks the analysis worker; one that has died is started again, and goes on from what it had kept. */
  async function ask<K extends 'keep' | 'analyse'>(kind: K, input: AnalysisCalls[K]['in']): Promise<AnalysisCalls[K]['out']> {
    const { there } = state;
    try {
      return await analysis.call(kind, input);
    } catch (error) {
      const { code } = errorData(error);
      if (code !== 'worker-crashed' && code !== 'reading-not-open') throw error;
      const { have } = await open();
      // Nowhere kept: this browser refuses storage.
      if (there.some((was, text) => was && !have[text])) throw error;
      return await analysis.call(kind, input);
    }
  }
}
