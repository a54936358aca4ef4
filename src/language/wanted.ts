/** Which language is asked for: by the address (`?lang=de`), else by what was chosen before, else by the browser. */

export interface Wanted {
  readonly code: string;
  /** Of its file. */
  readonly url: string;
}

/** The languages that lay beside the page when it was built: code and name. */
declare const __LANGUAGES__: string;
export const LANGUAGES = JSON.parse(typeof __LANGUAGES__ === 'undefined' ? '[]' : __LANGUAGES__) as readonly {
  readonly code: string;
  readonly name: string;
}[];

const NAME = 'lang=';
/** Where the choice is kept: a name in localStorage. */
const KEPT = 'eia-lab language';

/** A worker's name, and back: it has no address of its own. */
export const named = ({ code, url }: Wanted): string => `${NAME}${code} ${url}`;
const ofName = (name: string): Wanted | null => {
  const [code = '', url = ''] = name.startsWith(NAME) ? name.slice(NAME.length).split(' ') : [];
  return code && url ? { code, url } : null;
};

/** null for English, and where there is neither page nor worker (tests). */
export function wantedLanguage(): Wanted | null {
  if (typeof document === 'undefined') return typeof self === 'undefined' ? null : ofName(String(self.name ?? ''));
  const code = codeOf(
    location.search,
    kept(),
    navigator.languages,
    LANGUAGES.map((one) => one.code),
  );
  return code === null ? null : { code, url: new URL(`language/${encodeURIComponent(code)}.json`, document.baseURI).href };
}

/** The same from what it is decided by. Pure. What an address asks for is asked for even where the build knew no such file. */
export function codeOf(search: string, chosen: string | null, browser: readonly string[], there: readonly string[]): string | null {
  const asked = new URLSearchParams(search).get('lang');
  if (asked !== null && asked !== '') return english(asked) ? null : asked;
  if (chosen !== null && (english(chosen) || there.includes(chosen))) return english(chosen) ? null : chosen;
  for (const one of browser) {
    if (english(one)) return null;
    const found = there.find((code) => code === one) ?? there.find((code) => code === one.split('-')[0]);
    if (found) return found;
  }
  return null;
}

const english = (code: string): boolean => /^en(-|$)/i.test(code);

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** Keeps the choice for visits whose address asks for none. Where the browser keeps nothing it lasts as long as the address. */
export function keepLanguage(code: string): void {
  try {
    localStorage.setItem(KEPT, code);
  } catch {
    // A private window.
  }
}

/** The same address in another language. Pure. */
export function addressIn(code: string, href: string): string {
  const url = new URL(href);
  url.searchParams.set('lang', code);
  return url.href;
}
