/** Names of the set that a file becomes, and of its two sides. */
import { changeImport } from '../../../app/lower-actions';
import type { ImportChoice } from '../../../formats/import/choice';
import { forget } from '../../parts/forget';
import { NameField } from '../../parts/NameField';
import { t } from '../../../language/t';

export function ImportNames({ choice }: { readonly choice: ImportChoice }) {
  const { name, concept } = choice;
  const setConcept = (part: Partial<ImportChoice['concept']>): void => forget(changeImport({ concept: { ...concept, ...part } }));
  return (
    <fieldset className="import-columns">
      <legend>{t`What it is called`}</legend>
      <NameField mayBeEmpty longest={200} label={t`set`} value={name} onChange={(value) => forget(changeImport({ name: value }))} />
      {(choice.use === 'pairs' || choice.use === 'classes') && (
        <>
          <NameField mayBeEmpty longest={200} label={t`concept`} value={concept.name} onChange={(value) => setConcept({ name: value })} />
          <NameField
            mayBeEmpty
            longest={200}
            label={t`positive side is called`}
            value={concept.positive}
            onChange={(positive) => setConcept({ positive })}
          />
          <NameField
            mayBeEmpty
            longest={200}
            label={t`negative side is called`}
            value={concept.negative}
            onChange={(negative) => setConcept({ negative })}
          />
        </>
      )}
    </fieldset>
  );
}
