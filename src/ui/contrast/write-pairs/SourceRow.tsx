/** One source: what kind, and of a server its address, the name of the model and the key. */
import { useEffect, useEffectEvent } from 'react';
import { setSourceKey } from '../../../app/lower-actions';
import type { FormSource } from '../../../experiment/write-pairs/file';
import { Select } from '../../parts/Select';
import { useLab } from '../../useLab';
import { t } from '../../../language/t';
import { rich } from '../../parts/rich';
import { To } from '../../parts/To';

interface Props {
  readonly source: FormSource;
  readonly n: number;
  readonly onChange: (next: FormSource) => void;
  /** null where it is the only one. */
  readonly onRemove: (() => void) | null;
}

export function SourceRow({ source, n, onChange, onRemove }: Props) {
  const { id, kind } = source;
  return (
    <li>
      <fieldset>
        <legend>{t`Source ${n}`}</legend>
        <div className="write-names">
          <Select
            label={t`kind`}
            value={kind}
            options={[
              ['endpoint', t`a server`],
              ['loaded', t`the loaded model`],
            ]}
            onChange={(next) => onChange(next === 'loaded' ? { id, kind: next } : { id, kind: next, base: '', model: '' })}
          />
          {source.kind === 'loaded' ? (
            <LoadedModel />
          ) : (
            <ServerFields source={source} onChange={onChange} onKey={(key) => setSourceKey(id, key)} />
          )}
        </div>
        {onRemove && <button type="button" className="quiet" onClick={onRemove}>{t`Remove source ${n}`}</button>}
      </fieldset>
    </li>
  );
}

function LoadedModel() {
  const name = useLab((s) => (s.model.status === 'ready' ? s.model.info.id : null));
  return (
    <p className="quiet-line">
      {name === null
        ? rich`No model is loaded: load one in ${(<To place="model" />)}.`
        : rich`${(<bdi>{name}</bdi>)}, left alone: no push. Small models write poorly.`}
    </p>
  );
}

interface ServerProps {
  readonly source: { readonly id: string; readonly kind: 'endpoint'; readonly base: string; readonly model: string };
  readonly onChange: (next: ServerProps['source']) => void;
  readonly onKey: (key: string) => void;
}

/** What llama.cpp's server in Python has as its address. */
const EXAMPLE = t`http://localhost:8000/v1`;

/**
 * The key is in this field and in the app's memory, and in no state of the page: React writes the value of a field that it controls into
 * the markup, too, so that this one holds its own. The key goes with the field.
 */
export function ServerFields({ source, onChange, onKey }: ServerProps) {
  const forgetKey = useEffectEvent(() => onKey(''));
  useEffect(() => () => forgetKey(), []);
  return (
    <>
      <label className="field">
        <span>{t`address`}</span>
        <input
          type="url"
          spellCheck={false}
          autoComplete="off"
          maxLength={2000}
          placeholder={EXAMPLE}
          value={source.base}
          onChange={(event) => onChange({ ...source, base: event.target.value })}
        />
      </label>
      <label className="field">
        <span>{t`name of the model there`}</span>
        <input
          type="text"
          spellCheck={false}
          autoComplete="off"
          maxLength={200}
          value={source.model}
          onChange={(event) => onChange({ ...source, model: event.target.value })}
        />
      </label>
      <label className="field">
        <span>{t`key, if it wants one`}</span>
        <input type="password" autoComplete="off" spellCheck={false} maxLength={4096} onChange={(event) => onKey(event.target.value)} />
      </label>
    </>
  );
}
