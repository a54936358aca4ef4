/** What somebody made of an answer, on the scale of Empathy in Action. */
import * as v from 'valibot';
import { finite, flag, nonEmptyText, oneOf, record } from '../formats/schemas';
import { id, moment } from './fields';
import { secondsOf } from './instant';

export const rating = record({
  /** An answer, or a scored text of a set. */
  of: id,
  by: nonEmptyText,
  /** Whoever rated did not see how it had been pushed. */
  blind: flag,
  score: oneOf(0, 1, 2),
  /** Of a judge that gives probabilities: Σ k·p(k) over 0, 1 and 2. */
  expected: v.optional(finite),
  /** Of a judge: the temperature that it was asked at; null: none was sent, so that its server's own held. Absent where nobody knows. */
  temperature: v.optional(v.nullable(finite)),
  /** ISO 8601. */
  at: moment,
  source: oneOf('person', 'judge', 'set'),
});
export type Rating = v.InferOutput<typeof rating>;

/** Whoever rated: a person and a judge of one name are two raters. */
export type Rater = Pick<Rating, 'by' | 'source'>;

const isOf = (a: Pick<Rating, 'of' | 'by' | 'source'>, b: Pick<Rating, 'of' | 'by' | 'source'>): boolean =>
  a.of === b.of && a.by === b.by && a.source === b.source;

/** What a judge is called: a model at a server is another judge than the same model elsewhere. */
export const judgeName = ({ model, host }: { readonly model: string; readonly host: string }): string => `${model} @ ${host}`;

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
 * moment. Two people may have one name: whoever scored an answer of both lists otherwise, and shares no rating with the first list's rater
 * to the second, is taken for somebody else, and called "Ann (2)". The first list itself where the second adds nothing.
 */
export function joinedRatings(own: readonly Rating[], others: readonly Rating[]): readonly Rating[] {
  const there = new Map(own.map((one) => [keyOf(one), one]));
  let changed = false;
  for (const rater of ratersOf(others)) {
    const theirs = others.filter(({ by, source }) => by === rater.by && source === rater.source);
    const by = ownName(theirs, there);
    for (const one of theirs.map((each) => ({ ...each, by }))) {
      const before = there.get(keyOf(one));
      if (before && secondsOf(before.at) >= secondsOf(one.at)) continue;
      there.set(keyOf(one), one);
      changed = true;
    }
  }
  return changed ? [...there.values()] : own;
}

const keyOf = ({ of, source, by }: Rating): string => JSON.stringify([of, source, by]);

/** The first name, of "Ann", "Ann (2)", "Ann (3)" …, under which nobody else is there. */
function ownName(theirs: readonly Rating[], there: ReadonlyMap<string, Rating>): string {
  const { by: name } = theirs[0]!;
  for (let n = 1; ; n++) {
    const by = n === 1 ? name : `${name} (${n})`;
    const both = theirs.flatMap((one) => {
      const own = there.get(keyOf({ ...one, by }));
      return own ? [[own, one] as const] : [];
    });
    const isSame = both.some(([own, one]) => own.score === one.score && secondsOf(own.at) === secondsOf(one.at));
    if (isSame || both.every(([own, one]) => own.score === one.score)) return by;
  }
}

/** The raters of these ratings, in the order of their first one. */
export function ratersOf(ratings: readonly Rating[]): readonly Rater[] {
  const raters = new Map(ratings.map(({ by, source }) => [JSON.stringify([source, by]), { by, source }]));
  return [...raters.values()];
}

/** Whether a person of this name has given a rating that was not blind. */
export const ratedKnowing = (ratings: readonly Rating[], by: string): boolean =>
  ratings.some((one) => one.by === by && one.source === 'person' && !one.blind);
