/** How wide words are, without a page to ask: an SVG does not break its lines itself. Pure; rather too wide than too narrow. */

/** Shares of the font's size, for a sans-serif face. */
function advance(letter: string): number {
  if (/[\u0300-\u036f]/.test(letter)) return 0;
  if (/[iljtfrI.,:;'’|!()[\] ]/.test(letter)) return 0.34;
  if (/[mwMW@%—…]/.test(letter)) return 0.95;
  if (letter >= '\u2e80') return 1.05;
  return /\p{Lu}/u.test(letter) ? 0.72 : 0.58;
}

/** Pixels that a line of text takes at most, in a font of `size` pixels. */
export const textWidth = (text: string, size: number): number => [...text].reduce((sum, letter) => sum + advance(letter) * size, 0);

/** The text, with an ellipsis in place of what has no room in `most` pixels. Whole letters. */
export function cutTo(text: string, size: number, most: number): string {
  if (textWidth(text, size) <= most) return text;
  const letters = [...text];
  let room = most - textWidth('…', size);
  const end = letters.findIndex((letter) => (room -= advance(letter) * size) < 0);
  return `${letters
    .slice(0, end)
    .join('')
    .replace(/[\s…]+$/, '')}…`;
}

/** Lines of at most `most` pixels, broken between words; a word that is longer is cut. */
export function wrap(text: string, size: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && textWidth(longer, size) <= most) lines[lines.length - 1] = longer;
    else lines.push(cutTo(word, size, most));
  }
  return lines;
}
