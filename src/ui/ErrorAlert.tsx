/** The last error: what happened, then what to do, and where on the page. It floats above the page, which stays usable behind it. */
import { dismissError } from '../app/actions';
import type { LabErrorData } from '../protocol';
import { withEditNames } from './edits/edit-text';
import { PLACE_OF, placeTitle, type Place } from './folds';
import { To } from './parts/To';
import { useLab } from './useLab';
import { t } from '../language/t';

/** Where an error is mended, or null where it does not say. One that names an edit leads to the list of edits. */
function placeOf({ where, message }: LabErrorData): Place | null {
  if (where === null) return null;
  return where === 'steer' && withEditNames(message) !== message ? 'edits' : PLACE_OF[where];
}

export function ErrorAlert() {
  const error = useLab((s) => s.error);
  const place = error && placeOf(error);
  return (
    <div className="alert-place" role="alert">
      {error && (
        <div className="alert" data-testid="error" data-code={error.code}>
          <div>
            <p className="alert-message">{withEditNames(error.message)}</p>
            {error.hint && <p className="alert-hint">{error.hint}</p>}
            {place && (
              <p className="alert-hint">
                <To place={place}>{t`Show me: ${placeTitle(place)}`}</To>
              </p>
            )}
          </div>
          <button type="button" className="quiet" onClick={dismissError}>{t`Dismiss`}</button>
        </div>
      )}
    </div>
  );
}
