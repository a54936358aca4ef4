/** One button that makes the first screen real: load the model, read the texts with it, write the answers anew. */
import { lazy, Suspense } from 'react';
import { allTextsOf, contrastOf } from '../../lab/contrast';
import { forcedDevice, loadModel, runExperiment } from '../../app/actions';
import { provenanceOf } from '../../app/store';
import { shownRun } from '../../experiment/shown';
import { forget } from '../parts/forget';
import { brief, bytes, count } from '../parts/format';
import { To } from '../parts/To';
import { bytesLine } from '../model/bytesLine';
import { programHere } from '../model/program';
import { TourButton } from '../tour/TourButton';
import { useLab } from '../useLab';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

/** Comes with what writes: nobody can before a model is loaded. */
const WriteAnew = lazy(() => import('./WriteAnew'));

export function NextStep() {
  const status = useLab((s) => s.model.status);
  return (
    <p className="opening-next" data-testid="opening-next">
      {status === 'none' || status === 'failed' ? <Load /> : status === 'loading' ? <Loading /> : <Loaded />}
    </p>
  );
}

function Load() {
  const isIn = useLab((s) => s.lesson !== null);
  const entry = useLab((s) => s.catalogue.find(({ embedded }) => embedded));
  const failed = useLab((s) => s.model.status === 'failed');
  if (!entry) return null;
  const program = programHere(forcedDevice);
  const size = entry.bytes;
  return (
    <>
      <button
        type="button"
        className="primary"
        data-testid="opening-load"
        onClick={() => forget(loadModel(entry.id, { device: forcedDevice }))}
      >
        {t`Make it real: load ${brief(entry.name)}`}
        {size !== null && ` (${bytes(size + (program ?? 0))}${program === null ? '' : t` with the program that runs it`})`}
      </button>{' '}
      <span className="quiet-line">
        {failed ? (
          <>{rich`It could not be loaded: the reason stands in ${(<To place="model" />)}.`}</>
        ) : (
          <>
            {rich`Until then everything here is recorded. Another model: ${(<To place="model" />)}.`}{' '}
            {!isIn && (
              <>{rich`With questions: ${(<To place="lessons">{t`lessons`}</To>)}. New here? Take the ${(<TourButton className="link">{t`tour`}</TourButton>)}.`}</>
            )}
          </>
        )}
      </span>
    </>
  );
}

function Loading() {
  const event = useLab((s) => (s.model.status === 'loading' ? s.model.event : null));
  const line = bytesLine(event);
  return (
    <span role="status">
      {rich`The model is being loaded; the details stand in ${(<To place="model" />)}.`}
      {line !== null && (
        <>
          <br />
          <span className="numbers">{line}</span>
        </>
      )}
    </span>
  );
}

function Loaded() {
  const run = useLab((s) => s.run);
  const live = useLab((s) => {
    const isOwn = provenanceOf(s) === 'live' || provenanceOf(s) === 'kept';
    return isOwn && s.set.status === 'ready' && shownRun(s.experiment)?.set.hash === s.set.hash;
  });
  const texts = useLab((s) => (s.set.status === 'ready' ? allTextsOf(contrastOf(s.set.set)).length + s.set.set.scored.length : null));
  const passed = useLab((s) => s.model.status === 'ready' && s.model.info.selfTest.passed);
  if (run.status === 'running')
    return <span role="status" className="numbers">{t`Reading: ${run.done} of ${count(run.of, 'text')}.`}</span>;
  if (!live)
    return (
      <button
        type="button"
        className="primary"
        data-testid="opening-run"
        disabled={!passed || texts === null}
        onClick={() => forget(runExperiment())}
      >{t`Read the ${texts === null ? t`texts` : count(texts, 'text')} with the loaded model`}</button>
    );
  return (
    <Suspense>
      <WriteAnew />
    </Suspense>
  );
}
