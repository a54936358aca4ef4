/** Analyses along whose directions choices were pushed, with what was asked: side by side, and by the blocks that were pushed. Pure. */
import { askedIn, waysAlong, type ChoicesAsked } from './choices-asked';
import { allRuns } from './compare';
import type { ChoiceWay } from './choice-plan';
import type { Experiment } from './experiment';
import type { ShownRun } from './shown';
import { wayKey } from './ways';

export interface ReadAndAsked {
  readonly run: ShownRun;
  readonly asked: ChoicesAsked;
}

/**
 * One an analysis and band of blocks, of those pushed without edits beside and else as the analysis that is shown was last (model, unit,
 * template, items); none where that was not pushed. The shown one comes first, each by its bands from below.
 */
export function readAndAsked(experiment: Experiment): ReadAndAsked[] {
  const { choices, view } = experiment;
  const runs = allRuns(experiment);
  const shown = runs.find(({ id }) => id === view.analysis);
  const pushed = (run: ShownRun) => waysAlong(choices, run.record.id).filter(({ edits }) => edits.length === 0);
  const last = shown && pushed(shown).at(-1);
  if (!shown || !last) return [];
  return [shown, ...runs.filter((run) => run !== shown)].flatMap((run) =>
    pushed(run)
      .filter((way) => elsewhere(way) === elsewhere(last))
      .toSorted((a, b) => a.band[0] - b.band[0] || a.band[1] - b.band[1])
      .flatMap((way) => {
        const asked = askedIn(choices, way);
        return asked ? [{ run, asked }] : [];
      }),
  );
}

/** Equal for ways that differ in directions and blocks alone. */
const elsewhere = (way: ChoiceWay): string => wayKey({ ...way, directions: '', band: [0, 0] });
