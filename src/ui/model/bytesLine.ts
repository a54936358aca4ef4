import type { LoadEvent } from '../../protocol';
import { bytes, seconds, timeLeft } from '../parts/format';
import { t } from '../../language/t';

/** Bytes, total, rate and time left, as far as each is known; null outside the download. */
export function bytesLine(event: LoadEvent | null): string | null {
  if (event?.phase !== 'files') return null;
  const { bytes: done, total, secondsLeft, rate, source } = event;
  if (event.waitSeconds !== undefined)
    return t`${done > 0 ? t`${bytes(done)} so far · ` : ''}the server did not answer as it should; next try in ${seconds(Math.max(1, event.waitSeconds))}`;
  if (source === 'other-tab') return t`Another tab of this page is fetching this model; waiting for it.`;
  const amount = total > 0 ? t`${bytes(done)} of ${bytes(total)}` : done > 0 ? t`${bytes(done)}, the total is not known yet` : null;
  if (amount === null) return null;
  if (source === 'disk') return t`${amount} · from this disk`;
  if (source === 'folder') return t`${amount} · from the folder`;
  return [amount, rate ? t`${bytes(rate)} a second` : null, total > 0 ? timeLeft(secondsLeft) : null].filter(Boolean).join(' · ');
}

/**
 * What of the price on the load button is not in the bar, where that is so: the bar counts the model, and the program comes with the
 * runtime. `program`: bytes; null where nobody has counted.
 */
export function programLine(phase: LoadEvent['phase'], program: number | null): string | null {
  if (program === null) return null;
  const some = t`up to ${bytes(program)}`;
  if (phase === 'files') return t`This is the model; the program that runs it (${some}) follows with the runtime.`;
  if (phase === 'session')
    return t`The program that runs the model (${some}) is fetched from the server of this page, unless the browser has it.`;
  return null;
}
