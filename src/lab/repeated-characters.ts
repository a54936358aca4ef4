import { spaceless } from './words';

/**
 * A run of so many characters says about as much as two short words. Where no spaces are written a character is half a word, and half as
 * many do.
 */
const RUN = 8;
/**
 * How far back a copy may lie: about thirty-five words. A longer memory would make every long text repetitive, because it keeps naming
 * the same things.
 */
const MEMORY = 200;

/**
 * Share of a text's characters that lie in a run of eight (four in scripts without spaces) which already began within the 200 (100)
 * characters before: 0 where nothing comes twice, near 1 for one word or one character over and over, with spaces or without. Case,
 * composed letters and the kind of white space make no difference.
 */
export function repeatedCharacters(text: string): number {
  const characters = Array.from(text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim());
  const [length, memory] = spaceless([text]) === null ? [RUN, MEMORY] : [RUN / 2, MEMORY / 2];
  const begun = new Map<string, number>();
  let repeated = 0;
  let marked = 0; // Characters up to here are counted.
  for (let i = 0; i + length <= characters.length; i++) {
    const run = characters.slice(i, i + length).join('');
    if (i - (begun.get(run) ?? -Infinity) <= memory) {
      repeated += i + length - Math.max(i, marked);
      marked = i + length;
    }
    begun.set(run, i);
  }
  return characters.length === 0 ? 0 : repeated / characters.length;
}
