/** Which line is which direction, and along which of them tint and values are: one choice for all answers beside each other. */
import { useId } from 'react';
import type { ReadLine } from './lines';
import { t } from '../../language/t';

interface Props {
  readonly lines: readonly ReadLine[];
  readonly picked: ReadLine;
  /** "Without a push". */
  readonly answer: string;
  readonly onPick: (directions: string | null) => void;
}

export function LineNames({ lines, picked, answer, onPick }: Props) {
  const group = useId();
  return (
    <fieldset className="line-names" data-testid="line-names">
      <legend className="visually-hidden">{t`Tint and values of “${answer}” along`}</legend>
      {lines.map((line, i) => (
        <label key={line.directions ?? ''} className="check">
          <input type="radio" name={group} checked={line === picked} onChange={() => onPick(line.directions)} />
          <svg viewBox="0 0 24 6" aria-hidden="true">
            <line className={`drift-line drift-line-${i % 4}`} x1={0} x2={24} y1={3} y2={3} />
          </svg>
          <bdi>{line.name}</bdi>
          {line.scale === null && <span className="quiet-line">{t`no midpoint, so no line`}</span>}
        </label>
      ))}
    </fieldset>
  );
}
