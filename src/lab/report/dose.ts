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

/** How far pushes of one sign may go. */
export interface DoseEnd {
  /** Where damage passes the limit, or the last measured size before numbers broke off; else the largest that was measured. */
  readonly size: number;
  /** The limit was reached. Where it was not, `size` is only as far as anybody has looked. */
  readonly reached: boolean;
}

/** Of pushes along the direction and against it; null where no push of that sign was measured. */
export interface SuggestedDose {
  readonly up: DoseEnd | null;
  readonly down: DoseEnd | null;
  /** The 95th percentile at strength 0, where that was measured: what is done beside every push costs so much by itself. */
  readonly alone?: number;
}

/**
 * Up to where pushes of each sign keep to the limit, from what was measured. Damage is 0 without a push, unless
 * it was measured there (beside edits), and taken as straight between two measured strengths; where it first passes the limit, the dose
 * ends. null where no push was measured.
 */
export function suggestedDose(measured: readonly { readonly alpha: number; readonly p95: number }[]): SuggestedDose | null {
  const alone = measured.find(({ alpha }) => alpha === 0)?.p95;
  const endOf = (sign: 1 | -1): DoseEnd | null => {
    const side = measured
      .filter(({ alpha }) => alpha * sign > 0)
      .map(({ alpha, p95 }) => ({ size: Math.abs(alpha), p95 }))
      .sort((a, b) => a.size - b.size);
    return side.length === 0 ? null : endAmong(alone ?? 0, side);
  };
  const [up, down] = [endOf(1), endOf(-1)];
  return up || down ? { up, down, ...(alone !== undefined && { alone }) } : null;
}

function endAmong(alone: number, side: readonly { readonly size: number; readonly p95: number }[]): DoseEnd {
  if (!(alone <= DAMAGE_LIMIT)) return { size: 0, reached: true };
  let before = { size: 0, p95: alone };
  for (const one of side) {
    // Numbers that broke off (NaN) are beyond any limit.
    if (Number.isNaN(one.p95)) return { size: before.size, reached: true };
    if (one.p95 > DAMAGE_LIMIT) {
      const share = (DAMAGE_LIMIT - before.p95) / (one.p95 - before.p95);
      return { size: before.size + (one.size - before.size) * share, reached: true };
    }
    before = one;
  }
  return { size: before.size, reached: false };
}
