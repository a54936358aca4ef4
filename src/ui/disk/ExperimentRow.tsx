/** An experiment kept off the page, one that others took the place of or a damaged one: downloaded as it is, or deleted. */
import type { ReactNode } from 'react';
import type { Session } from '../../storage/session';
import { brief, bytes } from '../parts/format';
import { saveFile } from '../parts/saveFile';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

const KINDS = {
  older: { name: t`Earlier experiment`, note: '', letters: 100, download: t`Download`, file: 'eia-lab-earlier.json' },
  damaged: {
    name: t`Damaged experiment`,
    note: t` · it could not be opened, and is kept as it is`,
    letters: 60,
    download: t`Download it as it is`,
    file: 'eia-lab-damaged.json',
  },
} as const;

interface Props {
  readonly kind: keyof typeof KINDS;
  readonly kept: Pick<Session, 'name' | 'experiment'>;
  /** Does one piece of work and says what it says. */
  readonly work: (what: () => Promise<string>) => void;
  readonly onRemove: () => Promise<void>;
  /** What else can be done with it, before the other buttons; `what` it is. */
  readonly children?: (what: string) => ReactNode;
}

export function ExperimentRow({ kind, kept, work, onRemove, children }: Props) {
  const { name, note, letters, download, file } = KINDS[kind];
  const what = brief(kept.name ?? t`of before`, letters);
  const called = name.toLowerCase();
  return (
    <li data-testid={`${kind}-experiment`}>
      <span className="stored-name">
        {name}: {what}
      </span>{' '}
      <span className="quiet-line">
        {bytes(new Blob([kept.experiment]).size)}
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
            confirm(t`Delete the ${called} (${what})? It cannot be had again.`) &&
            work(async () => (await onRemove(), t`The ${called} was deleted.`))
          }
        >{rich`Delete${(<span className="visually-hidden"> {t`the ${called} ${what}`}</span>)}`}</button>
      </span>
    </li>
  );
}
