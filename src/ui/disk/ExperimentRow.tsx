/** An experiment kept off the page, one that others took the place of or a damaged one: downloaded as it is, or deleted. */
import type { ReactNode } from 'react';
import { brief, bytes } from '../parts/format';
import { saveFile } from '../parts/saveFile';

const KINDS = {
  older: { name: 'Earlier experiment', note: '', letters: 100, download: 'Download', file: 'eia-lab-earlier.json' },
  damaged: {
    name: 'Damaged experiment',
    note: ' · it could not be opened, and is kept as it is',
    letters: 60,
    download: 'Download it as it is',
    file: 'eia-lab-damaged.json',
  },
} as const;

interface Props {
  readonly kind: keyof typeof KINDS;
  readonly kept: { readonly name?: string | undefined; readonly experiment: string };
  /** Does one piece of work and says what it says. */
  readonly work: (what: () => Promise<string>) => void;
  readonly onRemove: () => Promise<void>;
  /** What else can be done with it, before the other buttons; `what` it is. */
  readonly children?: (what: string) => ReactNode;
}

export function ExperimentRow({ kind, kept, work, onRemove, children }: Props) {
  const { name, note, letters, download, file } = KINDS[kind];
  const what = brief(kept.name ?? 'of before', letters);
  const called = name.toLowerCase();
  return (
    <li data-testid={`${kind}-experiment`}>
      <span className="stored-name">
        {name}: {what}
      </span>{' '}
      <span className="quiet-line">
        {bytes(kept.experiment.length)}
        {note}
      </span>
      <span className="actions">
        {children?.(what)}
        <button type="button" data-testid={`download-${kind}`} onClick={() => saveFile(kept.experiment, file)}>
          {download}
          <span className="visually-hidden">: {what}</span>
        </button>
        <button
          type="button"
          className="quiet"
          data-testid={`delete-${kind}`}
          onClick={() =>
            confirm(`Delete the ${called} (${what})? It cannot be had again.`) &&
            work(async () => (await onRemove(), `The ${called} was deleted.`))
          }
        >
          Delete
          <span className="visually-hidden">
            {' '}
            the {called} {what}
          </span>
        </button>
      </span>
    </li>
  );
}
