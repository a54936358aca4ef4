/** Who writes: servers with the interface of OpenAI's chats, and the loaded model; several take turns. */
import { changeWriteForm } from '../../../app/lower-actions';
import type { FormSource, WriteForm } from '../../../experiment/write-pairs/file';
import { useLab } from '../../useLab';
import { SourceRow } from './SourceRow';
import { t } from '../../../language/t';

export function Sources({ form: { sources } }: { readonly form: WriteForm }) {
  const writing = useLab((s) => s.writing?.work.status === 'writing');
  const put = (next: readonly FormSource[]): void => changeWriteForm({ sources: next });
  const add = (): void => {
    const n = Math.max(0, ...sources.map(({ id }) => Number(/\d+$/.exec(id)?.[0] ?? 0))) + 1;
    put([...sources, { id: `source-${n}`, kind: 'endpoint', base: '', model: '' }]);
  };
  return (
    <fieldset className="write-names" disabled={writing} data-testid="sources">
      <legend>{t`Who writes`}</legend>
      <ol className="write-sources">
        {sources.map((source, i) => (
          <SourceRow
            key={source.id}
            source={source}
            n={i + 1}
            onChange={(next) => put(sources.with(i, next))}
            onRemove={sources.length > 1 ? () => put(sources.toSpliced(i, 1)) : null}
          />
        ))}
      </ol>
      <div className="actions write-more">
        <button type="button" className="quiet" data-testid="add-source" onClick={add}>{t`Add a source`}</button>
        {sources.length > 1 && (
          <span className="quiet-line">{t`They take turns, pair by pair; both sides of a pair are written by one of them.`}</span>
        )}
      </div>
      <p className="quiet-line write-more">{t`A key stands in the memory of this page until you leave it. It goes to the server beside it and nowhere else: no file, link or disk has it. Whoever runs that server reads the situations and instructions.`}</p>
    </fieldset>
  );
}
