/** A name that is taken once it is written, not with each letter. */
import { useState } from 'react';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function NameField({ label, value, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const done = (): void => {
    if (typed !== null && typed.trim() !== '' && typed !== value) onChange(typed);
    setTyped(null);
  };
  return (
    <label className="field">
      <span>{label}</span>
      <input
        type="text"
        value={typed ?? value}
        maxLength={120}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={done}
        onKeyDown={(event) => event.key === 'Enter' && done()}
      />
    </label>
  );
}
