/** What the set, its concept and both sides are called, and what asks for each side. */
import { changeDraft } from '../../../app/lower-actions';
import type { Draft } from '../../../experiment/draft/draft';
import { t } from '../../../language/t';

export function DraftNames({ draft }: { readonly draft: Draft }) {
  const { name, about, licence, concept, asking } = draft;
  const put = (fields: Partial<Draft>): void => changeDraft((now) => ({ ...now, ...fields }));
  const putConcept = (fields: Partial<Draft['concept']>): void =>
    changeDraft((now) => ({ ...now, concept: { ...now.concept, ...fields } }));
  const putAsking = (fields: Partial<Draft['asking']>): void => changeDraft((now) => ({ ...now, asking: { ...now.asking, ...fields } }));
  return (
    <fieldset className="write-names">
      <legend>{t`What it is called`}</legend>
      <Line label={t`set`} value={name} example={t`Patience`} onChange={(value) => put({ name: value })} />
      <Line label={t`concept`} value={concept.name} example={t`patience`} onChange={(value) => putConcept({ name: value })} />
      <Line label={t`side that shows it`} value={concept.positive} example={t`patient`} onChange={(positive) => putConcept({ positive })} />
      <Line label={t`other side`} value={concept.negative} example={t`hasty`} onChange={(negative) => putConcept({ negative })} />
      <details className="write-more">
        <summary>{t`More: about, licence, asking for a side`}</summary>
        <div className="write-names">
          <Line label={t`about the set`} value={about} example={t`who wrote it, and how`} onChange={(value) => put({ about: value })} />
          <Line label={t`licence`} value={licence} example="CC BY 4.0" onChange={(value) => put({ licence: value })} />
          <Line
            label={t`a sentence that asks for the side that shows it`}
            value={asking.positive}
            example={t`Take all the time that is needed.`}
            onChange={(positive) => putAsking({ positive })}
          />
          <Line
            label={t`and for the other side`}
            value={asking.negative}
            example={t`Be as quick as you can.`}
            onChange={(negative) => putAsking({ negative })}
          />
        </div>
      </details>
    </fieldset>
  );
}

interface LineProps {
  readonly label: string;
  readonly value: string;
  /** Shown while the field is empty. */
  readonly example: string;
  readonly onChange: (value: string) => void;
}

function Line({ label, value, example, onChange }: LineProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        type="text"
        dir="auto"
        value={value}
        placeholder={example}
        maxLength={2000}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
