/** Files of activations before they are taken: whose they are, of which texts, and which poolings are read. */
import { useEffect, useRef } from 'react';
import { acceptActivations, cancelActivations, changeActivations } from '../../app/lower-actions';
import type { ActivationsState } from '../../app/store';
import type { ActivationsPreview } from '../../experiment/activations/look';
import { forget } from '../parts/forget';
import { brief, bytes } from '../parts/format';
import { NameField } from '../parts/NameField';
import { RefusedNote } from '../parts/RefusedNote';
import { Select } from '../parts/Select';
import { POOLING_NAMES } from '../run/found-by';
import { othersLine, textsLine, toldBy, whoseLine } from './activation-words';
import { t } from '../../language/t';

interface Props {
  readonly state: ActivationsState;
  /** A run is under way: what is on show stays until it ends. */
  readonly running: boolean;
}

export function ActivationsScreen({ state: { files, preview, busy, share }, running }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever brought a file is led to what was found in it.
  useEffect(() => heading.current?.focus(), [files]);
  const names = files.map(({ name }) => brief(name, 60));
  return (
    <section className="activations-screen" aria-label={t`Open activations`} aria-busy={busy} data-testid="activations">
      <h4 ref={heading} tabIndex={-1} dir="auto">
        {names.slice(0, 4).join(', ')}
        {names.length > 4 && t`, and ${names.length - 4} more`}
      </h4>
      {preview ? <Found preview={preview} /> : <p role="status">{t`Reading…`}</p>}
      {share !== null && <progress aria-label={t`Activations read`} value={share} max={1} />}
      <div className="actions">
        {preview && (
          <button
            type="button"
            className="primary"
            data-testid="activations-accept"
            disabled={busy || running || preview.found === null}
            onClick={() => forget(acceptActivations())}
          >{t`Analyse them`}</button>
        )}
        <button type="button" data-testid="activations-cancel" onClick={cancelActivations}>{t`Leave it`}</button>
      </div>
    </section>
  );
}

function Found({ preview }: { readonly preview: ActivationsPreview }) {
  const { choice, poolings, found, has, refused } = preview;
  const change = (next: Parameters<typeof changeActivations>[0]): void => forget(changeActivations(next));
  return (
    <>
      <p>{t`Nothing is taken before you say so; what is on show stays until then.`}</p>
      <p data-testid="activations-whose">{whoseLine(preview)}</p>
      <p role="status" data-testid="activations-texts">
        {found && textsLine(found, preview)}
      </p>
      <fieldset className="activations-poolings">
        <legend>{t`Poolings that are read`}</legend>
        {poolings.map(({ name, type, bytes: size }) => (
          <label key={name} className="check">
            <input
              type="checkbox"
              checked={choice.poolings.includes(name)}
              // One of them stays: without a pooling there is nothing to analyse.
              disabled={choice.poolings.length === 1 && choice.poolings.includes(name)}
              onChange={({ target }) =>
                change({ poolings: target.checked ? [...choice.poolings, name] : choice.poolings.filter((one) => one !== name) })
              }
            />
            <span>{t`${POOLING_NAMES[name]} (${brief(type, 12)}; ${bytes(size)} in memory)`}</span>
          </label>
        ))}
      </fieldset>
      {!has.set && (
        <Select
          label={t`Train and test`}
          value={choice.split}
          options={[
            ...(has.splits ? [['given', t`as the manifest says`] as const] : []),
            ...(has.groups ? [['group', t`whole situations are held out`] as const] : []),
            ['hash', t`a quarter is held out, by the texts`] as const,
          ]}
          onChange={(split) => change({ split })}
        />
      )}
      <NameField label={t`called`} value={choice.name} longest={120} onChange={(name) => change({ name })} />
      <p className="quiet-line">{[toldBy(preview), othersLine(preview)].filter(Boolean).join(' ')}</p>
      <RefusedNote refused={refused} testId="activations-refused" />
    </>
  );
}
