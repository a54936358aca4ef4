/** Reads the steered answer aloud, once, when it is done: word by word would drown everything else. */
import { useLab } from '../useLab';
import { doseText } from './dose';

export function Announcer() {
  const message = useLab((s) => {
    if (s.steer.status === 'running') return 'Writing…';
    if (s.steer.tokensPerSecond === null) return '';
    const text = s.experiment.completions.at(-1);
    return text && s.experiment.steered ? `Answer at ${doseText(text.alpha, s.experiment.steered.settings.unit)}: ${text.text}` : '';
  });
  return (
    <p className="visually-hidden" aria-live="polite">
      {message}
    </p>
  );
}
