/** One push beside none, or eight strengths at once; and Stop. */
import { steer, stopSteer } from '../../app/lower-actions';
import { useLab } from '../useLab';
import { forget } from '../parts/forget';
import { fixed } from '../parts/format';
import { StopButton } from '../parts/StopButton';
import { To } from '../parts/To';
import { useKeptFocus } from '../parts/useKeptFocus';
import { sweepAlphas } from './dose';
import { NO_MODEL, useMissing } from './useMissing';
import { t } from '../../language/t';

export function SteerButtons() {
  const running = useLab((s) => s.steer.status === 'running');
  const stopping = useLab((s) => s.steer.status === 'running' && s.steer.stopping);
  const alpha = useLab((s) => s.experiment.view.steering.alpha);
  const note = useLab((s) => (s.steer.status === 'idle' ? s.steer.note : null));
  const missing = useMissing(true);
  const focus = useKeptFocus<HTMLDivElement>();
  return (
    <div className="actions steer-actions" {...focus}>
      {running ? (
        <StopButton testId="stop-steer" stopping={stopping} onStop={stopSteer} />
      ) : (
        <>
          <button
            type="button"
            className="primary"
            data-testid="steer-button"
            disabled={missing !== null}
            onClick={() => forget(steer(alpha === 0 ? [0] : [0, alpha]))}
          >{t`Steer`}</button>
          <button
            type="button"
            data-testid="sweep-button"
            disabled={missing !== null || alpha === 0}
            title={alpha === 0 ? t`Choose a strength other than 0 first` : t`Eight strengths in one batch, from −α to 4/3 α`}
            onClick={() => forget(steer(sweepAlphas(alpha)))}
          >{t`Sweep eight strengths`}</button>
        </>
      )}
      <Speed />
      {note !== null && (
        <span className="quiet-line" role="status" data-testid="steer-note">
          {note}
        </span>
      )}
      {missing !== null && !running && (
        <span className="quiet-line">
          {missing} {missing === NO_MODEL && <To place="model" />}
        </span>
      )}
    </div>
  );
}

function Speed() {
  const speed = useLab((s) => s.steer.tokensPerSecond);
  const tokens = useLab((s) => (s.steer.status === 'running' ? s.steer.tokens : null));
  return (
    <span className="numbers quiet-line" data-testid="tokens-per-second" data-value={speed ?? ''}>
      {speed === null ? '' : t`${fixed(speed, 1)} tokens per second`}
      {tokens === null ? '' : t` · ${tokens} so far`}
    </span>
  );
}
