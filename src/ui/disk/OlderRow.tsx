/** An experiment that others took the place of: opened again, downloaded, or deleted. */
import type { KeptSession } from '../../app/kept-session';
import { brief, bytes } from '../parts/format';
import { saveFile } from '../parts/saveFile';

interface Props {
  readonly older: KeptSession['older'][number];
  /** Does one piece of work and says what it says. */
  readonly work: (what: () => Promise<string>) => void;
  readonly onOpen: () => Promise<void>;
  readonly onRemove: () => Promise<void>;
}

export function OlderRow({ older: { name = 'of before', experiment }, work, onOpen, onRemove }: Props) {
  const what = brief(name, 100);
  const hidden = <span className="visually-hidden">: {what}</span>;
  return (
    <li data-testid="older-experiment">
      <span className="stored-name">Earlier experiment: {what}</span> <span className="quiet-line">{bytes(experiment.length)}</span>
      <span className="actions">
        <button
          type="button"
          data-testid="open-older"
          onClick={() => work(async () => (await onOpen(), 'The earlier experiment is on the page.'))}
        >
          Open{hidden}
        </button>
        <button type="button" data-testid="download-older" onClick={() => saveFile(experiment, 'eia-lab-earlier.json')}>
          Download{hidden}
        </button>
        <button
          type="button"
          className="quiet"
          data-testid="delete-older"
          onClick={() =>
            confirm(`Delete the earlier experiment (${what})? It cannot be had again.`) &&
            work(async () => (await onRemove(), 'The earlier experiment was deleted.'))
          }
        >
          Delete{hidden}
        </button>
      </span>
    </li>
  );
}
