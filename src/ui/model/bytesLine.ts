import type { LoadEvent } from '../../protocol';
import { bytes, seconds, timeLeft } from '../parts/format';

/** Bytes, total, rate and time left, as far as each is known; null outside the download. */
export function bytesLine(event: LoadEvent | null): string | null {
  if (event?.phase !== 'files') return null;
  const { bytes: done, total, secondsLeft, rate, source } = event;
  if (event.waitSeconds !== undefined)
    return `${done > 0 ? `${bytes(done)} so far · ` : ''}the server did not answer as it should; next try in ${seconds(Math.max(1, event.waitSeconds))}`;
  if (source === 'other-tab') return 'Another tab of this page is fetching this model; waiting for it.';
  const amount = total > 0 ? `${bytes(done)} of ${bytes(total)}` : done > 0 ? `${bytes(done)}, the total is not known yet` : null;
  if (amount === null) return null;
  if (source === 'disk') return `${amount} · from this disk`;
  if (source === 'folder') return `${amount} · from the folder`;
  return [amount, rate ? `${bytes(rate)} a second` : null, total > 0 ? timeLeft(secondsLeft) : null].filter(Boolean).join(' · ');
}
