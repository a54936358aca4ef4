/** A number with its label. Half-typed values stay in the field; only valid ones reach the store, and what is wrong with the others is said. */
import { useId, useState } from 'react';
import type { TermId } from '../glossary';
import { Term } from './Term';

interface Props {
  label: string;
  /** Explains the label. */
  term?: TermId;
  value: number;
  min: number;
  max: number;
  step?: number;
  /** Default: where the step is 1. */
  whole?: boolean;
  onChange: (value: number) => void;
  disabled?: boolean;
}

export function NumberField({ label, term, value, min, max, step = 1, whole = step === 1, onChange, disabled = false }: Props) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const valid = (text: string): boolean => {
    const next = Number(text);
    return text.trim() !== '' && next >= min && next <= max && (!whole || Number.isInteger(next));
  };
  const wrong = draft !== null && !valid(draft);
  const type = (text: string): void => {
    setDraft(text);
    if (valid(text)) onChange(Number(text));
  };
  // The glossary button stands beside the label, not in it: a label names the first control inside itself.
  return (
    <span className="field">
      {term ? (
        <span>
          <Term id={term}>{label}</Term>
        </span>
      ) : (
        <label htmlFor={id}>{label}</label>
      )}
      <input
        id={id}
        type="number"
        inputMode="decimal"
        value={draft ?? String(value)}
        min={min}
        max={max}
        step={step}
        disabled={disabled}
        aria-label={term ? label : undefined}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={(event) => type(event.target.value)}
        onBlur={() => setDraft(null)}
      />
      {wrong && (
        <small id={`${id}-wrong`} role="alert">
          {whole ? 'a whole number, ' : ''}
          {min} to {max}
        </small>
      )}
    </span>
  );
}
