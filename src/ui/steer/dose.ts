/** How far the α slider reaches in each unit, and the same dose said in another unit. Pure. */
import type { Directions } from '../../lab/direction';
import { convert } from '../../lab/report/dose';
import type { Unit } from '../../lab/units';
import { compact, signed } from '../parts/format';

/** Six separations each way: beyond that language breaks down on the models we know. */
const REACH = 6;

export interface Range {
  max: number;
  step: number;
}

/**
 * About ±6 separations in every unit, rounded up to a 1, 2 or 5; where damage was measured, the size that it suggests (`suggested`, in
 * `unit`), rounded up to two digits.
 */
export function range(unit: Unit, directions: Directions | null, band: readonly [number, number], suggested: number | null = null): Range {
  if (suggested !== null && suggested > 0) {
    const power = 10 ** (Math.floor(Math.log10(suggested)) - 1);
    const max = Number((Math.ceil(Number((suggested / power).toPrecision(9))) * power).toPrecision(2));
    return { max, step: Number((max / 50).toPrecision(1)) };
  }
  if (unit === 'separation') return { max: REACH, step: 0.25 };
  const reach = convert(REACH, 'separation', unit, directions, band) ?? (unit === 'raw' ? 20 : 1);
  const power = 10 ** Math.floor(Math.log10(reach));
  const max = Number((power * ([1, 2, 5, 10].find((factor) => factor * power >= reach) ?? 10)).toPrecision(1));
  return { max, step: Number((max / 50).toPrecision(1)) };
}

/**
 * The strength after a change of unit. The dose stays what it was: it is not moved to a step of the slider, and there and back again
 * gives the same number. Where the dose is not known in both units, the slider stays about where it is.
 */
export function inUnit(alpha: number, from: Unit, to: Unit, directions: Directions | null, band: readonly [number, number]): number {
  const same = convert(alpha, from, to, directions, band);
  if (same !== null) return Number(same.toPrecision(12));
  const next = range(to, directions, band);
  return snap((alpha / range(from, directions, band).max) * next.max, next);
}

/** To the slider's step and inside its range, without the tails of binary fractions. */
export function snap(alpha: number, { max, step }: Range): number {
  return Number((Math.max(-max, Math.min(max, Math.round(alpha / step) * step)) || 0).toPrecision(6));
}

export const UNIT_NAMES: Record<Unit, string> = { raw: 'raw', separation: 'separations', norm: 'of the residual norm' };

/** Units as the object of "α in …". */
export const UNITS_SAID: Record<Unit, string> = { raw: 'raw units', separation: 'separations', norm: 'residual norms' };

/** "+3.0 separations", "−0.12 of the residual norm", "0". */
export function doseText(alpha: number, unit: Unit): string {
  if (alpha === 0) return '0';
  if (unit === 'separation') {
    const shown = Number(alpha.toFixed(2));
    // A strength from another unit may be too small for two digits.
    if (shown !== 0) return `${signed(shown, shown % 0.5 === 0 ? 1 : 2)} separations`;
  }
  return `${alpha > 0 ? '+' : ''}${compact(alpha)} ${UNIT_NAMES[unit]}`;
}

export const bandText = ([first, last]: readonly [number, number]): string =>
  first === last ? `block ${first}` : `blocks ${first}–${last}`;

/** Eight strengths around zero: as far left as right, one step beyond, and no push at all. */
export const sweepAlphas = (alpha: number): number[] =>
  [-1, -2 / 3, -1 / 3, 0, 1 / 3, 2 / 3, 1, 4 / 3].map((share) => Number((share * Math.abs(alpha)).toPrecision(4)) || 0);
