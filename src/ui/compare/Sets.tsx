/** The sets that this browser has read like the run on show, each trained on and each tested on, at the shown block. */
import { useEffect, useRef, useState } from 'react';
import { addRecorded } from '../../app/actions';
import { compareSets } from '../../app/lower-actions';
import { errorData } from '../../error';
import type { ShownRun } from '../../experiment/shown';
import { trainTestsOf, type TrainTestRecord } from '../../experiment/train-test';
import type { WholeReading } from '../../storage/readings';
import { brief, count } from '../parts/format';
import { forget } from '../parts/forget';
import { StopButton } from '../parts/StopButton';
import { Term } from '../parts/Term';
import { originLine } from '../provenance';
import { moreIsRecorded } from '../run/AnalysisChoice';
import { METHOD_NAMES, POOLING_NAMES, foundText } from '../run/found-by';
import { useShown } from '../shown';
import { useLab } from '../useLab';
import { SetsFigure } from './SetsFigure';
import { TooFew } from './TooFew';
import { useReadings } from './useReadings';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

type Work =
  { readonly status: 'idle'; readonly note: string | null } | { readonly status: 'running'; readonly done: number; readonly of: number };

export function Sets({ layer }: { readonly layer: number }) {
  const { run } = useShown('auroc');
  return run ? <SetsOf run={run} layer={layer} /> : <p className="quiet-line">{t`Nothing has been read yet.`}</p>;
}

function SetsOf({ run, layer }: { readonly run: ShownRun; readonly layer: number }) {
  const readings = useReadings(run);
  const experiment = useLab((s) => s.experiment);
  const recorded = useLab(moreIsRecorded);
  const made = trainTestsOf(experiment, { model: run.model, how: run.reading.how, ...run.spec });
  const [work, setWork] = useState<Work>({ status: 'idle', note: null });
  const stop = useRef<AbortController>(null);
  useEffect(() => () => stop.current?.abort(), []);

  async function compare(sets: readonly WholeReading[]): Promise<void> {
    const own = (stop.current = new AbortController());
    setWork({ status: 'running', done: 0, of: 2 * sets.length });
    try {
      const onStep = (done: number, of: number): void => setWork({ status: 'running', done, of });
      await compareSets(sets, run, { signal: own.signal, onStep });
      setWork({ status: 'idle', note: null });
    } catch (error) {
      const { code, message } = errorData(error);
      setWork({ status: 'idle', note: code === 'cancelled' ? null : t`The sets could not be compared: ${message}` });
    }
  }

  return (
    <>
      <p className="figure-note">
        {rich`Does a direction found in one set tell the texts of another apart? Sets that this model has read in the same way are ${(<Term id="train-test">{t`trained on, and tested on`}</Term>)} each other, at the shown block (${METHOD_NAMES[run.spec.method]}, ${POOLING_NAMES[run.spec.pooling]}).`}
        {run.spec.withoutMean && t` The directions are as they were found: the mean of neutral texts is in them here.`}
      </p>
      {made.length === 0 && recorded && (
        <p>
          <button type="button" data-testid="recorded-matrix" onClick={() => forget(addRecorded())}>{t`Show the recorded matrix`}</button>
        </p>
      )}
      {made.toReversed().map((matrix) => (
        <Matrix key={matrix.id} matrix={matrix} layer={layer} />
      ))}
      {readings && readings.length < 2 && <TooFew readings={readings} matrices={made.length} />}
      {readings && readings.length > 1 && (
        <p>
          {work.status === 'running' ? (
            <>
              <span role="status">{progressLine(work.done, work.of / 2)}</span>{' '}
              <StopButton className="quiet" onStop={() => stop.current?.abort()} />
            </>
          ) : (
            <button
              type="button"
              data-testid="compare-read"
              onClick={() => forget(compare(readings))}
            >{t`Compare the sets that were read`}</button>
          )}{' '}
          <span className="quiet-line">
            {count(readings.length, 'set')}: {readings.map((one) => `“${brief(nameOf(one), 40)}”`).join(', ')}.
          </span>
        </p>
      )}
      {work.status === 'idle' && work.note && <p role="alert">{work.note}</p>}
    </>
  );
}

const nameOf = ({ reading }: WholeReading): string => reading.scenarios.name;
const progressLine = (done: number, sets: number): string =>
  done < sets ? t`Finding directions: set ${done + 1} of ${sets}.` : t`Testing: set ${Math.min(done - sets + 1, sets)} of ${sets}.`;

/** One matrix, with where it came from. */
function Matrix({ matrix, layer }: { readonly matrix: TrainTestRecord; readonly layer: number }) {
  const catalogue = useLab((s) => s.catalogue);
  const provenance = useLab((s) => s.origins[matrix.id] ?? 'opened');
  const { at, model, method, pooling, how } = matrix;
  const way = foundText({ method, pooling, template: how.template });
  const made = { catalogue, provenance, stamp: model, recordedAt: at, part: null, running: false };
  const origin = originLine({ ...made, set: null, way, version: __VERSION__ });
  return <SetsFigure found={matrix} layer={layer} origin={origin} />;
}
