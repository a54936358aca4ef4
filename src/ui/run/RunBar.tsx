/** Bar, count, time left. */
import { useLab } from '../useLab';
import { count, timeLeft } from '../parts/format';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

export function RunBar() {
  const run = useLab((s) => s.run);
  if (run.status !== 'running') return null;
  return (
    <div className="run-progress" data-testid="run-progress" data-done={run.done} data-of={run.of}>
      <progress aria-label={t`Texts read`} max={run.of || 1} value={run.done} />
      <span className="numbers">{rich`${run.done} of ${count(run.of, 'text')}${(<span className="run-left"> · {run.stopping ? t`finishing the current text` : timeLeft(run.secondsLeft)}</span>)}`}</span>
    </div>
  );
}
