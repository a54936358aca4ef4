/**
 * One run over a scenario set: what storage holds is not computed again, what the model reads is analysed as it arrives
 * and kept text by text, so that a stop, a crash or a closed tab loses nothing.
 */
import { sha256 } from 'hash-wasm';
import type { LabClient } from '../client';
import { LabError, errorData } from '../error';
import type { CaptureEvent, Cut } from '../protocol';
import { readDirections, readTexts, writeDirections, writeTexts, type RunKey, type StoredText } from '../storage/runs';
import { analyse, type Analysis } from './analyse';
import type { CaptureSettings, RunResult } from './experiment';
import type { TextPlan } from './texts';
import { expectDifferent } from './warnings';

export interface RunRequest {
  client: LabClient;
  key: Omit<RunKey, 'tokensHash'>;
  plan: TextPlan;
  settings: CaptureSettings;
  layers: number;
  width: number;
  /** The most tokens the model reads. */
  context: number;
  seed: number;
  signal: AbortSignal;
  onProgress(progress: { done: number; of: number; secondsLeft: number | null }): void;
  /** What can be said so far, again and again while texts arrive. */
  onPartial(result: RunResult): void;
}

export interface RunOutcome {
  result: RunResult;
  /** Which tokens of the plan's texts are read. */
  cut: Cut;
  /** Texts whose tail was not read because of the token cut. */
  truncated: number;
  /** Why the result could not be kept in this browser; null if it was. */
  storageError: string | null;
  stopped: boolean;
}

const UPDATE_EVERY_MS = 500;
/** Of the AUROC's interval: none while texts arrive. */
const RESAMPLES = { partial: 0, whole: 2000 };

/** Runs, or throws what the worker threw, or `same-tokens` where no training pair can give a direction. A stop is an outcome, not an error, once one training pair is complete. */
export async function run(request: RunRequest): Promise<RunOutcome> {
  const { client, plan, settings, layers, width, seed } = request;
  const started = performance.now();
  const size = layers * width;
  const count = plan.texts.length;
  const have = new Uint8Array(count);
  const residuals = { layers, width, count, data: new Float32Array(count * size) };
  let storageError: string | null = null;
  let writing: Promise<void> = Promise.resolve();
  let showing = false;
  let finished = false;
  let shown = -Infinity;

  // The loaded model says which tokens it would read now: whatever has changed them, numbers of others are not taken up.
  const { template, maxTokens } = settings;
  const cut = await client.call('cut', { texts: plan.texts, template, maxTokens }, { signal: request.signal });
  const key: RunKey = { ...request.key, tokensHash: await sha256(cut.tokenHashes.join(' ')) };
  expectDifferent(plan.pairs.filter(({ split }) => split === 'train').map((pair) => ({ name: '', ...pair })), cut, { maxTokens, context: request.context });

  const stored = await readTexts(key, count).catch((): undefined[] => []); // Storage may be refused: then nothing is stored.
  stored.forEach((text, index) => text?.residual.length === size && allFinite(text) && keep(index, text));
  const fromStorage = have.reduce((sum, one) => sum + one, 0);
  const missing = plan.order.filter((text) => !have[text]);
  let computed = 0;
  let failure: unknown = null;
  if (missing.length > 0) {
    request.onProgress({ done: fromStorage, of: count, secondsLeft: null });
    await client.call('capture', { texts: missing.map((text) => plan.texts[text]!), ...settings }, { signal: request.signal, onEvent: take }).catch((error: unknown) => (failure = error));
    await writing;
  }
  finished = true;

  const stopped = failure !== null;
  // Kept only by a run that was complete, under a key that names all it depends on.
  const known = missing.length === 0 ? await readDirections(key).catch(() => undefined) : undefined;
  const analysis = await analyse(residuals, have, plan, { resamples: RESAMPLES.whole, seed, known, pause });
  if (analysis) request.onPartial(summarise(analysis, false));
  if (failure !== null && (errorData(failure).code !== 'cancelled' || !analysis)) throw failure;
  if (!analysis) throw new LabError('nothing-captured', 'No complete training pair was read.', 'Run again and let at least one pair finish.');
  const result = summarise(analysis, !stopped);
  if (!stopped && !known) await write(() => writeDirections(key, result.directions));
  return { result, cut, truncated: cut.truncated.filter((long, text) => long && have[text]).length, storageError, stopped };

  function keep(index: number, { residual }: Pick<StoredText, 'residual'>): void {
    residuals.data.set(residual, index * size);
    have[index] = 1;
  }

  function take({ text, residual }: CaptureEvent): void {
    const index = missing[text]!;
    const tokenHash = cut.tokenHashes[index]!;
    keep(index, { residual });
    computed++;
    const elapsed = (performance.now() - started) / 1000;
    request.onProgress({ done: fromStorage + computed, of: count, secondsLeft: (elapsed / computed) * (missing.length - computed) });
    // Numbers that overflowed on this device would be read back on another.
    if (allFinite({ residual })) writing = writing.then(() => write(() => writeTexts(key, new Map([[index, { residual, tokenHash }]]))));
    // What fails in a partial analysis fails again, and is thrown, in the last one.
    if (!showing && performance.now() - shown > UPDATE_EVERY_MS) show().catch(() => (showing = false));
  }

  async function show(): Promise<void> {
    showing = true;
    const partial = await analyse(residuals, have, plan, { resamples: RESAMPLES.partial, seed, pause });
    if (partial && !finished) request.onPartial(summarise(partial, false));
    showing = false;
    shown = performance.now();
  }

  function summarise(analysis: Analysis, complete: boolean): RunResult {
    return { ...analysis, complete, computed, fromStorage, of: count, capture: settings, seconds: (performance.now() - started) / 1000 };
  }

  async function write(work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) => (storageError = (error as Error).message));
  }
}

const allFinite = ({ residual }: Pick<StoredText, 'residual'>): boolean => residual.every(Number.isFinite);

/** Gives the page a turn. A timer, because promises alone would keep the task going. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
