/** Analyses whose directions choices were asked under, with what was asked. Pure. */
import { askedIn, isSameWay, waysAlong, type ChoicesAsked } from './choices-asked';
import { allRuns } from './compare';
import type { Experiment } from './experiment';
import type { ShownRun } from './shown';

export interface ReadAndAsked {
  readonly run: ShownRun;
  readonly asked: ChoicesAsked;
}

/**
 * One an analysis whose directions were pushed, without edits beside, in the same way (model, band, unit, template) as the analysis that is
 * shown was last; none where that was not pushed. The shown one comes first.
 */
export function readAndAsked(experiment: Experiment): ReadAndAsked[] {
  const { choices, view } = experiment;
  const runs = allRuns(experiment);
  const shown = runs.find(({ id }) => id === view.analysis);
  const first = shown && waysAlong(choices, shown.record.id).findLast(({ edits }) => edits.length === 0);
  if (!shown || !first) return [];
  return [shown, ...runs.filter((run) => run !== shown)].flatMap((run) => {
    const way = waysAlong(choices, run.record.id).findLast((one) => isSameWay({ ...one, directions: first.directions }, first));
    const asked = way ? askedIn(choices, way) : null;
    return asked ? [{ run, asked }] : [];
  });
}
