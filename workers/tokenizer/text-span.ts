/**
 * Which tokens of a message in its chat template, or of an answer behind its prompt, are those of the text itself. The
 * tokenizer gives no places in the text, so the frame is told by its tokens: where a token stands for characters of the frame alone it is
 * the frame's; every other one, a token that straddles the border included, is the text's.
 */

/** From `first` up to, not including, `end`. */
export interface Span {
  readonly first: number;
  readonly end: number;
}

/** What a template writes before a text and after it, the prompt of an answer included. */
interface Frame {
  readonly before: string;
  readonly after: string;
}

/** A character of no language, which no template writes, trims or looks for. */
const PROBE = '\uE000';
/** One-byte characters of different kinds: what follows a frame may decide how a tokenizer cuts its end. */
const NEIGHBOURS = ['a', '1', '.'] as const;

/**
 * The frame of `text` in `written`, which is `write(text)`. Known by writing another text in it, so a text that also stands in the system
 * prompt is not mistaken for it. Of a text that the template writes several times the last one counts: it has all others before it. Null
 * where the frame of the other text does not fit.
 */
export function frameAround(text: string, written: string, write: (text: string) => string): Frame | null {
  const parts = write(PROBE).split(PROBE);
  const times = parts.length - 1;
  const length = (written.length - parts.join('').length) / times;
  if (times < 1 || !(Number.isInteger(length) && length > 0)) return null;
  let at = 0;
  for (const [i, part] of parts.entries()) {
    if (!written.startsWith(part, at)) return null;
    at += part.length + (i < times ? length : 0);
  }
  const end = written.length - parts[times]!.length;
  const start = end - length;
  // A template may trim the text, and may write more around some texts than around others.
  const inside = written.slice(start, end).indexOf(text.trim());
  if (written.slice(start, end) === text || inside < 0) return { before: written.slice(0, start), after: written.slice(end) };
  const from = start + inside;
  return { before: written.slice(0, from), after: written.slice(from + text.trim().length) };
}

/** The tokens among `ids`, the whole message, that are not the frame's alone; null where none is. */
export function spanIn(ids: readonly number[], { before, after }: Frame, encode: (text: string) => number[]): Span | null {
  const first = Math.max(
    shared(ids, encode(before)),
    // The last token is the one that has the neighbour in it.
    ...NEIGHBOURS.map((one) => shared(ids, encode(before + one).slice(0, -1))),
  );
  const behind = Math.max(0, ...NEIGHBOURS.map((one) => sharedBehind(ids, tailOf(one))));
  const end = ids.length - behind;
  return end > first ? { first, end } : null;

  /** The tokens that stand behind the one with the neighbour in it. */
  function tailOf(neighbour: string): number[] {
    if (after === '') return [];
    const whole = encode(before + neighbour + after);
    const front = Math.max(shared(whole, encode(before)), shared(whole, encode(before + neighbour).slice(0, -1)));
    return whole.slice(front + 1);
  }
}

/** How many tokens a tokenizer puts before those of a text, where it frames it; null where the framed ones do not hold them in a row. */
export function placeOf(ids: readonly number[], framed: readonly number[]): number | null {
  for (let at = 0; at + ids.length <= framed.length; at++) if (ids.every((id, i) => framed[at + i] === id)) return at;
  return null;
}

/** How many tokens the two begin with alike. */
function shared(a: readonly number[], b: readonly number[]): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n;
}

/** How many tokens the two end with alike. */
const sharedBehind = (a: readonly number[], b: readonly number[]): number => shared([...a].reverse(), [...b].reverse());
