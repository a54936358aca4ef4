import { useMemo } from 'react';
import { setWay } from '../../app/set-way';
import { shownRun } from '../../experiment/shown';
import { measuredOtherwise, suggestedIn, type Setting } from '../../experiment/suggested';
import type { SetWay } from '../../experiment/ways';
import type { SuggestedDose } from '../../lab/report/dose';
import { useLab } from '../useLab';

export interface Suggested {
  /**
   * Up to where pushes along the directions that are shown keep to the limit, in the unit in use; null where no damage was measured with
   * the model, blocks, edits and sampling in use.
   */
  readonly dose: SuggestedDose | null;
  /** In what those settings differ from the nearest with which damage was measured; empty where there are none. */
  readonly otherwise: readonly Setting[];
}

export function useSuggested(): Suggested {
  const run = useLab((s) => shownRun(s.experiment));
  const answers = useLab((s) => s.experiment.answers);
  const damages = useLab((s) => s.experiment.damages);
  const settings = useLab((s) => JSON.stringify(setWay(s)));
  return useMemo(() => {
    if (!run) return { dose: null, otherwise: [] };
    const { unit, ...way } = JSON.parse(settings) as SetWay;
    const along = { ...way, directions: run.record.id, graphHash: run.model.graphHash };
    const measured = { answers, damages };
    return { dose: suggestedIn(measured, along, unit, run.directions), otherwise: measuredOtherwise(measured, along) };
  }, [run, answers, damages, settings]);
}
