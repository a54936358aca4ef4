/** The last error: what happened, then what to do. It floats above the page, which stays usable behind it. */
import { dismissError } from '../app/actions';
import { useLab } from './useLab';

export function ErrorAlert() {
  const error = useLab((s) => s.error);
  return (
    <div className="alert-place" role="alert">
      {error && (
        <div className="alert" data-testid="error" data-code={error.code}>
          <div>
            <p className="alert-message">{error.message}</p>
            {error.hint && <p className="alert-hint">{error.hint}</p>}
          </div>
          <button type="button" className="quiet" onClick={dismissError}>
            Dismiss
          </button>
        </div>
      )}
    </div>
  );
}
