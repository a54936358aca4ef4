/** What loading is doing: five phases, bytes of total, time left, and a way out. */
import type { LoadEvent } from '../../protocol';
import { cancelLoad } from '../../state/actions';
import { useLab } from '../../state/store';
import { bytes, seconds, timeLeft } from '../parts/format';

const PHASES: readonly [LoadEvent['phase'], string][] = [
  ['files', 'Fetch the files'],
  ['instrument', 'Add taps to the graph'],
  ['widen', 'Widen the weights'],
  ['session', 'Start the runtime'],
  ['self-test', 'Test the instrument'],
];

export function LoadProgress({ id, event }: { id: string; event: LoadEvent | null }) {
  const name = useLab((s) => s.catalogue.find((model) => model.id === id)?.name) ?? id;
  const now = event ? PHASES.findIndex(([phase]) => phase === event.phase) : 0;
  const known = event !== null && event.total > 0;
  return (
    <div className="loading" data-testid="load-progress" data-phase={event?.phase ?? 'files'}>
      <ol className="phases">
        {PHASES.map(([phase, label], i) => (
          <li key={phase} className={i < now ? 'done' : i === now ? 'now' : ''} aria-current={i === now ? 'step' : undefined}>
            {label}
          </li>
        ))}
      </ol>
      <progress aria-label={`Loading ${name}`} max={known ? event.total : 1} {...(known ? { value: event.bytes } : {})} />
      <p className="progress-line">
        <span className="numbers">{describe(event) ?? `${PHASES[now]?.[1] ?? 'Starting'}…`}</span>
        <button type="button" data-testid="cancel-load" onClick={cancelLoad}>
          Cancel
        </button>
      </p>
    </div>
  );
}

/** Bytes, total, rate and time left, as far as each is known; null outside the download. */
function describe(event: LoadEvent | null): string | null {
  if (event?.phase !== 'files') return null;
  const { bytes: done, total, secondsLeft, rate, source } = event;
  if (event.waitSeconds !== undefined) return `${done > 0 ? `${bytes(done)} so far · ` : ''}the server did not answer as it should; next try in ${seconds(Math.max(1, event.waitSeconds))}`;
  if (source === 'other-tab') return 'Another tab of this page is fetching this model; waiting for it.';
  const amount = total > 0 ? `${bytes(done)} of ${bytes(total)}` : done > 0 ? `${bytes(done)}, the total is not known yet` : null;
  if (amount === null) return null;
  if (source === 'disk') return `${amount} · from this disk`;
  if (source === 'folder') return `${amount} · from the folder`;
  return [amount, rate ? `${bytes(rate)} a second` : null, total > 0 ? timeLeft(secondsLeft) : null].filter(Boolean).join(' · ');
}
