/** Why a model on the processor has one thread here, and what helps. */
import { inTheWay, openAnew } from '../../app/actions';
import { useLab } from '../useLab';
import { forget } from '../parts/forget';
import { t } from '../../language/t';

export function OneThread() {
  const here = useLab((s) => s.offline.status === 'here' || s.offline.status === 'newer');
  const busy = useLab(inTheWay);
  return (
    <p className="note" data-testid="one-thread">
      {t`The server of this page does not send the two headers that browsers want before they give a page several processor threads (Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp). So a model on the processor (WASM) has one thread and is slower; the numbers are the same.`}{' '}
      {here && (
        <>
          {t`The copy of the page that is now on this machine has them: opened anew, it has all threads. A model that is loaded is then loaded again from this disk.`}{' '}
          {busy !== null && t`Not now, though: ${busy}. `}
          <button
            type="button"
            data-testid="open-anew"
            disabled={busy !== null}
            onClick={() => forget(openAnew())}
          >{t`Open the page anew`}</button>
        </>
      )}
    </p>
  );
}
