/** How much of the direction is the mean of neutral texts, and the choice to take that out: an analysis of its own, one click away. */
import { useEffect, useState } from 'react';
import { hasNeutral, takeMeanOut } from '../../app/actions';
import type { ShownRun } from '../../experiment/shown';
import { sameButMean } from '../../experiment/updates';
import { print, valueAt } from '../parts/columns';
import { forget } from '../parts/forget';
import { Term } from '../parts/Term';
import { useLab } from '../useLab';
import { howToRead } from './needs-texts';
import { useAround } from './useAround';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

export function MeanOut({ run, layer }: { readonly run: ShownRun; readonly layer: number }) {
  const out = run.spec.withoutMean ?? false;
  const other = useLab((s) => sameButMean(s.experiment, run.id) !== undefined);
  const busy = useLab((s) => s.run.status === 'running' || s.steer.status === 'running');
  const here = useNeutral(run);
  const around = useAround(run);
  const gathering = useLab((s) => s.evidence.status === 'running' && s.evidence.analysis === run.id);
  const ready = run.complete && (other || here);
  const carrier = run.table.carrier ? print('carrier', valueAt(run.table, 'carrier', layer)) : null;
  return (
    <p className="quiet-line" data-testid="mean-out" data-out={out}>
      {rich`${(<Term id="carrier">{t`Carrier`}</Term>)} of block ${layer}${carrier === null ? t`: not known yet. ` : `: ${carrier}${out ? t`, the mean of neutral texts taken out. ` : '. '}`}`}
      <button
        type="button"
        className="quiet"
        data-testid="take-mean-out"
        disabled={!ready || busy}
        aria-describedby={ready ? undefined : 'mean-out-why'}
        onClick={() => forget(takeMeanOut(!out))}
      >
        {out ? t`Put the mean back` : t`Take the mean out`}
      </button>
      {!ready && (
        <span id="mean-out-why">
          {' '}
          {run.model.elsewhere
            ? t`It needs neutral texts as that model reads them, which a file of activations does not have.`
            : t`It needs the neutral texts as this model reads them${
                gathering
                  ? t`, which are read now.`
                  : around.stopped
                    ? t`; reading them was stopped, and “Go on” under the curve reads the rest.`
                    : t`: ${howToRead(run, around)}; they are read after the run.`
              }`}
        </span>
      )}
    </p>
  );
}

/** Whether the neutral texts of a run are kept in this browser; looked at again when evidence has come. */
function useNeutral({ reading, evidence }: ShownRun): boolean {
  const [of, setOf] = useState<string | null>(null);
  const carrier = evidence?.table.carrier;
  useEffect(() => {
    let current = true;
    forget(hasNeutral(reading.name).then((there) => current && setOf(there ? reading.name : null)));
    return () => void (current = false);
  }, [reading.name, carrier]);
  return of !== null && of === reading.name;
}
