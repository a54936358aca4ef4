/** The dose of a push in another unit. */
import type { Directions } from '../direction';
import { mean } from '../moments';
import type { Unit } from '../units';

/** The length that one unit of α has in the residual stream, averaged over the band; null where it is not known. */
export function unitLength(directions: Directions | null, [first, last]: readonly [number, number], unit: Unit): number | null {
  if (unit === 'raw') return 1;
  const lengths = directions?.[unit].slice(first, last + 1) ?? [];
  return lengths.length > 0 ? mean(lengths) : null;
}

/** The same total dose in another unit, or null where that is not known. */
export function convert(
  alpha: number,
  from: Unit,
  to: Unit,
  directions: Directions | null,
  band: readonly [number, number],
): number | null {
  const [a, b] = [unitLength(directions, band, from), unitLength(directions, band, to)];
  return a === null || b === null || b === 0 ? null : (alpha * a) / b;
}
