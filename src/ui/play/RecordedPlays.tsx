/** The games that come with the page: fetched once somebody looks, and said to be recorded where they stand. */
import { useMemo } from 'react';
import { lookAtPlays } from '../../app/actions';
import { fileOf } from '../../experiment/recorded';
import { shownRun } from '../../experiment/shown';
import { forget } from '../parts/forget';
import { count, date } from '../parts/format';
import { WhenSeen } from '../parts/WhenSeen';
import { modelName } from '../provenance';
import { useLab } from '../useLab';
import { t } from '../../language/t';

const FILE = fileOf({ kind: 'plays' });
const look = (): void => forget(lookAtPlays());

/** Fetches them once it is seen. */
export function LookAtPlays() {
  const run = useLab((s) => shownRun(s.experiment)?.id ?? '');
  return <WhenSeen of={run} onSeen={look} />;
}

export function RecordedPlays() {
  const part = useLab((s) => s.parts[FILE]);
  const plays = useLab((s) => s.experiment.plays);
  const origins = useLab((s) => s.origins);
  const recorded = useMemo(() => plays.filter(({ id }) => origins[id] === 'recorded'), [plays, origins]);
  const catalogue = useLab((s) => s.catalogue);
  const last = recorded.at(-1);
  return (
    <>
      <LookAtPlays />
      {part === 'coming' && <p className="quiet-line" role="status">{t`Fetching the recorded games…`}</p>}
      {typeof part === 'object' && (
        <p className="quiet-line" role="alert" data-testid="plays-part-missing">
          {part.message} {part.hint} <button type="button" onClick={look}>{t`Try again`}</button>
        </p>
      )}
      {last && (
        <p className="quiet-line" data-testid="plays-recorded">
          {t`${count(recorded.length, 'game')} of ${last.model ? modelName(catalogue, last.model) : t`a model`}, recorded on ${date(last.at)}; nobody played them here. Yours stand beside them.`}
        </p>
      )}
    </>
  );
}
