/** A newer version of the lab is on this disk: it is announced, and comes when the person lets it. */
import { inTheWay, takeNewer } from '../../app/actions';
import { useLab } from '../useLab';
import { forget } from '../parts/forget';
import { t } from '../../language/t';

export function NewerNote() {
  const offline = useLab((s) => s.offline);
  const busy = useLab(inTheWay);
  if (offline.status !== 'newer') return null;
  return (
    <p className="note" role="status" data-testid="newer-lab">
      {t`A newer version of the lab is on this machine. What is on this page stays: it is kept, and comes back.`}{' '}
      {offline.elsewhere && t`The lab is open in another tab, which the change would break: close it first. `}
      {busy !== null && t`Not now, though: ${busy}. `}
      <button
        type="button"
        data-testid="take-newer"
        disabled={busy !== null}
        onClick={() => forget(takeNewer())}
      >{t`Open the newer version`}</button>
    </p>
  );
}
