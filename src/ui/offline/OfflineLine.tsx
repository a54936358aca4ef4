/** At the foot: whether the page opens without a network, and what is missing then. */
import { useLab } from '../useLab';
import { t } from '../../language/t';

export function OfflineLine() {
  const offline = useLab((s) => s.offline);
  if (offline.status === 'off') return null;
  return (
    <p data-testid="offline-line">
      {offline.status === 'refused' ? (
        <>{t`This browser keeps no copy of the page (${offline.why}): without a network the page does not open. What the lab measures stays as before.`}</>
      ) : (
        <>{t`The page is kept on this machine: it opens without a network, with its sets and recordings, and with the models that were loaded from here before. Missing then are other models, and the program that runs models until one was loaded.`}</>
      )}
    </p>
  );
}
