/** Keeps the experiment on the page, and finds it again. */
import type { AnalysisCalls } from '../analysis-protocol';
import type { Ask } from '../client';
import { listReadings } from '../storage/readings';
import { readSession, writeSession } from '../storage/session';
import type { Experiment } from '../experiment/experiment';
import { decodeExperiment, encodeExperiment } from '../experiment/run-file';
import { remeasure } from './remeasure';
import type { LabState } from './store';

/** Whether a change on the page is one to keep: a run or answers that are complete or stopped, and not the recording itself. */
export function isToKeep(now: LabState, before: LabState): boolean {
  const idle = ({ run, steer }: LabState): boolean => run.status === 'idle' && steer.status === 'idle';
  if (!idle(now) || now.provenance === 'none') return false;
  const answered = now.experiment.steered !== before.experiment.steered;
  if (now.provenance === 'recorded') return answered && before.provenance === 'recorded';
  return answered || now.experiment.run !== before.experiment.run || !idle(before);
}

/** Keeps it. A browser that refuses storage keeps nothing, which the run's note has said. */
export async function keepSession({ experiment, reading }: LabState): Promise<void> {
  await writeSession({ experiment: encodeExperiment(experiment), reading: reading?.name ?? null }).catch(() => undefined);
}

/**
 * The last experiment, its derived numbers made anew, and its texts where they are still here; null where none was kept. Throws what
 * `decodeExperiment` throws where it is damaged.
 */
export async function lastSession(analysis: Ask<AnalysisCalls>): Promise<(Pick<LabState, 'reading'> & { experiment: Experiment }) | null> {
  const session = await readSession();
  if (!session) return null;
  const experiment = await remeasure(decodeExperiment(session.experiment, 'the experiment that this browser kept'), analysis);
  const readings = session.reading === null ? [] : await listReadings().catch(() => []);
  return { experiment, reading: readings.find(({ name }) => name === session.reading)?.whole ?? null };
}
