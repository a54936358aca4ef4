/** A number with its label. Half-typed values stay in the field; only valid ones reach the store. */
import { useState } from 'react';
import type { ReactNode } from 'react';

interface Props {
  label: ReactNode;
  /** Read instead of `label` where that is more than words. */
  name?: string;
  value: number;
  min: number;
  max: number;
  step?: number;
  onChange: (value: number) => void;
  disabled?: boolean;
}

export function NumberField({ label, name, value, min, max, step = 1, onChange, disabled = false }: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  const type = (text: string): void => {
    setDraft(text);
    const next = Number(text);
    if (text.trim() !== '' && Number.isFinite(next) && next >= min && next <= max && (step !== 1 || Number.isInteger(next))) onChange(next);
  };
  return (
    <label className="field">
      <span>{label}</span>
      <input
        type="number"
        inputMode="decimal"
        value={draft ?? String(value)}
        min={min}
        max={max}
        step={step}
        disabled={disabled}
        aria-label={name}
        onChange={(event) => type(event.target.value)}
        onBlur={() => setDraft(null)}
      />
    </label>
  );
}
