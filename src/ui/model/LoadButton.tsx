/** Load, with the price said first: known from the catalogue, or asked of the hub by a click of its own. For a model without a web export, how to make one. */
import { useState } from 'react';
import type { CatalogueEntry } from '../../state/catalogue';
import { errorData } from '../../error';
import { readSizes } from '../../state/actions';
import { bytes } from '../parts/format';

export function LoadButton({ entry, onLoad }: { entry: CatalogueEntry; onLoad: () => void }) {
  const [size, setSize] = useState<number | null | 'unknown'>(entry.bytes);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState('');
  if (entry.status === 'no-web-export') {
    return (
      <div className="note" data-testid="exporter">
        <p>{entry.note}</p>
        <p>
          <code>{entry.exporter}</code>
        </p>
        <p>Then choose “Load a folder” in section Keep.</p>
      </div>
    );
  }
  const ask = () => {
    setAsking(true);
    setProblem('');
    readSizes(entry.id)
      .then((files) => setSize(files?.reduce<number>((sum, file) => sum + (file.bytes ?? 0), 0) ?? 'unknown'))
      .catch((error: unknown) => {
        const { message, hint } = errorData(error);
        setProblem(`${message} ${hint}`);
      })
      .finally(() => setAsking(false));
  };
  return (
    <>
      {size === null ? (
        <button type="button" data-testid="ask-size" disabled={asking} onClick={ask}>
          {asking ? 'Asking…' : `Ask the hub for the size of ${entry.name}`}
        </button>
      ) : (
        <button type="button" className="primary" data-testid="load-button" onClick={onLoad}>
          Load {entry.name} ({size === 'unknown' ? 'the hub does not say how large' : bytes(size)}, {entry.embedded ? 'included' : 'from the hub'})
        </button>
      )}
      {problem !== '' && <p role="alert">{problem}</p>}
      {!entry.embedded && <p className="quiet-line">{entry.note}</p>}
    </>
  );
}
