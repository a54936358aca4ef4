/** The situations of the set, as the model is told of them; each can be left out. */
import { changeDraft, changeWriteForm } from '../../../app/lower-actions';
import { withFields, withRow, type Draft } from '../../../experiment/draft/draft';
import type { WriteForm } from '../../../experiment/write-pairs/file';
import { TextCell } from '../write/fields';
import { t } from '../../../language/t';

interface Props {
  readonly draft: Draft;
  readonly form: WriteForm;
}

export function Situations({ draft: { scenarios }, form: { without } }: Props) {
  return (
    <fieldset className="write-names" data-testid="write-situations">
      <legend>{t`In which situations`}</legend>
      <ol className="write-sources">
        {scenarios.map(({ id, title, objective, person }, i) => {
          const put = (fields: Partial<Draft['scenarios'][number]>): void => changeDraft((now) => withFields(now, 'scenarios', id, fields));
          return (
            <li key={id}>
              <fieldset>
                <legend>{t`Situation ${i + 1}`}</legend>
                <label className="check">
                  <input
                    type="checkbox"
                    checked={!without.includes(id)}
                    onChange={({ target: { checked } }) =>
                      changeWriteForm({ without: checked ? without.filter((one) => one !== id) : [...without, id] })
                    }
                  />
                  <span>{t`write pairs in it`}</span>
                </label>
                <TextCell label={t`name`} rows={1} value={title} onChange={(value) => put({ title: value })} />
                <div className="write-sides">
                  <TextCell label={t`what the task is`} rows={2} value={objective} onChange={(value) => put({ objective: value })} />
                  <TextCell label={t`who needs something`} rows={2} value={person} onChange={(value) => put({ person: value })} />
                </div>
              </fieldset>
            </li>
          );
        })}
      </ol>
      <div className="actions write-more">
        <button
          type="button"
          className="quiet"
          onClick={() => changeDraft((now) => withRow(now, 'scenarios'))}
        >{t`Add a situation`}</button>
      </div>
    </fieldset>
  );
}
