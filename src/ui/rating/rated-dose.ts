/** What the strengths of rated answers mean as doses: lengths of the directions, and the damage that was measured. Pure. */
import { isEven } from '../../experiment/answer';
import { damageKnown } from '../../experiment/damage-known';
import { labDirections } from '../../experiment/directions';
import { byId, type Experiment } from '../../experiment/experiment';
import type { PushKind } from '../../experiment/ratings-asked';
import { poolingOf } from '../../experiment/shown';
import type { RatedDose } from './RatedFigure';

/** null for what is not added: the amount of a cap or a floor is no dose. */
export function ratedDose(
  { edit, beside, control, model }: PushKind,
  { directions, analyses, answers, damages }: Pick<Experiment, 'directions' | 'analyses' | 'answers' | 'damages'>,
): RatedDose | null {
  if (edit?.op !== 'add') return null;
  const record = byId(directions, edit.directions);
  const known = damageKnown({ answers, damages }, { ...edit, edits: beside, isModel: ({ id }) => id === model });
  // Damage is that of a push at every position.
  const even = isEven({ ...edit, amount: 0 });
  return {
    ...{ directions: (record && labDirections(record)) ?? null, band: edit.band, unit: edit.unit },
    damage: (alpha) => (even ? known(alpha, control) : NaN),
    pooling: record ? poolingOf(record, analyses) : null,
  };
}
