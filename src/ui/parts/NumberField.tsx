/**
 * A number with its label. What is typed stays a draft until Enter or until the field is left; then it is taken, and where it had to be
 * changed a live region says so. The arrows of the field take effect at once. Escape drops the draft.
 */
import { useEffect, useId, useState } from 'react';
import type { FormEvent, KeyboardEvent } from 'react';
import type { TermId } from '../glossary';
import { taken } from './taken';
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
  /** What else a number will change, as a sentence; empty where nothing. */
  further?: (value: number) => string;
  disabled?: boolean;
}

export function NumberField({
  label,
  term,
  value,
  min,
  max,
  step = 1,
  whole = step === 1,
  onChange,
  further = () => '',
  disabled = false,
}: Props) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const take = (text: string): void => {
    const { value: next, note: said } = taken(text, { min, max, whole }, value);
    setDraft(null);
    settled(() => setNote([said, further(next)].filter(Boolean).join(' ')));
    if (next !== value) onChange(next);
  };
  const input = (event: FormEvent<HTMLInputElement>): void => {
    const text = event.currentTarget.value;
    if (isTyped(event.nativeEvent)) {
      setDraft(text);
      setNote('');
    } else take(text);
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && draft !== null) take(draft);
    if (event.key === 'Escape') setDraft(null);
  };
  // The note takes room of its own, so that it covers no other field; the next click removes it, once it has arrived.
  useEffect(() => {
    if (note === '') return undefined;
    const clear = (): void => setNote('');
    addEventListener('click', clear);
    return () => removeEventListener('click', clear);
  }, [note]);
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
        aria-describedby={note ? `${id}-note` : undefined}
        onChange={input}
        onKeyDown={key}
        onBlur={() => draft !== null && take(draft)}
      />
      <span id={`${id}-note`} role="status" className="field-note">
        {note}
      </span>
    </span>
  );
}

/** Does it at once; where a pointer is pressed, after its click has arrived: what comes moves things away from under it. */
function settled(work: () => void): void {
  if (!document.querySelector(':active')) work();
  else addEventListener('pointerup', () => setTimeout(work), { once: true });
}

/** Arrow keys and the little arrows of a number field send an event without a kind of input (Firefox: a replacement). */
const isTyped = (event: Event): boolean => {
  const kind = (event as Partial<InputEvent>).inputType ?? '';
  return kind !== '' && kind !== 'insertReplacementText';
};
