/** Run and stop: the scenario set through the model, into the experiment. */
import type { ScenarioSet } from '../data/scenarios';
import { LabError, errorData } from '../error';
import type { ModelInfo } from '../protocol';
import type { CaptureSettings, ModelStamp, RunResult } from './experiment';
import { guard } from './guard';
import { client, usable } from './model-actions';
import { run, type RunOutcome } from './run';
import { fit } from './settings';
import { useLab } from './store';
import { planTexts, type TextPlan } from './texts';
import { sameTokens, seenTokens } from './warnings';

const { getState: get, setState: set } = useLab;

let runStop: AbortController | null = null;

/** Reads what of the scenario set is not yet known for this model, and plots it as it comes. Errors end in the store. */
export async function runExperiment(): Promise<void> {
  await guard(async () => {
    const { model, set: scenarios, experiment, run: state } = get();
    if (state.status === 'running') return;
    const info = usable(model);
    if (scenarios.status !== 'ready') throw new LabError('no-scenarios', 'No scenario set is loaded.', 'Open a scenario file in section 2.');
    const plan = planTexts(scenarios.set);
    // What a link or another model left ticked does not hold for a model without a template.
    const capture = { ...experiment.capture, template: experiment.capture.template && info.chatTemplate };
    runStop = new AbortController();
    set({ run: { status: 'running', done: 0, of: plan.texts.length, secondsLeft: null, stopping: false }, error: null });
    const { id, name } = scenarios.set;
    const stamp = { model: stampOf(info), scenarios: { id, name, hash: scenarios.hash, set: scenarios.set } };
    const show = (result: RunResult, recordedAt: string | null) =>
      set(({ experiment: now }) => ({ experiment: fit({ ...now, ...stamp, run: result, recordedAt }, info.layers), provenance: 'live' }));
    let note: string | null = null;
    try {
      const { repo, revision, dtype, graphHash, layers, width } = info;
      const context = info.context ?? Infinity;
      const outcome = await run({
        client, plan, layers, width, context,
        key: { repo, revision, dtype, graphHash, scenarioHash: scenarios.hash, ...capture },
        settings: capture,
        seed: experiment.seed,
        signal: runStop.signal,
        onProgress: (progress) => set(({ run: now }) => (now.status === 'running' ? { run: { ...now, ...progress } } : {})),
        onPartial: (result) => show(result, null),
      });
      show(outcome.result, new Date().toISOString());
      note = noteOf(outcome, plan, scenarios.set.pairs, { ...capture, context });
    } catch (error) {
      if (errorData(error).code !== 'cancelled') throw error;
      note = 'Stopped before one pair was complete. What was read is kept for the next run.';
    } finally {
      set({ run: { status: 'idle', note } });
    }
  });
}

/** Stops after the text being read; what is done is kept. */
export function stopRun(): void {
  runStop?.abort();
  set(({ run: now }) => (now.status === 'running' ? { run: { ...now, stopping: true } } : {}));
}

function stampOf(info: ModelInfo): ModelStamp {
  const { id, repo, revision, dtype, architecture, layers, width, device, deviceName, widened, graphHash, selfTest } = info;
  return { id, repo, revision, dtype, architecture, layers, width, device, deviceName, widened, graphHash, selfTestPassed: selfTest.passed };
}

function noteOf({ result, cut, truncated, storageError, stopped }: RunOutcome, plan: TextPlan, pairs: ScenarioSet['pairs'], at: CaptureSettings & { context: number }): string {
  const texts = plan.texts.length;
  const named = plan.pairs.map((pair, i) => ({ ...pair, name: pairs[i]!.id }));
  const parts = [
    stopped ? `Stopped: ${result.computed} texts were read and are kept; Run goes on from there.`
    : result.computed === 0 ? `Nothing to compute: all ${texts} texts were read before with this model and these settings, and came from this browser's storage.`
    : `Read ${result.computed} texts in ${result.seconds.toFixed(0)} s${result.fromStorage > 0 ? `; ${result.fromStorage} came from storage` : ''}.`,
    truncated > 0 ? `${truncated} texts were longer than ${Math.min(at.maxTokens, at.context)} tokens: their ends were not read.` : '',
    ...sameTokens(named, cut, at),
    seenTokens(pairs, named, cut),
    storageError ? `The browser did not keep the result (${storageError}); it stays on this page only.` : '',
  ];
  return parts.filter(Boolean).join(' ');
}
