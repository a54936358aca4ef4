/** A comma between two digits may be meant as a decimal comma; where commas stand between numbers, it is said how it was read. Pure. */
import { t } from '../../language/t';

/** “1,5”, with nothing else next to it: “1, 5” and “1,2,5” are lists. */
const AMBIGUOUS = /^[-−]?(\d+),(\d+)$/;

/** How the first such comma was read, in a sentence; null where there is none. */
export function commaHint(text: string): string | null {
  const word = text.split(/[\s;]+/).find((one) => AMBIGUOUS.test(one));
  if (word === undefined) return null;
  const [whole, part] = word.split(',') as [string, string];
  return t`“${word.slice(0, 20)}” was read as two numbers, ${whole.slice(0, 10)} and ${part.slice(0, 10)}; for one number write ${whole.slice(0, 10)}.${part.slice(0, 10)} with a point.`;
}
