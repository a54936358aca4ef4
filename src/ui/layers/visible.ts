/** A token's text as it can be read: white space and what has no shape of its own get a sign. Pure. */

const SIGNS: Readonly<Record<string, string>> = { ' ': '␣', '\n': '↵', '\r': '␍', '\t': '⇥' };
/** Separators, controls, marks of direction and width, and what is no character yet. */
const UNSEEN = /[\p{Z}\p{C}]/gu;

/** " help" → "␣help"; a character without a shape → its number. */
export const visible = (text: string): string =>
  text.replace(UNSEEN, (one) => SIGNS[one] ?? `U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`);
