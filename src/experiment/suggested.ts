/** How far a push should go, as far as its damage was measured. */
import { damageOf } from '../lab/damage';
import type { Directions } from '../lab/direction';
import { convert, suggestedDose, type DoseEnd, type SuggestedDose } from '../lab/report/dose';
import type { Unit } from '../lab/units';
import { isEven } from './answer';
import type { DamageRecord } from './damage';

/** Along which directions, over which blocks, of which model. */
export interface PushedAlong {
  readonly directions: string;
  readonly band: readonly [number, number];
  readonly graphHash: string;
}

/**
 * Up to where pushes of each sign keep to the limit of damage, in `unit` (src/lab/report/dose.ts has the rule): by the unit that was
 * measured last, the dose told in the one that is wanted. null where nothing was measured along these directions over this band.
 */
export function suggestedIn(
  damages: readonly DamageRecord[],
  along: PushedAlong,
  unit: Unit,
  lengths: Directions | null,
): SuggestedDose | null {
  const own = damages.flatMap(({ edits: [edit, ...others], control, kl, model }) =>
    edit &&
    others.length === 0 &&
    !control &&
    isEven(edit) &&
    edit.directions === along.directions &&
    String(edit.band) === String(along.band) &&
    model.graphHash === along.graphHash
      ? [{ alpha: edit.amount, unit: edit.unit, kl }]
      : [],
  );
  const measuredIn = own.at(-1)?.unit;
  if (!measuredIn) return null;
  const byAlpha = new Map<number, number[]>();
  for (const one of own) if (one.unit === measuredIn) byAlpha.set(one.alpha, [...(byAlpha.get(one.alpha) ?? []), ...one.kl]);
  const dose = suggestedDose([...byAlpha].map(([alpha, kl]) => ({ alpha, p95: damageOf(kl)?.p95 ?? NaN })));
  if (!dose || convert(1, measuredIn, unit, lengths, along.band) === null) return null;
  const told = (end: DoseEnd | null): DoseEnd | null => end && { ...end, size: convert(end.size, measuredIn, unit, lengths, along.band)! };
  return { up: told(dose.up), down: told(dose.down) };
}
