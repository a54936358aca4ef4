/** The first stops of the keyboard: past everything above the figures, or above the slider. Each is seen while it has the focus. */
import './skip.css';
import { To } from '../parts/To';

export function SkipLink() {
  return (
    <div className="skip" data-testid="skip">
      <To place="layers">Skip to the figures</To>
      <To place="steer">Skip to Steer</To>
    </div>
  );
}
