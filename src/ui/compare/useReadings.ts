/** The sets that this browser has read like the run on show. */
import { useEffect, useState } from 'react';
import { setsReadLike } from '../../app/lower-actions';
import type { ShownRun } from '../../experiment/shown';
import type { WholeReading } from '../../storage/readings';
import { useLab } from '../useLab';

/** What the disk has; read anew after a run, and when another analysis is shown. null until it is known. */
export function useReadings(run: ShownRun): readonly WholeReading[] | null {
  const running = useLab((s) => s.run.status);
  const [known, know] = useState<readonly WholeReading[] | null>(null);
  useEffect(() => {
    let gone = false;
    void setsReadLike(run).then((readings) => gone || know(readings));
    return () => void (gone = true);
  }, [run, running]);
  return known;
}
