/** Which experiment lies where, once another one is kept: the last, the one to go back to, and those further down. Pure. */
import * as v from 'valibot';
import { flag, record, text } from '../formats/schemas';

/** Texts as files have them: what is read back is checked like a file. */
export const session = record({
  /** A run file's JSON: megabytes, and so a file on the disk, which nobody reads who only asks what it is. Once it was text. */
  experiment: v.union([text, v.instance(Blob)]),
  /** Where each analysis came from, by its id; earlier versions did not say. */
  origins: v.optional(v.pipe(v.record(text, text), v.readonly())),
  /** Two sessions of one line are the same experiment, further on; earlier versions did not say. */
  line: v.optional(text),
  /** What it is, for people. */
  name: v.optional(text),
  /** Something of it was made here; false: it is as its file had it. Earlier versions did not say. */
  own: v.optional(flag),
  /** Names this state of the experiment, and the one that it was made of: two tabs may have gone on from the same. */
  mark: v.optional(text),
  after: v.optional(text),
});
export type Session = v.InferOutput<typeof session>;

export interface Places {
  readonly last: Session | null;
  /** The one whose place the last one took. */
  readonly earlier: Session | null;
}

/** Earlier versions did not name it, and kept one. */
export const lineOf = ({ line = '' }: Session): string => line;

/** Whether they are one state of one experiment. Two without marks have their text to be told by. */
export const isSame = (a: Session, b: Session): boolean =>
  a.mark === undefined && b.mark === undefined ? a.experiment === b.experiment : a.mark === b.mark;

/** Something of it was made by a person here, as far as versions say. */
export const holdsOwn = (one: Session | null): one is Session => one !== null && one.own !== false;

/**
 * The places once `next` is kept. `older`: what has to leave them, and holds something of a person's own. Where another tab has taken the
 * same experiment further, `next` goes on under a line of its own, and the other is the one to go back to.
 */
export function placed({ last, earlier }: Places, given: Session): Places & { readonly last: Session; readonly older: Session | null } {
  if (!last) return { last: given, earlier, older: null };
  const known = [undefined, given.mark, given.after];
  const isAhead = given.mark !== undefined && lineOf(last) === lineOf(given) && !known.includes(last.mark);
  const next = isAhead ? { ...given, line: given.mark } : given;
  if (lineOf(last) === lineOf(next)) return { last: next, earlier, older: null };
  // Gone back to: the way there again is kept, too.
  if (earlier && lineOf(earlier) === lineOf(next)) return { last: next, earlier: last, older: null };
  // A file that was only looked at can be opened again: it gives way.
  if (!holdsOwn(last) && holdsOwn(earlier)) return { last: next, earlier, older: null };
  return { last: next, earlier: last, older: holdsOwn(earlier) ? earlier : null };
}
