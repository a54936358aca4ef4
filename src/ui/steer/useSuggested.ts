import { useMemo } from 'react';
import { shownBand } from '../../app/shown-blocks';
import { shownRun } from '../../experiment/shown';
import { suggestedSize } from '../../experiment/suggested';
import { useLab } from '../useLab';

/** The size of push to stay under along the directions that are shown, in the unit in use; null where no damage was measured. */
export function useSuggested(): number | null {
  const run = useLab((s) => shownRun(s.experiment));
  const damages = useLab((s) => s.experiment.damages);
  const unit = useLab((s) => s.experiment.view.steering.unit);
  const band = useLab(shownBand);
  return useMemo(() => {
    if (!run) return null;
    const along = { directions: run.record.id, band, graphHash: run.model.graphHash };
    return suggestedSize(damages, along, unit, run.directions);
  }, [run, damages, unit, band]);
}
