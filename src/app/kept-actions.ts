/** Readings that this browser keeps: opened, and analysed again in another way, without a model. */
import { LabError } from '../error';
import { clearReadings as clearDisk, removeReading as removeFromDisk, type WholeReading } from '../storage/readings';
import { analysis } from './analysis';
import type { CaptureSettings, RunResult } from '../experiment/experiment';
import { guard } from './guard';
import { replaceExperiment } from './replace';
import { RESAMPLES } from './run';
import { setCapture } from './view-actions';
import { store } from './store';
import { planTexts } from '../experiment/text-plan';

const { getState: get, setState: set } = store;

/** Shows a kept reading as a run, pooled as the page is set. An error is shown. */
export async function openKept(reading: WholeReading): Promise<void> {
  await guard(async () => {
    const { experiment } = get();
    const { at, model, scenarios, how } = reading.reading;
    const capture = { ...experiment.capture, ...how };
    const run = await analyseKept(reading, capture, experiment.seed);
    replaceExperiment({ ...experiment, model, scenarios, capture, run, recordedAt: at, completions: [], steered: null }, 'kept', reading);
  });
}

/**
 * How texts are pooled from now on: where the texts of the run on the page are kept here, its numbers follow at once. An error is shown.
 */
export async function choosePooling(pooling: CaptureSettings['pooling']): Promise<void> {
  setCapture({ pooling });
  const {
    reading,
    experiment,
    epoch,
    run: { status },
  } = get();
  if (!reading || status === 'running' || !experiment.run) return;
  await guard(async () => {
    const run = await analyseKept(reading, { ...experiment.run!.capture, pooling }, experiment.seed);
    // Meanwhile another pooling may have been chosen, or another run opened or begun.
    set(({ experiment: now, epoch: later }) =>
      epoch === later && now.run === experiment.run && now.capture.pooling === pooling ? { experiment: { ...now, run } } : {},
    );
  });
}

/** Deletes one reading, from the disk and from memory. */
export async function removeReading(name: string): Promise<void> {
  await removeFromDisk(name);
  await analysis.call('forget', name);
}

/** Deletes all of them. */
export async function clearReadings(): Promise<void> {
  await clearDisk();
  await analysis.call('forget', null);
}

async function analyseKept(reading: WholeReading, capture: CaptureSettings, seed: number): Promise<RunResult> {
  const started = performance.now();
  const plan = planTexts(reading.reading.scenarios.set);
  const { pooling } = capture;
  const { have } = await analysis.call('open', { reading, poolings: [pooling] });
  const result = await analysis.call('analyse', {
    reading: reading.name,
    pairs: plan.pairs,
    scored: plan.scored,
    pooling,
    resamples: RESAMPLES.whole,
    seed,
  });
  if (!result)
    throw new LabError(
      'nothing-captured',
      `No complete training pair of this run is kept with the pooling “${pooling}”.`,
      'Load its model and press Run.',
    );
  const here = have.filter(Boolean).length;
  return {
    ...result,
    truncated: reading.reading.truncated,
    complete: here === have.length,
    computed: 0,
    fromStorage: here,
    of: have.length,
    seconds: (performance.now() - started) / 1000,
    capture,
  };
}
