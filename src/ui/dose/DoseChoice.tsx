/** The switch of a dose axis, what its norm is of, and why nothing can be drawn on an axis where that is so. */
import type { KeptPooling } from '../../experiment/capture';
import { Choice } from '../parts/Choice';
import { AXES, type Axis } from './axis';
import { normText } from './norm-text';
import { t } from '../../language/t';

interface Props {
  readonly value: Axis;
  readonly onChange: (axis: Axis) => void;
  /** Of the analysis that found the directions; null where it is not known. */
  readonly pooling: KeptPooling | null;
  /** Strengths other than 0 whose dose on this axis is known, and how many there are. */
  readonly known: number;
  readonly of: number;
  /** Controls that this axis has no place for, what each is called; none by default. */
  readonly without?: readonly string[];
}

export function DoseChoice({ value, onChange, pooling, known, of, without = [] }: Props) {
  const missing = of - known;
  return (
    <>
      <Choice label={t`Dose in`} value={value} options={AXES} onChange={onChange} />
      {value === 'norm' && (
        <p className="quiet-line" data-testid="norm-of">
          {normText(pooling)}
        </p>
      )}
      {missing > 0 && (
        <p className="quiet-line" data-testid="dose-unknown">
          {value === 'damage'
            ? t`Damage has been measured for ${known === 0 ? t`none of these` : t`${known} of these ${of}`} strengths; a sweep measures it.`
            : t`These directions carry no lengths to tell that unit by.`}
        </p>
      )}
      {value === 'damage' && known > 0 && (
        <p className="quiet-line" data-testid="dose-of">
          {t`It was measured at the tokens of answers that a sweep had kept, to prompts of that sweep.`}
          {without.length > 0 && ` ${t`Not drawn, for theirs was not measured: ${without.join(', ')}.`}`}
        </p>
      )}
    </>
  );
}
