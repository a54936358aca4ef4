/**
 * One run over a scenario set: what storage holds is not computed again, what the model reads is analysed as it arrives
 * and kept, stop or crash included.
 */
import type { LabClient } from '../client';
import { LabError, errorData } from '../error';
import { readRun, writeRun, type RunKey, type StoredRun } from '../storage/runs';
import { analyse, withIntervals } from './analyse';
import type { CaptureSettings, RunResult } from './experiment';
import type { TextPlan } from './texts';

export interface RunRequest {
  client: LabClient;
  key: RunKey;
  plan: TextPlan;
  settings: CaptureSettings;
  layers: number;
  width: number;
  seed: number;
  signal: AbortSignal;
  onProgress(progress: { done: number; of: number; secondsLeft: number | null }): void;
  /** What can be said so far; at most twice a second. */
  onPartial(result: RunResult): void;
}

export interface RunOutcome {
  result: RunResult;
  /** Texts whose tail was not read because of the token cut. */
  truncated: number;
  /** Why the result could not be kept in this browser; null if it was. */
  storageError: string | null;
  stopped: boolean;
}

const UPDATE_EVERY_MS = 500;
const SAVE_EVERY_TEXTS = 20;

/** Runs, or throws what the worker threw after keeping what was read. A stop is an outcome, not an error, once one pair can be shown. */
export async function run(request: RunRequest): Promise<RunOutcome> {
  const { client, key, plan, settings, layers, width, signal } = request;
  const started = performance.now();
  const size = layers * width;
  const count = plan.texts.length;
  const stored = await readStored();
  const have = stored?.have ?? new Uint8Array(count);
  const residuals = { layers, width, count, data: stored?.residuals ?? new Float32Array(count * size) };
  const fromStorage = have.reduce((sum, one) => sum + one, 0);
  let truncated = stored?.truncated ?? 0;
  let computed = 0;
  let storageError: string | null = null;
  let shown = -Infinity;
  let stopped = false;

  const missing = plan.order.filter((text) => !have[text]);
  const summary = (complete: boolean) => ({ complete, computed, fromStorage, seconds: (performance.now() - started) / 1000 });
  if (missing.length > 0) {
    request.onProgress({ done: fromStorage, of: count, secondsLeft: null });
    try {
      await client.call('capture', { texts: missing.map((text) => plan.texts[text]!), ...settings }, { signal, onEvent: take });
    } catch (error) {
      await save(null);
      if (errorData(error).code !== 'cancelled' || !analyse(residuals, have, plan)) throw error;
      stopped = true;
    }
  }

  const analysis = analyse(residuals, have, plan);
  if (!analysis) throw new LabError('nothing-captured', 'No complete pair was read.', 'Run again and let at least one pair finish.');
  const result: RunResult = { ...(await withIntervals(analysis, plan, request.seed, pause)), ...summary(!stopped) };
  if (computed > 0) await save(stopped ? null : result.directions);
  return { result, truncated, storageError, stopped };

  function take(event: { text: number; residual: Float32Array; truncated: boolean }): void {
    const text = missing[event.text]!;
    residuals.data.set(event.residual, text * size);
    have[text] = 1;
    computed++;
    if (event.truncated) truncated++;
    const elapsed = (performance.now() - started) / 1000;
    request.onProgress({ done: fromStorage + computed, of: count, secondsLeft: (elapsed / computed) * (missing.length - computed) });
    if (computed % SAVE_EVERY_TEXTS === 0) void save(null);
    if (performance.now() - shown < UPDATE_EVERY_MS) return;
    const partial = analyse(residuals, have, plan);
    if (!partial) return;
    request.onPartial({ ...partial, ...summary(false) });
    shown = performance.now();
  }

  async function readStored(): Promise<StoredRun | null> {
    const found = await readRun(key).catch(() => undefined); // Storage may be refused: then there is nothing stored.
    return found && found.layers === layers && found.width === width && found.have.length === count ? found : null;
  }

  async function save(directions: RunResult['directions'] | null): Promise<void> {
    try {
      await writeRun(key, { layers, width, residuals: residuals.data, have, truncated, directions, savedAt: new Date().toISOString() });
    } catch (error) {
      storageError = (error as Error).message;
    }
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
