/** The axis of doses: α in one of its units, or the damage that a push of that strength does. Pure. */
import type { Directions } from '../../lab/direction';
import { convert } from '../../lab/report/dose';
import type { Unit } from '../../lab/units';
import { UNITS_SAID } from '../steer/dose';
import { t } from '../../language/t';

export type Axis = Unit | 'damage';
export const AXES = [
  { value: 'separation', label: t`separations` },
  { value: 'norm', label: t`residual norm` },
  { value: 'raw', label: t`raw` },
  { value: 'damage', label: t`damage`, title: t`KL per token, with the sign of α: the fair way to compare` },
] as const;

/** What the directions say of doses: their lengths, the blocks and the unit that were asked in. */
export interface Dosed {
  readonly directions: Directions | null;
  readonly band: readonly [number, number];
  readonly unit: Unit;
}

/**
 * The dose of a strength on an axis; NaN where it is not known, and on the axis of damage for α = 0 where edits beside it cost something:
 * damage stands there with the sign of α, which 0 has not. `damage`: in nats per token.
 */
export function doseOf(alpha: number, damage: number | undefined, axis: Axis, { directions, band, unit }: Dosed): number {
  if (alpha === 0) return axis === 'damage' && damage ? NaN : 0;
  if (axis === 'damage') return Math.sign(alpha) * (damage ?? NaN);
  if (axis === unit) return alpha;
  return convert(alpha, unit, axis, directions, band) ?? NaN;
}

/** What stands at the axis. */
export const axisName = (axis: Axis): string => (axis === 'damage' ? t`damage (nats per token)` : `α (${UNITS_SAID[axis]})`);

/** The axis in a title. `over`: "blocks 10–19". */
export const axisSaid = (axis: Axis, over: string): string =>
  axis === 'damage' ? t`damage in nats per token, with the sign of α` : t`α in ${UNITS_SAID[axis]} over ${over}`;
