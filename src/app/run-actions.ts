/** Run and stop: the scenario set through the model, into the experiment. */
import { LabError, errorData } from '../error';
import type { WholeReading } from '../storage/readings';
import type { ReadOn } from '../protocol';
import { analysis } from './analysis';
import { stampOf, type RunResult } from '../experiment/experiment';
import { guard } from './guard';
import { client, usable } from './model-actions';
import { run } from './run';
import { noteOf } from '../experiment/run-note';
import { fit } from './view-actions';
import { store } from './store';
import { planTexts } from '../experiment/text-plan';

const { getState: get, setState: set } = store;

let runStop: AbortController | null = null;

const REPLACED = 'The run was stopped, because another one was opened. What it had read is kept: Run goes on from there.';

/** Reads what of the scenario set is not yet known for this model, and plots it as it comes. Errors end in the store. */
export async function runExperiment(): Promise<void> {
  await guard(async () => {
    const { model, set: scenarios, experiment, epoch, run: state } = get();
    if (state.status === 'running') return;
    const info = usable(model);
    if (scenarios.status !== 'ready')
      throw new LabError('no-scenarios', 'No scenario set is loaded.', 'Open a scenario file in section 2.');
    const plan = planTexts(scenarios.set);
    // What a link or another model left ticked does not hold for a model without a template.
    const capture = { ...experiment.capture, template: experiment.capture.template && info.chatTemplate };
    runStop = new AbortController();
    set({ run: { status: 'running', done: 0, of: plan.texts.length, secondsLeft: null, stopping: false }, error: null });
    const { id, name } = scenarios.set;
    const stamp = { model: stampOf(info), scenarios: { id, name, hash: scenarios.hash, set: scenarios.set } };
    const { template, maxTokens } = capture;
    const on: ReadOn = { device: info.device, checked: info.selfTest.referenceCosine !== null };
    // An experiment that was opened meanwhile stays as it is.
    const current = () => get().epoch === epoch;
    const show = (result: RunResult, recordedAt: string | null, reading: WholeReading | null) =>
      current() &&
      set(({ experiment: now }) => ({
        experiment: fit({ ...now, ...stamp, run: result, recordedAt }, info.layers),
        provenance: 'live',
        reading,
      }));
    let note: string | null = null;
    try {
      const outcome = await run({
        model: client,
        analysis,
        on,
        reading: { at: new Date().toISOString(), ...stamp, how: { template, maxTokens }, context: info.context },
        settings: capture,
        seed: experiment.seed,
        signal: runStop.signal,
        onProgress: (progress) => set(({ run: now }) => (now.status === 'running' ? { run: { ...now, ...progress } } : {})),
        onPartial: (result) => show(result, null, null),
      });
      show(outcome.result, new Date().toISOString(), outcome.reading);
      note = current() ? noteOf(outcome, on, plan, scenarios.set.pairs, { ...capture, context: info.context ?? Infinity }) : REPLACED;
    } catch (error) {
      if (errorData(error).code !== 'cancelled') throw error;
      note = current() ? 'Stopped before one pair was complete. What was read is kept for the next run.' : REPLACED;
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
