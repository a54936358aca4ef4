/**
 * A link names a run file. One on another server is fetched when the reader says so, because that server then learns of the visit; one on
 * this server comes by itself, and is spoken of where it takes its time, or did not come.
 */
import { dropLinkedRun, openLinkedRun } from '../../app/actions';
import { forget } from '../parts/forget';
import { useLab } from '../useLab';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

export function LinkedRun() {
  const linked = useLab((s) => s.linkedRun);
  if (!linked) return null;
  const { address, coming } = linked;
  return (
    <div className={address.own && coming ? 'note linked-soon' : 'note'} data-testid="linked-run">
      <p>{rich`This link brings a run file from ${(<strong dir="ltr">{address.from}</strong>)}. Until it is opened the page shows what it has.`}</p>
      <p className="actions">
        <button type="button" className="primary" data-testid="open-linked-run" disabled={coming} onClick={() => forget(openLinkedRun())}>
          {coming ? t`Fetching…` : t`Fetch and open it`}
        </button>
        <button type="button" className="quiet" data-testid="drop-linked-run" onClick={dropLinkedRun}>
          {coming ? t`Stop` : t`Not now`}
        </button>
      </p>
    </div>
  );
}
