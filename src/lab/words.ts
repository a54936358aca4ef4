/**
 * The words of a text, in any script: runs of letters and marks in lower case, with apostrophes inside (don't, l'homme) and the joiners
 * of Persian and Indic scripts. Digits are no words. Composed and decomposed letters are one (NFC), so are the apostrophes ' ’ ʼ. Only
 * where a script writes no spaces between words is a run split further: by the browser's dictionary (Intl.Segmenter), else letter by
 * letter. Everywhere else the words are the same on every machine.
 */
export function words(text: string): string[] {
  const runs = text.normalize('NFC').toLowerCase().replace(APOSTROPHES, "'").replaceAll(SOFT_HYPHEN, '').match(RUN) ?? [];
  return runs.flatMap((run) => (SPACELESS.test(run) ? split(run) : [run]));
}

const APOSTROPHES = /[’ʼ＇]/g;
const SOFT_HYPHEN = '\u00ad';
const RUN = /[\p{L}\p{M}]+(?:['\u200c\u200d][\p{L}\p{M}]+)*/gu;

/** Writing without spaces between words, and how a person would call it. */
const SCRIPTS: readonly (readonly [script: RegExp, name: string])[] = [
  [/\p{Script=Han}/gu, 'Chinese characters'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'Japanese kana'],
  [/\p{Script=Thai}/gu, 'Thai'],
  [/\p{Script=Lao}/gu, 'Lao'],
  [/\p{Script=Khmer}/gu, 'Khmer'],
  [/\p{Script=Myanmar}/gu, 'Burmese'],
  [/\p{Script=Tibetan}/gu, 'Tibetan'],
  [/\p{Script=Javanese}/gu, 'Javanese'],
];
const SPACELESS = new RegExp(`[${SCRIPTS.map(([script]) => script.source.replace(/^\[|\]$/g, '')).join('')}]`, 'u');

/** English only in name: dictionaries are chosen by script. */
const segmenter = 'Segmenter' in Intl ? new Intl.Segmenter('en', { granularity: 'word' }) : null;
const LETTER = /\P{M}\p{M}*/gu;
const split = (run: string): string[] =>
  segmenter ? Array.from(segmenter.segment(run), ({ segment }) => segment) : (run.match(LETTER) ?? []);

/** Of the letters of some texts, the share that may be written without spaces before counting words is no control any more. */
const MOST = 0.1;

/**
 * The writing without spaces that makes up more than a tenth of the letters of these texts, by name, the most frequent one; null where
 * words have spaces between them.
 */
export function spaceless(texts: readonly string[]): string | null {
  const all = texts.join('\n');
  const count = (pattern: RegExp): number => all.match(pattern)?.length ?? 0;
  const found = SCRIPTS.map(([script, name]) => ({ name, letters: count(script) })).sort((a, b) => b.letters - a.letters);
  const without = found.reduce((sum, { letters }) => sum + letters, 0);
  return without > MOST * count(/\p{L}/gu) ? found[0]!.name : null;
}
