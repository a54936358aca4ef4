/** How far a sweep is, and Stop; what the last one has to say. */
import { stopSweep } from '../../app/lower-actions';
import { count, timeLeft } from '../parts/format';
import { StopButton } from '../parts/StopButton';
import { useLab } from '../useLab';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

export function SweepProgress() {
  const sweep = useLab((s) => s.sweep);
  if (sweep.status === 'idle')
    return sweep.note === null ? null : (
      <p className="quiet-line" role="status" data-testid="sweep-note">
        {sweep.note}
      </p>
    );
  const { done, of, rates, tokens, stopping } = sweep;
  const left = { answers: of.answers - done.answers, readings: of.readings - done.readings };
  const time = rates.answers === null ? null : left.answers * rates.answers + left.readings * (rates.readings ?? 0);
  return (
    <div className="actions">
      <StopButton testId="stop-sweep" stopping={stopping} onStop={stopSweep} />
      <span className="run-progress" data-testid="sweep-progress" data-done={done.answers} data-of={of.answers}>
        <progress aria-label={t`Answers of the sweep`} max={of.answers + of.readings || 1} value={done.answers + done.readings} />
        <span className="numbers">{rich`${done.answers} of ${count(of.answers, 'answer')}, ${done.readings} of ${count(of.readings, 'reading')}${tokens > 0 && t` · ${count(tokens, 'token')} of this batch`} · ${stopping ? t`finishing the current token` : timeLeft(time)}`}</span>
      </span>
    </div>
  );
}
