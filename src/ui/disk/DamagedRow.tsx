/** An experiment on this disk that could not be opened any more: downloaded as it is, or deleted. */
import type { KeptSession } from '../../app/kept-session';
import { brief, bytes } from '../parts/format';
import { saveFile } from '../parts/saveFile';

interface Props {
  readonly damaged: KeptSession['damaged'][number];
  /** Does one piece of work and says what it says. */
  readonly work: (what: () => Promise<string>) => void;
  readonly onRemove: () => Promise<void>;
}

export function DamagedRow({ damaged: { name, experiment }, work, onRemove }: Props) {
  const what = brief(name);
  return (
    <li data-testid="damaged-experiment">
      <span className="stored-name">Damaged experiment: {what}</span>{' '}
      <span className="quiet-line">{bytes(experiment.length)} · it could not be opened, and is kept as it is</span>
      <span className="actions">
        <button type="button" data-testid="download-damaged" onClick={() => saveFile(experiment, 'eia-lab-damaged.json')}>
          Download it as it is<span className="visually-hidden">: {what}</span>
        </button>
        <button
          type="button"
          className="quiet"
          data-testid="delete-damaged"
          onClick={() =>
            confirm(`Delete the damaged experiment (${what})? It cannot be had again.`) &&
            work(async () => (await onRemove(), 'The damaged experiment was deleted.'))
          }
        >
          Delete<span className="visually-hidden"> the damaged experiment {what}</span>
        </button>
      </span>
    </li>
  );
}
