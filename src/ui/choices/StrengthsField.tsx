/** Strengths as they are written, with what is wrong with them below, or how a comma was read that may be a decimal one. */
import { commaHint } from '../parts/decimal-comma';
import { t } from '../../language/t';

interface Props {
  /** Of the input, and its test id. */
  readonly id: string;
  readonly value: string;
  readonly problem: string | null;
  readonly disabled: boolean;
  readonly onChange: (text: string) => void;
}

export function StrengthsField({ id, value, problem, disabled, onChange }: Props) {
  return (
    <span className="field">
      <label htmlFor={id}>{t`Strengths`}</label>
      <input
        id={id}
        data-testid={id}
        value={value}
        disabled={disabled}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.target.value)}
      />
      <span id={`${id}-note`} role="status" className="field-note">
        {problem ?? commaHint(value)}
      </span>
    </span>
  );
}
