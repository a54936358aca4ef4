/**
 * Sentences in the language of the page. English stands in the source, as a tagged template, and is its own key: t`Read ${n} texts` is
 * looked up as "Read {0} texts", so that English needs no catalogue. Pure.
 */
import type { Entry, Language, Text } from './language';

/** What stands in a place of a sentence. */
export type Place = string | number;

export interface Speaker {
  /** t`Read ${n} texts`: the sentence in the language of the page, or as it stands where the language has none. */
  t(strings: TemplateStringsArray, ...places: readonly Place[]): string;
  /** The same for places that are no text: texts and places in their order. */
  pieces<P>(strings: TemplateStringsArray, places: readonly P[]): (string | P)[];
  /** The text of `key` with its places filled, and of its plural forms the one for `n`; null where the language has none. */
  say(key: string, places: readonly Place[], n: number): string | null;
}

/** The key of a tagged template: its English with numbered places. */
export const keyOf = (strings: readonly string[]): string => strings.reduce((key, text, i) => `${key}{${i - 1}}${text}`);

/** `language` null: English. */
export function speaker(language: Language | null): Speaker {
  if (language === null)
    return {
      t: (strings, ...places) => strings.reduce((said, text, i) => said + places[i - 1] + text),
      pieces: (strings, places) => strings.flatMap((text, i) => (i === 0 ? [text] : [places[i - 1]!, text])),
      say: () => null,
    };
  const { texts } = language;
  const plural = new Intl.PluralRules(language.code);
  const formOf = (entry: Entry, n: number): Text => {
    if (Array.isArray(entry)) return entry;
    const forms = entry as Exclude<Entry, Text>;
    return forms[plural.select(n)] ?? forms.other;
  };
  const pieces = <P>(strings: TemplateStringsArray, places: readonly P[]): (string | P)[] => {
    const entry = texts.get(keyOf(strings));
    if (!entry) return strings.flatMap((text, i) => (i === 0 ? [text] : [places[i - 1]!, text]));
    return formOf(entry, numberIn(places[0])).map((part) => (typeof part === 'number' ? places[part]! : part));
  };
  return {
    t: (strings, ...places) => pieces(strings, places).join(''),
    pieces,
    say: (key, places, n) => {
      const entry = texts.get(key);
      return entry
        ? formOf(entry, n)
            .map((part) => (typeof part === 'number' ? places[part] : part))
            .join('')
        : null;
    },
  };
}

/** A number that may be written "1,200"; NaN, for which a language has its form for any number, where there is none. */
const numberIn = (place: unknown): number =>
  typeof place === 'number' ? place : typeof place === 'string' ? Number(place.replaceAll(',', '') || NaN) : NaN;
