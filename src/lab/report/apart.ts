/** Words and deeds apart: which of the two a direction follows. Light: what is computed from scores is in apart-columns.ts. Pure. */
import type { Column } from './columns';
import type { Evidence } from './evidence';
import type { VerdictKind } from './verdict';

/** [layer] columns of texts that set the words of a concept apart from it: see `apartColumns` of apart-columns.ts. */
export const APART = [
  'deedsOverWords',
  'deedsOverWordsLow',
  'deedsOverWordsHigh',
  'deedsBag',
  'deedsOverBagLow',
  'deedsOverBagHigh',
] as const satisfies readonly Column[];
export type ApartColumns = { readonly [column in (typeof APART)[number]]: Float64Array };

/** There are texts of both kinds, whose columns are still to be made. */
export const lacksApart = ({ apart, table }: Evidence): boolean => apart.length > 0 && !table.deedsOverWords;

/**
 * What a block's direction follows, by the first rule that holds:
 * - `nothing`: by its verdict it tells nothing on the test pairs that could follow either;
 * - `few`: there is no interval;
 * - `open`: the interval holds a coin toss;
 * - `uncounted`: it lies on one side, and there is no bag of words to compare with;
 * - `bag`: so it is, but the interval of what it has over the bag of words holds 0 or lies on the other side: counting words may go as far;
 * - `deeds`, `words`: both lie above, or both below.
 */
export type Follows = 'deeds' | 'words' | 'bag' | 'uncounted' | 'open' | 'few' | 'nothing';

/** Verdicts by which there is nothing that could follow either. */
const NOTHING: readonly VerdictKind[] = ['unread', 'none', 'few', 'arriving', 'undetermined', 'below', 'chance', 'lucky'];

/** By the block's columns and its verdict; null where the share is not known. */
export function follows(at: (column: (typeof APART)[number]) => number, verdict: VerdictKind): Follows | null {
  if (Number.isNaN(at('deedsOverWords'))) return null;
  if (NOTHING.includes(verdict)) return 'nothing';
  const [low, high] = [at('deedsOverWordsLow'), at('deedsOverWordsHigh')];
  if (Number.isNaN(low) || Number.isNaN(high)) return 'few';
  if (low <= 0.5 && high >= 0.5) return 'open';
  const [overLow, overHigh] = [at('deedsOverBagLow'), at('deedsOverBagHigh')];
  if (Number.isNaN(overLow) || Number.isNaN(overHigh)) return 'uncounted';
  if (low > 0.5) return overLow > 0 ? 'deeds' : 'bag';
  return overHigh < 0 ? 'words' : 'bag';
}
