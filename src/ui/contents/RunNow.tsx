/** Run from anywhere on the page, and how far it has come; without a model, the way to one. It never loads one by itself. */
import { runExperiment, stopRun } from '../../app/actions';
import { forget } from '../parts/forget';
import { goTo } from '../parts/goTo';
import { StopButton } from '../parts/StopButton';
import { useKeptFocus } from '../parts/useKeptFocus';
import { RunBar } from '../run/RunBar';
import { useMissing } from '../run/useMissing';
import { useLab } from '../useLab';
import { t } from '../../language/t';

export function RunNow() {
  const running = useLab((s) => s.run.status === 'running');
  const stopping = useLab((s) => s.run.status === 'running' && s.run.stopping);
  const focus = useKeptFocus<HTMLDivElement>();
  return (
    <div className="contents-run" role="group" aria-label={t`Run`} {...focus}>
      {running ? (
        <>
          <RunBar />
          <StopButton testId="stop-run" stopping={stopping} onStop={stopRun} />
        </>
      ) : (
        <Begin />
      )}
    </div>
  );
}

function Begin() {
  const model = useLab((s) => s.model.status);
  const missing = useMissing();
  if (model !== 'ready')
    return (
      <button key="load" type="button" data-testid="to-model" onClick={() => goTo('model')}>
        {model === 'loading' ? t`Loading…` : t`Load the model`}
      </button>
    );
  return (
    <button
      key="run"
      type="button"
      className="primary"
      data-testid="run-button"
      disabled={missing !== null}
      aria-describedby="run-note"
      onClick={() => forget(runExperiment())}
    >{t`Run`}</button>
  );
}
