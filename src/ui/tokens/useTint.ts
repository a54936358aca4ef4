/** Where the two kinds of text lie at a block, along directions of the experiment. */
import { useMemo } from 'react';
import { byId } from '../../experiment/experiment';
import { useLab } from '../useLab';
import type { TintScale } from './pieces';

/** null where the directions are not known, or carry no scale. */
export function useTint(along: string | null, layer: number): TintScale | null {
  const scales = useLab((s) => byId(s.experiment.directions, along)?.scale ?? null);
  return useMemo(() => scales && { midpoint: scales.midpoint[layer] ?? NaN, separation: scales.separation[layer] ?? NaN }, [scales, layer]);
}
