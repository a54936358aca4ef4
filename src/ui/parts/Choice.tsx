/** A few options side by side, one chosen: radio buttons that look like a switch. */
import { useId } from 'react';
import type { ReactNode } from 'react';

interface Props<T extends string> {
  label: ReactNode;
  value: T;
  /** An option that is disabled says why in its `title`. */
  options: readonly { value: T; label: string; title?: string; disabled?: boolean }[];
  onChange: (value: T) => void;
  disabled?: boolean;
}

export function Choice<T extends string>({ label, value, options, onChange, disabled = false }: Props<T>) {
  const name = useId();
  return (
    <fieldset className="choice" disabled={disabled}>
      <legend>{label}</legend>
      <span className="choice-options">
        {options.map((option) => (
          <label key={option.value} title={option.title}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </span>
    </fieldset>
  );
}
