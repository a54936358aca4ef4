/** What models wrote in two tabs, brought together: a pair that came in one of them stays (three-way.ts). Pure. */
import { fieldsOf, rowsOf } from '../three-way';
import type { WrittenSoFar } from './file';
import type { Spent } from './made';

/** `base`: what both began with. */
export function mergedWritten(base: WrittenSoFar, mine: WrittenSoFar, theirs: WrittenSoFar): WrittenSoFar {
  const of = <T>(part: (written: WrittenSoFar) => T) => ({ base: part(base), mine: part(mine), theirs: part(theirs) });
  return {
    form: fieldsOf(base.form, mine.form, theirs.form),
    made: rowsOf(
      of(({ made }) => made),
      ({ key }) => key,
    ),
    halves: rowsOf(
      of(({ halves }) => halves),
      ({ key, side }) => `${side} ${key}`,
    ),
    gone: inAll(base.gone, mine.gone, theirs.gone),
  };
}

/** What both spent since; nothing less than nothing where one of them cleared its list. */
function inAll(base: Spent, mine: Spent, theirs: Spent): Spent {
  const sum = (name: keyof Spent): number => Math.max(0, mine[name] + theirs[name] - base[name]);
  return { read: sum('read'), written: sum('written'), texts: sum('texts'), untold: sum('untold') };
}
