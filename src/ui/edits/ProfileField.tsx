/** How the blocks of an edit share its dose: a shape by name, or numbers, of which what cannot be taken stays in the field. */
import { useId, useState } from 'react';
import type { Edit } from '../../experiment/answer';
import { commaHint } from '../parts/decimal-comma';
import { parseProfile, profileOf, profileText, SHAPE_NAMES, SHAPES, shapeOf } from './profile';
import { Select } from '../parts/Select';
import { t } from '../../language/t';

interface Props {
  readonly profile: Edit['profile'];
  readonly blocks: number;
  readonly onChange: (profile: Edit['profile']) => void;
}

export function ProfileField({ profile, blocks, onChange }: Props) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  /** Even numbers that a person is about to change have the shape of "evenly" by then, and are still their own. */
  const shape = draft !== null || (profile && shapeOf(profile) === 'own') ? 'own' : shapeOf(profile);
  const text = draft ?? profileText(profile);
  const { problem } = parseProfile(text, blocks);
  return (
    <>
      <Select
        label={t`shared`}
        value={shape}
        options={SHAPES.map((one) => [one, SHAPE_NAMES[one]])}
        onChange={(next) => {
          const own = next === 'own' ? (profile ?? profileOf('own', blocks)) : profileOf(next, blocks);
          setDraft(next === 'own' ? profileText(own) : null);
          onChange(own);
        }}
      />
      {shape === 'own' && (
        <span className="field">
          <label htmlFor={id}>{t`shares of the blocks`}</label>
          <input
            id={id}
            value={text}
            aria-invalid={problem !== null}
            aria-describedby={`${id}-note`}
            onChange={(event) => {
              const { value } = event.target;
              setDraft(value);
              const { profile: next } = parseProfile(value, blocks);
              if (next) onChange(next);
            }}
          />
          <span id={`${id}-note`} role="status" className="field-note">
            {problem ?? commaHint(text)}
          </span>
        </span>
      )}
    </>
  );
}
