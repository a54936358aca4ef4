/** How much room the browser gives this page, and asking it not to clear what is stored. */
import { bytes as inWords } from '../count';
import { LabError } from '../error';
import { t } from '../language/t';

/**
 * Bytes free for this page, or null where the browser does not say. Chromium names 10 GB whatever is left, so that pages cannot
 * recognise a machine by its disk: a write can still find the disk full, and says so itself.
 */
export async function freeBytes(): Promise<number | null> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined ? null : Math.max(0, quota - (usage ?? 0));
  } catch {
    return null;
  }
}

/** Throws `storage-full`, with both numbers, if so many bytes do not fit. */
export async function expectRoom(needed: number): Promise<void> {
  const free = await freeBytes();
  if (free === null || needed <= free) return;
  throw storageFull(t`The model needs ${inWords(needed)} on this disk, the browser has ${inWords(free)} free for this page.`);
}

/** A write found no more room after `done` of `total` bytes of a file. */
export const noMoreRoom = (path: string, done: number, total: number | null): LabError =>
  storageFull(
    t`${path} needs ${total === null ? t`more room` : inWords(total)} on this disk; after ${inWords(done)} the browser had no more for this page.`,
  );

export const storageFull = (message: string): LabError =>
  new LabError(
    'storage-full',
    message,
    t`Delete a stored model, free some disk, or choose a smaller model; in a private window the browser gives less.`,
  );

/** Asks the browser to keep what is stored even when the disk runs low. Only the page may ask; no is no error. */
export async function askToPersist(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}
