/** The last of the steps that make the first screen real: both answers, written by the loaded model. */
import { steer } from '../../app/lower-actions';
import { shownRun } from '../../experiment/shown';
import { forget } from '../parts/forget';
import { To } from '../parts/To';
import { useMissing } from '../steer/useMissing';
import { useLab } from '../useLab';
import { t } from '../../language/t';

export default function WriteAnew() {
  const alpha = useLab((s) => s.experiment.view.steering.alpha);
  const writing = useLab((s) => s.steer.status === 'running');
  const hasRun = useLab((s) => shownRun(s.experiment) !== null);
  const missing = useMissing(true);
  return (
    <>
      <button
        type="button"
        className="primary"
        data-testid="opening-write"
        disabled={missing !== null || writing || !hasRun}
        onClick={() => forget(steer(alpha === 0 ? [0] : [0, alpha]))}
      >
        {writing ? t`Writing…` : t`Write both answers with the loaded model`}
      </button>{' '}
      <span className="quiet-line">{missing ?? <To place="steer" />}</span>
    </>
  );
}
