/** Where model files come from: the Hub, a mirror of it, or the workshop's own laptop. */
import { useState, type SyntheticEvent } from 'react';
import { errorData } from '../../error';
import { setHub } from '../../app/actions';
import { DEFAULT_HUB } from '../../hub/catalogue';
import { Fold } from '../parts/Fold';
import { useLab } from '../useLab';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

export function HubField() {
  const hub = useLab((s) => s.hub);
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  const take = (text: string): void => {
    try {
      setHub(text);
      setDraft(null);
      setProblem('');
    } catch (error) {
      const { message, hint } = errorData(error);
      setProblem(`${message} ${hint}`);
    }
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (draft !== null) take(draft);
  };
  return (
    <Fold
      id="hub"
      className="hub"
      testId="hub"
      title={<>{rich`Files come from ${(<span data-testid="hub-now">{new URL(hub).host}</span>)}`}</>}
    >
      <form className="repo-fields" onSubmit={submit}>
        <label className="field">
          <span>{t`Hub`}</span>
          <input
            type="url"
            data-testid="hub-field"
            size={32}
            value={draft ?? hub}
            onChange={(event) => (setDraft(event.target.value), setProblem(''))}
          />
        </label>
        <button type="submit" data-testid="use-hub" disabled={draft === null || draft.trim() === hub}>{t`Use this hub`}</button>
        {hub !== DEFAULT_HUB && (
          <button type="button" className="quiet" onClick={() => take(DEFAULT_HUB)}>{t`Back to ${new URL(DEFAULT_HUB).host}`}</button>
        )}
      </form>
      {problem !== '' && <p role="alert">{problem}</p>}
      <p className="quiet-line">{rich`Any server that keeps its files under ${(<code>{'{hub}/{repository}/resolve/{revision}/{file}'}</code>)} and allows this page to read them (CORS). This browser remembers it.`}</p>
    </Fold>
  );
}
