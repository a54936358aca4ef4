/**
 * One run over a scenario set: what this disk holds is not read again, what the model reads is handed to the analysis worker text by text,
 * kept and analysed there, so that a stop, a crash or a closed tab loses nothing.
 */
import { sha256 } from 'hash-wasm';
import type { AnalysisCalls, AnalysisResult, Held } from '../analysis-protocol';
import type { Ask } from '../client';
import { LabError, errorData } from '../error';
import type { Calls, CaptureEvent, Cut, ReadOn } from '../protocol';
import { readingName, type WholeReading } from '../storage/readings';
import { READING } from '../storage/residuals';
import { POOLINGS } from '../experiment/defaults';
import type { CaptureSettings, Reading, RunResult } from '../experiment/experiment';
import { planTexts } from '../experiment/text-plan';
import type { Ended } from '../experiment/run-note';
import { expectDifferent } from '../experiment/warnings';

export interface RunRequest {
  model: Ask<Calls>;
  analysis: Ask<AnalysisCalls>;
  /** What is read, by which model. */
  reading: Omit<Reading, 'truncated'>;
  /** What it is read on. */
  on: ReadOn;
  settings: CaptureSettings;
  seed: number;
  signal: AbortSignal;
  onProgress(progress: { done: number; of: number; secondsLeft: number | null }): void;
  /** What can be said so far, again and again while texts arrive. */
  onPartial(result: RunResult): void;
}

export interface RunOutcome extends Ended {
  result: RunResult;
  reading: WholeReading;
}

const UPDATE_EVERY_MS = 500;
/** Seconds before the time left is estimated: the first text also warms up the runtime. */
const SOONEST = 1;
/** Of the AUROC's interval. While texts arrive there is none: it would say more than is known. */
export const RESAMPLES = { partial: 0, whole: 2000 };

/**
 * Runs, or throws what the worker threw, or `same-tokens` where no training pair can give a direction. A stop is an outcome, not an
 * error, once one training pair is complete.
 */
