/** Options that a question lists as lines "(A) …", "(B) …": found, and put in the opposite order. Pure. */

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LINE = /^[ \t]*\(([A-Z])\)[ \t]*/gm;
const ANY = /\([A-Z]\)/g;
const BLANK_LINE = /\r?\n[ \t]*(?:\r?\n|$)/;

export interface Reversed {
  /** The question with its texts in the opposite order, each under the letter that then stands there. */
  readonly question: string;
  /** The letter that the text has which had this one, a letter of the question. */
  letterOf(letter: string): string;
}

/**
 * The question with what it lists in the opposite order, so that a liking for a letter counts for each side once. null where that cannot be
 * told for certain: the lines do not run from (A) on, one of them is empty, or a letter stands anywhere else in the question, because what
 * it speaks of would be another text then. A text ends where the next line begins, the last at an empty line.
 */
export function reversed(question: string): Reversed | null {
  const lines = [...question.matchAll(LINE)];
  const letters = lines.map(([, letter]) => letter!);
  if (lines.length < 2 || letters.join('') !== LETTERS.slice(0, lines.length)) return null;
  if ([...question.matchAll(ANY)].length !== lines.length) return null;
  const parts = lines.map((line, i) => {
    const from = line.index + line[0].length;
    const to = lines[i + 1]?.index ?? endOfLast(question, from);
    const text = question.slice(from, to).trimEnd();
    return { marker: line[0], text, gap: question.slice(from + text.length, to), to };
  });
  if (parts.some(({ text }) => text === '')) return null;
  const texts = parts.map(({ text }) => text).reverse();
  const list = parts.map(({ marker, gap }, i) => `${marker}${texts[i]}${gap}`).join('');
  const other = `${question.slice(0, lines[0]!.index)}${list}${question.slice(parts.at(-1)!.to)}`;
  if (other === question) return null;
  return {
    question: other,
    letterOf: (letter) => letters[letters.length - 1 - letters.indexOf(letter)]!,
  };
}

const endOfLast = (question: string, from: number): number => {
  const blank = question.slice(from).search(BLANK_LINE);
  return blank < 0 ? question.length : from + blank;
};
