/** A model of the hub by its repository, revision and data type. */
import { DTYPES } from '../../hub/catalogue';
import { t } from '../../language/t';

export interface Repo {
  repo: string;
  revision: string;
  dtype: string;
  /** The .onnx file, where the repository has it elsewhere than its dtype says. */
  graph?: string;
}

export const NO_REPO: Repo = { repo: '', revision: 'main', dtype: 'q4' };

/** `testId` goes before the names of the three fields. */
export function RepoFields({ value, onChange, testId }: { value: Repo; onChange: (value: Repo) => void; testId: string }) {
  return (
    <div className="repo-fields" role="group" aria-label={t`A repository on the hub`}>
      <label className="field">
        <span>{t`Repository`}</span>
        <input
          type="text"
          data-testid={`${testId}-repo`}
          placeholder={t`owner/name`}
          spellCheck={false}
          autoCapitalize="none"
          size={26}
          value={value.repo}
          onChange={(event) => onChange({ ...goByDtype(value), repo: event.target.value.trim() })}
        />
      </label>
      <label className="field">
        <span>{t`Revision`}</span>
        <input
          type="text"
          data-testid={`${testId}-revision`}
          spellCheck={false}
          autoCapitalize="none"
          size={10}
          value={value.revision}
          onChange={(event) => onChange({ ...goByDtype(value), revision: event.target.value.trim() })}
        />
      </label>
      <label className="field">
        <span>{t`Data type`}</span>
        <select
          data-testid={`${testId}-dtype`}
          value={value.dtype}
          onChange={(event) => onChange({ ...goByDtype(value), dtype: event.target.value })}
        >
          {DTYPES.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      {value.graph !== undefined && (
        <span className="quiet-line">
          {t`Graph: ${value.graph}`}{' '}
          <button
            type="button"
            className="link"
            data-testid={`${testId}-by-dtype`}
            onClick={() => onChange(goByDtype(value))}
          >{t`go by data type instead`}</button>
        </span>
      )}
    </div>
  );
}

/** Another repository or data type has another graph. */
function goByDtype({ repo, revision, dtype }: Repo): Repo {
  return { repo, revision, dtype };
}
