/** Names of the set that a file becomes, and of its two sides. */
import { useState } from 'react';
import { changeImport } from '../../../app/actions';
import type { ImportChoice } from '../../../formats/import/choice';
import { forget } from '../../parts/forget';
import { t } from '../../../language/t';

export function ImportNames({ choice }: { readonly choice: ImportChoice }) {
  const { name, concept } = choice;
  const setConcept = (part: Partial<ImportChoice['concept']>): void => forget(changeImport({ concept: { ...concept, ...part } }));
  return (
    <fieldset className="import-columns">
      <legend>{t`What it is called`}</legend>
      <Name label={t`set`} value={name} onChange={(value) => forget(changeImport({ name: value }))} />
      {(choice.use === 'pairs' || choice.use === 'classes') && (
        <>
          <Name label={t`concept`} value={concept.name} onChange={(value) => setConcept({ name: value })} />
          <Name label={t`positive side is called`} value={concept.positive} onChange={(positive) => setConcept({ positive })} />
          <Name label={t`negative side is called`} value={concept.negative} onChange={(negative) => setConcept({ negative })} />
        </>
      )}
    </fieldset>
  );
}

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The file is looked at again once the name is written, not with each letter. */
function Name({ label, value, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const done = (): void => {
    if (typed !== null && typed !== value) onChange(typed);
    setTyped(null);
  };
  return (
    <label className="field">
      <span>{label}</span>
      <input
        type="text"
        value={typed ?? value}
        maxLength={200}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={done}
        onKeyDown={(event) => event.key === 'Enter' && done()}
      />
    </label>
  );
}
