/** Many prompts under many strengths: which, what that takes, asking and stopping, and what came of it. */
import './sweep.css';
import { Fold } from '../parts/Fold';
import { AskSweep } from './AskSweep';
import { RecordedSweep } from './RecordedSweep';
import { SweepShown } from './SweepShown';
import { SweepProgress } from './SweepProgress';
import { t } from '../../language/t';

export function SweepFold() {
  return (
    <Fold id="sweep" className="sweep" testId="sweep" note={t`how far the push moves what is said, and what that costs`}>
      <p className="figure-note">{t`Every prompt is answered under every strength, and each finished answer is read again without the push: how far does the push move what is said, more than a random push of its size and more than just asking, and what does it cost?`}</p>
      <AskSweep />
      <SweepProgress />
      <RecordedSweep />
      <SweepShown />
    </Fold>
  );
}
