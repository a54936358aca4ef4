/** Files of vectors before they are taken: what each holds, what they come to, and what of it a person can say otherwise. */
import { useEffect, useRef } from 'react';
import { acceptVectors, cancelVectors, changeVectors } from '../../app/lower-actions';
import type { VectorsState } from '../../app/store';
import type { VectorsPreview } from '../../experiment/vectors/preview';
import { forget } from '../parts/forget';
import { brief, count } from '../parts/format';
import { NameField } from '../parts/NameField';
import { VectorFileRow } from './VectorFileRow';
import { foundLine, saidLine } from './vector-words';
import { RefusedNote } from '../parts/RefusedNote';
import { t } from '../../language/t';

/** Files whose scale and block can be said one by one; of more the rest is as their names say. */
const MOST_ROWS = 8;

export function VectorsScreen({ state: { files, preview, busy } }: { readonly state: VectorsState }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever brought a file is led to what was found in it.
  useEffect(() => heading.current?.focus(), [files]);
  const names = files.map(({ name }) => brief(name, 60));
  return (
    <section className="vectors-screen" aria-label={t`Open vectors`} aria-busy={busy} data-testid="vectors">
      <h3 className="vectors-name" ref={heading} tabIndex={-1} dir="auto">
        {names.slice(0, 4).join(', ')}
        {names.length > 4 && t`, and ${names.length - 4} more`}
      </h3>
      {preview ? <Found preview={preview} /> : <p role="status">{t`Reading…`}</p>}
      <div className="actions">
        {preview && (
          <button
            type="button"
            className="primary"
            data-testid="vectors-accept"
            disabled={busy || preview.found === null}
            onClick={() => forget(acceptVectors())}
          >{t`Use these directions`}</button>
        )}
        <button type="button" data-testid="vectors-cancel" onClick={cancelVectors}>{t`Leave it`}</button>
      </div>
    </section>
  );
}

function Found({ preview }: { readonly preview: VectorsPreview }) {
  const { choice, files, found, refused } = preview;
  const numbered = files.some(({ rows }) => rows === null);
  return (
    <>
      <p>{t`Nothing is taken before you say so.`}</p>
      {files.slice(0, MOST_ROWS).map((file, i) => (
        <VectorFileRow
          key={i}
          file={file}
          choice={choice.files[i]!}
          onChange={(next) => forget(changeVectors({ files: choice.files.with(i, next) }))}
        />
      ))}
      {files.length > MOST_ROWS && (
        <p className="quiet-line">{t`And ${count(files.length - MOST_ROWS, 'more file')}, each at the block of its name, with scale 1.`}</p>
      )}
      <NameField label={t`called`} value={choice.name} longest={120} onChange={(name) => forget(changeVectors({ name }))} />
      {numbered && (
        <label className="check">
          <input
            type="checkbox"
            checked={choice.hiddenStates}
            onChange={({ target }) => forget(changeVectors({ hiddenStates: target.checked }))}
          />
          <span>{t`the numbers are those of hidden_states (Hugging Face), where 12 is after block 11`}</span>
        </label>
      )}
      <p role="status" data-testid="vectors-found">
        {found && foundLine(found)}
      </p>
      <p className="quiet-line">{saidLine(files)}</p>
      <RefusedNote refused={refused} testId="vectors-refused" />
    </>
  );
}
