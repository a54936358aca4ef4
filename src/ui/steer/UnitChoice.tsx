/** The unit of α, and the same dose in the other units. */
import { setSteering } from '../../app/actions';
import { shownBand } from '../../app/shown-blocks';
import { shownRun } from '../../experiment/shown';
import { convert } from '../../lab/report/dose';
import type { Unit } from '../../lab/units';
import { useLab } from '../useLab';
import { Choice } from '../parts/Choice';
import { Term } from '../parts/Term';
import { doseText, inUnit } from './dose';
import { t } from '../../language/t';

const UNITS = [
  { value: 'separation', label: t`separations`, title: t`1 moves a text as far as the two kinds lie apart` },
  { value: 'norm', label: t`residual norm`, title: t`a share of the mean length of the training texts’ pooled residuals` },
  { value: 'raw', label: t`raw`, title: t`lengths of the residual stream, as published` },
] as const;

export function UnitChoice() {
  const { alpha, unit } = useLab((s) => s.experiment.view.steering);
  const band = useLab(shownBand);
  const directions = useLab((s) => shownRun(s.experiment)?.directions ?? null);
  const changeUnit = (next: Unit): void => setSteering({ unit: next, alpha: inUnit(alpha, unit, next, directions, band) });
  const same = UNITS.filter((other) => other.value !== unit).flatMap((other) => {
    const value = convert(alpha, unit, other.value, directions, band);
    return value === null || alpha === 0 ? [] : [doseText(value, other.value)];
  });

  return (
    <div className="actions">
      <Choice label={<Term id="alpha-unit">{t`Unit`}</Term>} value={unit} options={UNITS} onChange={changeUnit} />
      {same.length > 0 && <span className="quiet-line numbers">{t`the same dose: ${same.join(', ')}`}</span>}
    </div>
  );
}
