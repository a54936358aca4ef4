import { useEffect, useState } from 'react';
import { controlsOf } from '../../app/actions';
import type { SweepGivenBy } from '../../app/sweep-work';
import { shownRun, type ShownRun } from '../../experiment/shown';
import { useLab } from '../useLab';

const NONE: SweepGivenBy = { asking: null, texts: false };
/** A file that says what there is could not be fetched; who asks is told why. */
export const NOT_FETCHED: SweepGivenBy = { ...NONE };

/** What controls can be had of the run that is shown; null until it is known. Where the file of sentences is missing, asking says so. */
export function useSweepGivenBy(controls: boolean): SweepGivenBy | null {
  const run = useLab((s) => shownRun(s.experiment));
  const [known, know] = useState<{ readonly run: ShownRun; readonly given: SweepGivenBy } | null>(null);
  useEffect(() => {
    if (!run || !controls) return undefined;
    let gone = false;
    const take = (given: SweepGivenBy): void => void (gone || know({ run, given }));
    controlsOf(run).then(take, () => take(NOT_FETCHED));
    return () => void (gone = true);
  }, [run, controls]);
  if (!controls) return NONE;
  return known?.run === run ? (known?.given ?? null) : null;
}
