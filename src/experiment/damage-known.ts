/** The damage that was measured of pushes along some directions, by strength. Pure. */
import { damageOf } from '../lab/damage';
import { editsKey, pushBeside, type Edit } from './answer';
import { isTurned, type Control } from './control';
import type { DamageRecord } from './damage';
import type { ModelStamp } from './stamp';

/** Along which directions, over which blocks, in which unit, of which model. */
export interface DamagedAlong extends Pick<Edit, 'directions' | 'band' | 'unit'> {
  /** Done beside the push. */
  readonly edits: readonly Edit[];
  readonly isModel: (model: ModelStamp) => boolean;
}

/**
 * Mean KL per token, in nats, of a push of this strength, or of a control of this kind in its place (of random directions all of a size
 * together, whose sign means nothing); NaN where it was not measured.
 */
export type DamageAt = (alpha: number, control: Control['kind'] | null) => number;

export function damageKnown(damages: readonly DamageRecord[], { directions, band, unit, edits: beside, isModel }: DamagedAlong): DamageAt {
  const own = damages.flatMap(({ edits, control, kl, model }) => {
    const counts = control?.kind !== 'random' || isTurned(control);
    const pushed = pushBeside(edits);
    if (!counts || !pushed || !isModel(model) || editsKey(pushed.edits) !== editsKey(beside)) return [];
    const { push } = pushed;
    const fits = push.directions === directions && push.unit === unit && String(push.band) === String(band);
    return fits ? [{ amount: push.amount, kind: control?.kind ?? null, kl }] : [];
  });
  return (alpha, control) => {
    const wanted = control === 'random' ? Math.abs(alpha) : alpha;
    return damageOf(own.filter(({ amount, kind }) => kind === control && amount === wanted).flatMap(({ kl }) => kl))?.mean ?? NaN;
  };
}
