/** Where the upright bar of a row of dots stands. */
import { meanKnown } from '../../lab/report/means';
import type { Dot } from './layout';

/** Mean of the dots that have been read; null where none has. */
export function meanOf(dots: readonly Dot[]): number | null {
  const mean = meanKnown(dots.map(({ x }) => x));
  return Number.isNaN(mean) ? null : mean;
}
