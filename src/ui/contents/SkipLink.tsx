/** The first stops of the keyboard: past everything above the figures, or above the slider. Each is seen while it has the focus. */
import './skip.css';
import { toLesson } from '../lesson/to-lesson';
import { To } from '../parts/To';
import { useLab } from '../useLab';
import { t } from '../../language/t';

export function SkipLink() {
  const isIn = useLab((s) => s.lesson !== null);
  if (isIn)
    return (
      <div className="skip" data-testid="skip">
        <button type="button" className="link" onClick={toLesson}>{t`Skip to the lesson`}</button>
      </div>
    );
  return (
    <div className="skip" data-testid="skip">
      <To place="layers">{t`Skip to the figures`}</To>
      <To place="steer">{t`Skip to Steer`}</To>
    </div>
  );
}
