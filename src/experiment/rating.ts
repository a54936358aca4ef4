/** What somebody made of an answer, on the scale of Empathy in Action. */
import type * as v from 'valibot';
import { flag, nonEmptyText, oneOf, record } from '../formats/schemas';
import { id, moment } from './fields';
import { secondsOf } from './instant';

export const rating = record({
  /** An answer, or a scored text of a set. */
  of: id,
  by: nonEmptyText,
  /** Whoever rated did not see how it had been pushed. */
  blind: flag,
  score: oneOf(0, 1, 2),
  /** ISO 8601. */
  at: moment,
  source: oneOf('person', 'judge', 'set'),
});
export type Rating = v.InferOutput<typeof rating>;

/** Whoever rated: a person and a judge of one name are two raters. */
export type Rater = Pick<Rating, 'by' | 'source'>;

const isOf = (a: Pick<Rating, 'of' | 'by' | 'source'>, b: Pick<Rating, 'of' | 'by' | 'source'>): boolean =>
  a.of === b.of && a.by === b.by && a.source === b.source;

/** The ratings with this one, in the place of an earlier one of the same answer by the same rater. */
export const withRating = (ratings: readonly Rating[], one: Rating): readonly Rating[] => [
  ...ratings.filter((other) => !isOf(other, one)),
  one,
];

/** The ratings without the one of this answer by this rater; the same list where there is none. */
export const withoutRating = (ratings: readonly Rating[], gone: Rater & Pick<Rating, 'of'>): readonly Rating[] =>
  ratings.some((one) => isOf(one, gone)) ? ratings.filter((one) => !isOf(one, gone)) : ratings;

/**
 * The ratings of two lists: where one rater rated one answer in both, the later rating stands, the first list's where both are of one
 * moment. The first list itself where the second adds nothing.
 */
export function joinedRatings(own: readonly Rating[], others: readonly Rating[]): readonly Rating[] {
  const key = ({ of, source, by }: Rating): string => JSON.stringify([of, source, by]);
  const there = new Map(own.map((one) => [key(one), one]));
  let changed = false;
  for (const one of others) {
    const before = there.get(key(one));
    if (before && secondsOf(before.at) >= secondsOf(one.at)) continue;
    there.set(key(one), one);
    changed = true;
  }
  return changed ? [...there.values()] : own;
}

/** The raters of these ratings, in the order of their first one. */
export function ratersOf(ratings: readonly Rating[]): readonly Rater[] {
  const raters = new Map(ratings.map(({ by, source }) => [JSON.stringify([source, by]), { by, source }]));
  return [...raters.values()];
}
