import { useMemo } from 'react';
import { shownBand } from '../../app/shown-blocks';
import { shownRun } from '../../experiment/shown';
import { suggestedIn } from '../../experiment/suggested';
import type { SuggestedDose } from '../../lab/report/dose';
import { useLab } from '../useLab';

/** Up to where pushes along the directions that are shown keep to the limit, in the unit in use; null where no damage was measured. */
export function useSuggested(): SuggestedDose | null {
  const run = useLab((s) => shownRun(s.experiment));
  const damages = useLab((s) => s.experiment.damages);
  const unit = useLab((s) => s.experiment.view.steering.unit);
  const band = useLab(shownBand);
  return useMemo(() => {
    if (!run) return null;
    const along = { directions: run.record.id, band, graphHash: run.model.graphHash };
    return suggestedIn(damages, along, unit, run.directions);
  }, [run, damages, unit, band]);
}
