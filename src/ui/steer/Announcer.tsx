/** Reads the steered answer aloud, once, when it is done: word by word would drown everything else. */
import { shownAnswers } from '../../experiment/shown';
import { useLab } from '../useLab';
import { doseText } from './dose';
import { t } from '../../language/t';

export function Announcer() {
  const message = useLab((s) => {
    if (s.steer.status === 'running') return t`Writing…`;
    if (s.steer.tokensPerSecond === null) return '';
    const shown = shownAnswers(s.experiment);
    const text = shown?.texts.at(-1);
    return text ? t`Answer at ${doseText(text.alpha, shown!.under.settings.unit)}: ${text.text}` : '';
  });
  return (
    <p className="visually-hidden" aria-live="polite">
      {message}
    </p>
  );
}
