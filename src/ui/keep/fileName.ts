/** What a run's files are called. */
import type { Experiment } from '../../experiment/experiment';
import { shownRun } from '../../experiment/shown';

/** eia-lab-{model}-{set}-{pooling}-{date and time}: two runs of a day need two names. */
export function runName(experiment: Experiment): string {
  const run = shownRun(experiment);
  const parts = ['eia-lab', run?.model.id, run?.set.set.id, run?.capture.pooling, run?.at?.slice(0, 16)];
  return parts
    .filter(Boolean)
    .join('-')
    .replace(/[^\w.-]+/g, '-');
}
