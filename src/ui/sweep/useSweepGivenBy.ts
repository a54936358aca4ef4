import { controlsOf } from '../../app/lower-actions';
import type { RunOfItems } from '../../app/choice-work';
import type { SweepGivenBy } from '../../app/sweep-work';
import { shownRun } from '../../experiment/shown';
import { useAsked } from '../parts/useAsked';
import { useLab } from '../useLab';
import { useRunOfItems } from '../useRunOfItems';

const NONE: SweepGivenBy = { asking: null, texts: false };
/** A file that says what there is could not be fetched; who asks is told why. */
export const NOT_FETCHED: SweepGivenBy = { ...NONE };

const ask = (run: RunOfItems | null): Promise<SweepGivenBy> => (run ? controlsOf(run).catch(() => NOT_FETCHED) : Promise.resolve(NONE));

/** What controls can be had of the run that is shown; null until it is known. Where the file of sentences is missing, asking says so. */
export function useSweepGivenBy(controls: boolean): SweepGivenBy | null {
  const run = useRunOfItems(useLab((s) => shownRun(s.experiment)));
  const asked = useAsked(controls ? run : null, ask);
  if (!controls) return NONE;
  return asked?.question === run && 'answer' in asked ? asked.answer : null;
}
