/** Analyses along whose directions choices were pushed, and how: side by side, and by the blocks that were pushed. Pure. */
import { waysAlong } from './choices-asked';
import { allRuns } from './compare';
import type { ChoiceWay } from './choice-plan';
import type { Experiment } from './experiment';
import type { ShownRun } from './shown';
import { wayKey } from './ways';

export interface RunAndWay {
  readonly run: ShownRun;
  /** `askedIn` has what came of it. */
  readonly way: ChoiceWay;
}

/**
 * One an analysis and band of blocks, of those pushed without edits beside and else as the analysis that is shown was last (model, unit,
 * template, items); none where that was not pushed. The shown one comes first, each by its bands from below.
 */
export function readAndPushed(experiment: Experiment): RunAndWay[] {
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
      .map((way) => ({ run, way })),
  );
}

/** Equal for ways that differ in directions and blocks alone. */
const elsewhere = (way: ChoiceWay): string => wayKey({ ...way, directions: '', band: [0, 0] });
