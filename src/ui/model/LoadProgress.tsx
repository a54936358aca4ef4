/** What loading is doing: five phases, bytes of total, time left, and a way out. */
import type { LoadEvent } from '../../protocol';
import { cancelLoad, forcedDevice } from '../../app/actions';
import { StopButton } from '../parts/StopButton';
import { useLab } from '../useLab';
import { bytesLine, programLine } from './bytesLine';
import { programHere } from './program';
import { t } from '../../language/t';

export const PHASES: readonly [LoadEvent['phase'], string][] = [
  ['files', t`Fetch the files`],
  ['instrument', t`Add taps to the graph`],
  ['widen', t`Widen the weights`],
  ['session', t`Start the runtime`],
  ['self-test', t`Test the instrument`],
];

export function LoadProgress({ id, event }: { id: string; event: LoadEvent | null }) {
  const name = useLab((s) => s.catalogue.find((model) => model.id === id)?.name) ?? id;
  const now = event ? PHASES.findIndex(([phase]) => phase === event.phase) : 0;
  const program = programLine(event?.phase ?? 'files', programHere(forcedDevice));
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
      <progress aria-label={t`Loading ${name}`} max={known ? event.total : 1} {...(known ? { value: event.bytes } : {})} />
      <p className="progress-line">
        <span className="numbers">{bytesLine(event) ?? `${PHASES[now]?.[1] ?? 'Starting'}…`}</span>
        <StopButton testId="cancel-load" className="" onStop={cancelLoad}>{t`Cancel`}</StopButton>
      </p>
      {program && (
        <p className="quiet-line" data-testid="program-line">
          {program}
        </p>
      )}
    </div>
  );
}
