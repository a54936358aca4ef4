/** What a set says of itself, in two parts: a sentence to stand with its name, and the rest to stand before its texts. Pure. */

/** Letters of the first part at most. */
const MOST = 300;

/** `first` is the first sentence, or the beginning of a very long one; `rest` is what follows, "" for nothing. */
export function aboutParts(about: string): { readonly first: string; readonly rest: string } {
  const text = about.trim();
  const sentence = /^.*?[.!?。؟](?=\s|$)/su.exec(text)?.[0] ?? text;
  const letters = [...sentence];
  if (letters.length > MOST) return { first: `${letters.slice(0, MOST - 1).join('')}…`, rest: text };
  return { first: sentence, rest: text.slice(sentence.length).trim() };
}
