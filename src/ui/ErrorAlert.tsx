/** The last error: what happened, then what to do, and where on the page. It floats above the page, which stays usable behind it. */
import { dismissError } from '../app/actions';
import { withEditNames } from './edits/edit-text';
import { To } from './parts/To';
import { SECTION_OF, titleOf } from './sections';
import { useLab } from './useLab';

export function ErrorAlert() {
  const error = useLab((s) => s.error);
  const section = error?.where && SECTION_OF[error.where];
  return (
    <div className="alert-place" role="alert">
      {error && (
        <div className="alert" data-testid="error" data-code={error.code}>
          <div>
            <p className="alert-message">{withEditNames(error.message)}</p>
            {error.hint && <p className="alert-hint">{error.hint}</p>}
            {section && (
              <p className="alert-hint">
                <To section={section}>Show me: {titleOf(section)}</To>
              </p>
            )}
          </div>
          <button type="button" className="quiet" onClick={dismissError}>
            Dismiss
          </button>
        </div>
      )}
    </div>
  );
}