export async function run(request: RunRequest): Promise<RunOutcome> {
  const { model, analysis, settings, seed, signal, on } = request;
  const plan = planTexts(request.reading.scenarios.set);
  const started = performance.now();
  const { template, maxTokens } = settings;
  const seconds = () => (performance.now() - started) / 1000;

  // The loaded model says which tokens it would read now: whatever has changed them, numbers of others are not taken up.
  const cut = await model.call('cut', { texts: plan.texts, template, maxTokens }, { signal });
  expectDifferent(
    plan.pairs.filter(({ split }) => split === 'train').map((pair) => ({ name: '', ...pair })),
    cut,
    { maxTokens, context: request.reading.context ?? Infinity },
  );
  const reading = await recordOf(request.reading, cut);
  const open = () => analysis.call('open', { reading, poolings: [settings.pooling] });
  const held = await open();
  const missing = missingTexts(plan.order, held, cut);
  /** Texts that the analysis worker holds. */
  const there = new Set(held.have.flatMap((have, text) => (have ? [text] : [])));
  const state = { done: there.size, passes: 0, storageError: null as string | null, showing: false, shown: -Infinity, finished: false };
  const counted = { of: plan.texts.length, fromStorage: state.done };
  let writing: Promise<unknown> = Promise.resolve();
  let failure: unknown = null;
  /** Without the worker that keeps and analyses there is no use in reading on. */
  const lost = new AbortController();
  if (missing.length > 0) {
    request.onProgress({ done: state.done, of: counted.of, secondsLeft: null });
    const texts = missing.map(([text]) => plan.texts[text!]!);
    await model
      .call(
        'capture',
        { texts, template, maxTokens, poolings: POOLINGS },
        { signal: AbortSignal.any([signal, lost.signal]), onEvent: take },
      )
      .catch((error: unknown) => (failure ??= error));
    await writing;
  }
  state.finished = true;

  const last = await analyse(RESAMPLES.whole).catch((error: unknown) => ((failure ??= error), null));
  const stopped = failure !== null;
  if (last) request.onPartial(summarise(last, false));
  if (failure !== null && (errorData(failure).code !== 'cancelled' || !last)) throw failure;
  if (!last) throw new LabError('nothing-captured', 'No complete training pair was read.', 'Run again and let at least one pair finish.');
  const read = new Set(missing.slice(0, state.passes).flat());
  return {
    result: summarise(last, !stopped),
    reading,
    cut,
    stopped,
    storageError: state.storageError,
    truncated: cut.truncated.filter((long, text) => long && (held.have[text] || read.has(text))).length,
    before: held.on.filter((_, text) => held.have[text]),
  };

  function take({ text, residual }: CaptureEvent): void {
    const twins = missing[text]!;
    state.passes++;
    state.done += twins.length;
    request.onProgress({
      done: state.done,
      of: counted.of,
      secondsLeft: seconds() < SOONEST ? null : (seconds() / state.passes) * (missing.length - state.passes),
    });
    const kept = { poolings: POOLINGS, data: residual, on };
    const keeping = ask('keep', { reading: reading.name, text: twins[0]!, residual: kept }).then(
      (problem) => {
        state.storageError ??= problem;
        for (const twin of twins) there.add(twin);
      },
      (error: unknown) => {
        failure ??= error;
        lost.abort();
      },
    );
    writing = Promise.all([writing, keeping]);
    // What fails in a partial analysis fails again, and is thrown, in the last one.
    if (!state.showing && performance.now() - state.shown > UPDATE_EVERY_MS) show().catch(() => (state.showing = false));
  }

  async function show(): Promise<void> {
    state.showing = true;
    const partial = await analyse(RESAMPLES.partial);
    if (partial && !state.finished) request.onPartial(summarise(partial, false));
    state.showing = false;
    state.shown = performance.now();
  }

  function analyse(resamples: number): Promise<AnalysisResult | null> {
    return ask('analyse', { reading: reading.name, pairs: plan.pairs, scored: plan.scored, pooling: settings.pooling, resamples, seed });
  }

  /** Asks the analysis worker; one that has died is started again, and goes on from what it had kept. */
  async function ask<K extends 'keep' | 'analyse'>(kind: K, input: AnalysisCalls[K]['in']): Promise<AnalysisCalls[K]['out']> {
    const before = [...there];
    try {
      return await analysis.call(kind, input);
    } catch (error) {
      const { code } = errorData(error);
      if (code !== 'worker-crashed' && code !== 'reading-not-open') throw error;
      const { have } = await open();
      if (before.some((text) => !have[text])) throw error; // Nowhere kept: this browser refuses storage.
      return await analysis.call(kind, input);
    }
  }

  function summarise(result: AnalysisResult, complete: boolean): RunResult {
    return {
      ...result,
      ...counted,
      truncated: cut.truncated,
      complete,
      computed: state.done - counted.fromStorage,
      capture: settings,
      seconds: seconds(),
    };
  }
}

/**
 * The texts that have to be read, in the order of reading: one of each kind of tokens, with all texts (indices) that are the same tokens.
 */
function missingTexts(order: readonly number[], { have }: Held, { tokenHashes }: Cut): number[][] {
  const byTokens = new Map<string, number[]>();
  for (const text of order) {
    if (have[text]) continue;
    const twins = byTokens.get(tokenHashes[text]!);
    if (twins) twins.push(text);
    else byTokens.set(tokenHashes[text]!, [text]);
  }
  return [...byTokens.values()];
}

async function recordOf(reading: Omit<Reading, 'truncated'>, { tokenHashes, truncated }: Cut): Promise<WholeReading> {
  const {
    model: { repo, dtype, graphHash, layers, width },
    scenarios,
    how: { template },
  } = reading;
  const hashes = { graphHash, setHash: scenarios.hash, tokensHash: await sha256(tokenHashes.join(' ')) };
  const textBytes = POOLINGS.length * layers * width * Float32Array.BYTES_PER_ELEMENT;
  return {
    name: readingName(hashes),
    way: READING,
    repo,
    dtype,
    ...hashes,
    template,
    tokenHashes,
    textBytes,
    reading: { ...reading, truncated },
  };
}
