/**
 * What a page writes as it is left, for the page that a reload, Back or Forward makes in the same tab. In sessionStorage, which is written
 * while the page still stands: a transaction of IndexedDB that waits for another one dies with its page, committed or not (Chromium 156).
 */
const KEY = 'eia-lab left';

/** False where the browser keeps nothing, or the text is too long (about five million letters). */
export function writeLeft(text: string): boolean {
  try {
    sessionStorage.setItem(KEY, text);
    return true;
  } catch {
    return false;
  }
}

/** null where nothing was written. */
export function readLeft(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function forgetLeft(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // A browser that refuses storage has nothing to forget.
  }
}
