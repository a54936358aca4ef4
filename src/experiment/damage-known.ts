/** The damage that was measured of pushes along some directions, by strength. Pure. */
import { damageOf } from '../lab/damage';
import { editsKey, type Edit } from './answer';
import { isTurned, type Control } from './control';
import { byId, type Experiment } from './experiment';
import type { ModelStamp } from './stamp';
import { damagedCell, type SweepWay } from './sweep';
import { samplingKey } from './ways';

/** Along which directions, over which blocks, in which unit, of which model. */
export interface DamagedAlong extends Pick<Edit, 'directions' | 'band' | 'unit'>, Partial<Pick<SweepWay, 'template' | 'sampling'>> {
  /** Done beside the push. */
  readonly edits: readonly Edit[];
  readonly isModel: (model: ModelStamp) => boolean;
}

/**
 * Mean KL per token, in nats, of a push of this strength, or of a control of this kind in its place (of random directions all of a size
 * together, whose sign means nothing); NaN where it was not measured.
 */
export type DamageAt = (alpha: number, control: Control['kind'] | null) => number;

/**
 * Damage is measured at the tokens of answers, which were written in some way (template, sampling): in the one that is asked for; else in
 * the one in which that strength was measured last. Two ways are never taken together.
 */
export function damageKnown(
  { answers, damages }: Pick<Experiment, 'answers' | 'damages'>,
  { directions, band, unit, edits: beside, isModel, template, sampling }: DamagedAlong,
): DamageAt {
  const own = damages.flatMap((damage) => {
    const cell = damagedCell(damage, byId(answers, damage.answer));
    if (!cell || !isModel(damage.model)) return [];
    const { row, way } = cell;
    const counts = row.control?.kind !== 'random' || isTurned(row.control);
    const isPush = way.directions === directions && way.unit === unit && String(way.band) === String(band);
    const isWritten = (template ?? way.template) === way.template && (!sampling || samplingKey(sampling) === samplingKey(way.sampling));
    if (!counts || !isPush || !isWritten || editsKey(way.edits) !== editsKey(beside)) return [];
    const written = JSON.stringify([way.template, samplingKey(way.sampling)]);
    return [{ amount: row.amount, kind: row.control?.kind ?? null, kl: damage.kl, written }];
  });
  return (alpha, control) => {
    const wanted = control === 'random' ? Math.abs(alpha) : alpha;
    const there = own.filter(({ amount, kind }) => kind === control && amount === wanted);
    const last = there.filter(({ written }) => written === there.at(-1)!.written);
    return damageOf(last.flatMap(({ kl }) => kl))?.mean ?? NaN;
  };
}
