import { byId } from '../../experiment/experiment';
import { useLab } from '../useLab';

/**
 * Seconds that one reading of an item is likely to take: as measured lately, else as a text of the run took that this tab's model has read;
 * null where neither is known.
 */
export const useReadingRate = (): number | null =>
  useLab(({ choose, experiment, origins }) => {
    if (choose.rate !== null) return choose.rate;
    const { analysis } = experiment.view;
    const made = analysis !== null && origins[analysis] === 'live' ? byId(experiment.analyses, analysis)?.made : undefined;
    return made && made.computed > 0 ? made.seconds / made.computed : null;
  });
