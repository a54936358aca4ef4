/** The recorded answers to every prompt of the set, fetched once somebody looks at the sweep. */
import { useMemo } from 'react';
import { lookAtSweep } from '../../app/actions';
import { fileOf, sweepOf } from '../../experiment/recorded';
import { shippedOf } from '../../experiment/shipped';
import { shownRun } from '../../experiment/shown';
import { forget } from '../parts/forget';
import { WhenSeen } from '../parts/WhenSeen';
import { useLab } from '../useLab';
import { t } from '../../language/t';

const look = (): void => forget(lookAtSweep());

export function RecordedSweep() {
  const run = useLab((s) => shownRun(s.experiment));
  const all = useLab((s) => s.parts);
  const parts = useMemo(() => {
    const set = run && shippedOf(run.set.set);
    return set ? sweepOf(set, run.set.set.prompts).map((part) => all[fileOf(part)]) : [];
  }, [run, all]);
  const failed = parts.find((part) => typeof part === 'object');
  return (
    <>
      <WhenSeen of={run?.id ?? ''} onSeen={look} />
      {parts.includes('coming') && <p className="quiet-line" role="status">{t`Fetching the recorded answers…`}</p>}
      {failed && (
        <p className="quiet-line" role="alert" data-testid="sweep-part-missing">
          {failed.message} {failed.hint} <button type="button" onClick={look}>{t`Try again`}</button>
        </p>
      )}
    </>
  );
}
