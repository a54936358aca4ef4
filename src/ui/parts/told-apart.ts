/** Names that would be equal, told apart by what differs. Pure. */

interface Candidate {
  readonly text: string;
  /** What else could be said, most telling last; every candidate says the same things in the same order. */
  readonly more: readonly string[];
}

/**
 * Each name, longer where others are equal to it: by those parts of `more` in which the equal ones differ. What differs in none of them is
 * numbered.
 */
export function toldApart(all: readonly Candidate[]): string[] {
  const longer = all.map(({ text, more }) => {
    const equal = all.filter((one) => one.text === text);
    const telling = more.filter((part, i) => equal.some((one) => one.more[i] !== part));
    return [text, ...telling].filter(Boolean).join(' · ');
  });
  return longer.map((text, i) => {
    if (longer.indexOf(text) === longer.lastIndexOf(text)) return text;
    return `${text} (${longer.slice(0, i + 1).filter((one) => one === text).length})`;
  });
}
