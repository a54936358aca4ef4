/** Keeps the experiment on the page, and finds it again. */
import { decodeExperiment, encodeParts } from '../experiment/run-file';
import type { Experiment } from '../experiment/experiment';
import type { Context } from './ports';
import { remeasure } from './remeasure';
import type { LabState, Provenance } from './state';

const idle = ({ run, steer }: LabState): boolean => run.status === 'idle' && steer.status === 'idle';
/** Nothing, or what comes with the page. */
const onlyRecorded = ({ experiment, origins }: LabState): boolean =>
  experiment.analyses.every(({ id }) => origins[id] === 'recorded') && (experiment.analyses.length > 0 || experiment.answers.length === 0);

/** Whether a change on the page is one to keep: analyses or answers that are complete or stopped, and not the recording itself. */
export function isToKeep(now: LabState, before: LabState): boolean {
  if (!idle(now)) return false;
  if (now.epoch !== before.epoch) return !onlyRecorded(now);
  const { analyses, answers } = before.experiment;
  return now.experiment.answers !== answers || now.experiment.analyses !== analyses || (!idle(before) && !onlyRecorded(now));
}

/** Of encoding, between two pauses: a task stays short. */
const SLICE_MS = 5;

/** Keeps it. A browser that refuses storage keeps nothing, which the run's note has said. */
export async function keepSession({ disk, clock, store }: Context, { experiment, origins }: LabState): Promise<void> {
  const parts: string[] = [];
  let since = clock.elapsed();
  for (const part of encodeParts(experiment)) {
    parts.push(part);
    if (clock.elapsed() - since < SLICE_MS) continue;
    // The page draws in between.
    await new Promise<void>((resolve) => clock.after(0, resolve));
    since = clock.elapsed();
    const { analyses, answers } = store.getState().experiment;
    if (analyses !== experiment.analyses || answers !== experiment.answers) return; // A later one is being kept.
  }
  await disk.session.writeSession({ experiment: parts.join(''), origins }).catch(() => undefined);
}

/** The last experiment, its derived numbers made anew, and where its analyses came from. */
export interface LastSession {
  readonly experiment: Experiment;
  readonly origins: Readonly<Record<string, Provenance>>;
}

/** null where none was kept. Throws what `decodeExperiment` throws where it is damaged. */
export async function lastSession({ disk, analysis }: Pick<Context, 'disk' | 'analysis'>): Promise<LastSession | null> {
  const session = await disk.session.readSession();
  if (!session) return null;
  const experiment = await remeasure(decodeExperiment(session.experiment, 'the experiment that this browser kept'), analysis);
  const before = (id: string): Provenance =>
    session.origins?.[id] === 'recorded' || session.origins?.[id] === 'opened' ? session.origins[id] : 'kept';
  return { experiment, origins: Object.fromEntries(experiment.analyses.map(({ id }) => [id, before(id)])) };
}
