/** Small settings of this browser, in localStorage. Where the browser refuses it (a private window) they last as long as the page. */

const key = (name: string): string => `eia-lab ${name}`;

export function readSetting(name: string): string | null {
  try {
    return localStorage.getItem(key(name));
  } catch {
    return null;
  }
}

/** Null removes it. False if the browser keeps nothing. */
export function writeSetting(name: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(key(name));
    else localStorage.setItem(key(name), value);
    return true;
  } catch {
    return false;
  }
}
