/** The first stop of the keyboard: past everything above the figures. Seen while it has the focus. */
import { To } from '../parts/To';

export function SkipLink() {
  return (
    <div className="skip" data-testid="skip">
      <To place="layers">Skip to the figures</To>
    </div>
  );
}
