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

/** Nats: a push is too far where one token in twenty is moved by more. */
export const DAMAGE_LIMIT = 1;

/**
 * The size of push to stay under, from what was measured: by the first rule that holds of each sign, and the smaller of the two.
 * Damage is 0 without a push and taken as straight between two measured strengths; where it first passes the limit, the dose ends. Where no
 * measured strength passes it, the largest that was measured is as far as anybody knows. null where nothing was measured.
 */
export function suggestedDose(measured: readonly { readonly alpha: number; readonly p95: number }[]): number | null {
  const ends = ([1, -1] as const).flatMap((sign) => {
    const side = measured
      .filter(({ alpha }) => alpha * sign > 0)
      .map(({ alpha, p95 }) => ({ size: Math.abs(alpha), p95 }))
      .sort((a, b) => a.size - b.size);
    return side.length === 0 ? [] : [endOf(side)];
  });
  return ends.length === 0 ? null : Math.min(...ends);
}

function endOf(side: readonly { readonly size: number; readonly p95: number }[]): number {
  let before = { size: 0, p95: 0 };
  for (const one of side) {
    // Numbers that broke off (NaN) are beyond any limit.
    if (Number.isNaN(one.p95)) return before.size;
    if (one.p95 > DAMAGE_LIMIT) return before.size + ((one.size - before.size) * (DAMAGE_LIMIT - before.p95)) / (one.p95 - before.p95);
    before = one;
  }
  return before.size;
}
