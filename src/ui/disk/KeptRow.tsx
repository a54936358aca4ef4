/** What is kept off the page, as others took its place or it is damaged, an experiment or a set: downloaded as it is, or deleted. */
import type { ReactNode } from 'react';
import { brief, bytes } from '../parts/format';
import { saveFile } from '../parts/saveFile';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

const KINDS = {
  older: {
    name: t`Earlier experiment`,
    note: '',
    letters: 100,
    download: t`Download`,
    saved: 'eia-lab-earlier.json',
    row: 'older-experiment',
  },
  set: { name: t`Earlier set`, note: '', letters: 100, download: t`Download`, saved: 'eia-lab-earlier-set.json', row: 'older-set' },
  damaged: {
    name: t`Damaged experiment`,
    note: t` · it could not be opened, and is kept as it is`,
    letters: 60,
    download: t`Download it as it is`,
    saved: 'eia-lab-damaged.json',
    row: 'damaged-experiment',
  },
} as const;

interface Props {
  readonly kind: keyof typeof KINDS;
  /** undefined: an earlier version did not say. */
  readonly name: string | undefined;
  readonly file: string | Blob;
  /** Does one piece of work and says what it says. */
  readonly work: (what: () => Promise<string>) => void;
  readonly onRemove: () => Promise<void>;
  /** What else can be done with it, before the other buttons; `what` it is. */
  readonly children?: (what: string) => ReactNode;
}

export function KeptRow({ kind, name: called, file, work, onRemove, children }: Props) {
  const { name, note, letters, download, saved, row } = KINDS[kind];
  const what = brief(called ?? t`of before`, letters);
  const thing = name.toLowerCase();
  return (
    <li data-testid={row}>
      <span className="stored-name">
        {name}: {what}
      </span>{' '}
      <span className="quiet-line">
        {bytes(new Blob([file]).size)}
        {note}
      </span>
      <span className="actions">
        {children?.(what)}
        <button type="button" data-testid={`download-${kind}`} onClick={() => saveFile(file, saved)}>
          {download}
          <span className="visually-hidden">: {what}</span>
        </button>
        <button
          type="button"
          className="quiet"
          data-testid={`delete-${kind}`}
          onClick={() =>
            confirm(t`Delete the ${thing} (${what})? It cannot be had again.`) &&
            work(async () => (await onRemove(), t`The ${thing} was deleted.`))
          }
        >{rich`Delete${(<span className="visually-hidden"> {t`the ${thing} ${what}`}</span>)}`}</button>
      </span>
    </li>
  );
}
