/** A name that is taken once it is written, not with each letter. */
import { useState } from 'react';

interface Props {
  readonly label: string;
  readonly value: string;
  /** Letters. */
  readonly longest: number;
  /** An emptied field counts; else the name of before comes back. */
  readonly mayBeEmpty?: boolean;
  readonly onChange: (value: string) => void;
}

export function NameField({ label, value, longest, mayBeEmpty = false, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const done = (): void => {
    if (typed !== null && (mayBeEmpty || typed.trim() !== '') && typed !== value) onChange(typed);
    setTyped(null);
  };
  return (
    <label className="field">
      <span>{label}</span>
      <input
        type="text"
        value={typed ?? value}
        maxLength={longest}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={done}
        onKeyDown={(event) => event.key === 'Enter' && done()}
      />
    </label>
  );
}
