/**
 * A language file: what a page says, by its English. It comes from outside, so that every entry is looked at: one that does not fit its
 * key is named and left out, and the others are used. Pure. docs/language.md tells translators about it.
 */

/** A text in its parts: words, and the numbers of places. */
export type Text = readonly (string | number)[];
/** One text, or one for each plural form of the language (Intl.PluralRules), by the number in the first place. */
export type Entry = Text | (Readonly<Partial<Record<Intl.LDMLPluralRule, Text>>> & { readonly other: Text });

export interface Language {
  /** As HTML and Intl have it: "de", "pt-BR". */
  readonly code: string;
  /** As its speakers call it. */
  readonly name: string;
  readonly dir: 'ltr' | 'rtl';
  readonly texts: ReadonlyMap<string, Entry>;
}

/** A code as it may stand in an address, and is the name of a file. */
export const CODE = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}$/;
/** How a language file calls its format. */
export const FORMAT = 'eia-lab/language/1';
/** Bytes of the largest file that is read: the whole page in English has about 250 kB. */
export const MOST_BYTES = 4e6;
const MOST_ENTRIES = 20_000;
const MOST_LETTERS = 8000;
const FORMS: readonly string[] = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** The language, and what of the file was left out, a line an entry. Throws an Error that says why a file is none. */
export function readLanguage(json: string, code: string): { language: Language; wrong: string[] } {
  let file: unknown;
  try {
    file = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error(`it is not JSON (${error instanceof Error ? error.message : String(error)})`, { cause: error });
  }
  if (!isRecord(file) || file.format !== FORMAT) throw new Error(`it does not begin with "format": "${FORMAT}"`);
  const { name, dir = 'ltr', texts } = file;
  if (file.code !== code) throw new Error(`its code is ${sketch(file.code)}, where its name says "${code}"`);
  if (typeof name !== 'string' || name.trim() === '' || name.length > 60)
    throw new Error(`its name is ${sketch(name)}, where a language has a name`);
  if (dir !== 'ltr' && dir !== 'rtl') throw new Error(`its dir is ${sketch(dir)}, where ltr and rtl are the two there are`);
  if (!isRecord(texts)) throw new Error('its texts are no object');
  const entries = Object.entries(texts);
  if (entries.length > MOST_ENTRIES) throw new Error(`it has ${entries.length} texts, more than the ${MOST_ENTRIES} that are read`);
  const read = new Map<string, Entry>();
  const wrong: string[] = [];
  for (const [key, value] of entries) {
    const { entry, why } = readEntry(key, value);
    if (entry) read.set(key, entry);
    else if (why) wrong.push(`“${key.length > 60 ? `${key.slice(0, 59)}…` : key}”: ${why}`);
  }
  return { language: { code, name, dir, texts: read }, wrong };
}

/** An empty text is one that nobody has written yet: neither an entry nor wrong. */
function readEntry(key: string, value: unknown): { entry?: Entry; why?: string } {
  if (value === '') return {};
  if (typeof value === 'string') {
    const why = unfit(key, value);
    return why ? { why } : { entry: partsOf(value) };
  }
  if (!isRecord(value)) return { why: `expected a text, or an object of plural forms, got ${sketch(value)}` };
  const forms = Object.entries(value);
  if (forms.every(([, text]) => text === '')) return {};
  const unknown = forms.find(([form]) => !FORMS.includes(form));
  if (unknown) return { why: `“${unknown[0].slice(0, 20)}” is no plural form; there are ${FORMS.join(', ')}` };
  if (!Object.hasOwn(value, 'other')) return { why: 'the form “other” is missing' };
  for (const [form, text] of forms) {
    // A form may leave its number out: "one text".
    const why = typeof text === 'string' ? unfit(key, text, true) : `expected a text, got ${sketch(text)}`;
    if (why) return { why: `${form}: ${why}` };
  }
  return { entry: Object.fromEntries(forms.map(([form, text]) => [form, partsOf(String(text))])) as unknown as Entry };
}

/** Why a text does not fit its key; null where it does. Every place of the key stands in it, once. */
function unfit(key: string, text: string, isForm = false): string | null {
  if (text.length > MOST_LETTERS) return `longer than ${MOST_LETTERS} letters`;
  const [wanted, has] = [placesOf(key), placesOf(text)];
  const missing = wanted.filter((place) => !has.includes(place) && !(isForm && place === 0));
  if (missing.length > 0) return `${missing.map((place) => `{${place}}`).join(', ')} is missing`;
  const other = has.find((place, i) => !wanted.includes(place) || has.indexOf(place) !== i);
  return other === undefined ? null : `{${other}} is ${wanted.includes(other) ? 'there twice' : 'no place of it'}`;
}

const placesOf = (text: string): number[] => partsOf(text).filter((part) => typeof part === 'number');

function partsOf(text: string): (string | number)[] {
  return text.split(/\{(\d{1,2})\}/).map((part, i) => (i % 2 === 1 ? Number(part) : part));
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const sketch = (value: unknown): string => (value === undefined ? 'missing' : JSON.stringify(value).slice(0, 40));
