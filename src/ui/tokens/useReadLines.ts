/** An answer along the directions that it was read along, named as everywhere on the page. */
import { useMemo } from 'react';
import { namesOf } from '../run/direction-names';
import type { SteeredText } from '../../experiment/shown';
import { useLab } from '../useLab';
import { readLines, type ReadLine } from './lines';

/** `along`: the directions that pushed it; null where they are not known. */
export function useReadLines(text: SteeredText, along: string | null, layer: number): readonly ReadLine[] {
  const records = useLab((s) => s.experiment.directions);
  const analyses = useLab((s) => s.experiment.analyses);
  const readings = useLab((s) => s.experiment.readings);
  const { scores, rereadScores, also } = text;
  const names = useMemo(() => namesOf(records, { analyses, readings }), [records, analyses, readings]);
  return useMemo(
    () => readLines({ scores, rereadScores, also }, along, layer, records, names),
    [scores, rereadScores, also, along, layer, records, names],
  );
}
