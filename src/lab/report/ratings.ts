/**
 * What ratings of answers say: how each strength was rated, how far the raters agree, and whether the score of an answer, read again
 * without a push, goes along with its rating. Pure.
 */
import { partial, pearson, spearman } from '../correlation';
import type { Interval } from '../bootstrap';
import { agreementOf, type Kappa, type Score } from '../kappa';
import { mean } from '../moments';
import { tInterval } from '../t-interval';

export interface RatedAnswer {
  /** Which kind of push it was written under, as a place in a list of them. */
  readonly push: number;
  readonly alpha: number;
  /**
   * At most one of each rater, who is a place in a list. `blind`: given without knowing how the answer was pushed;
   * `judge`: by a program.
   */
  readonly ratings: readonly { readonly rater: number; readonly score: Score; readonly blind: boolean; readonly judge?: boolean }[];
  /** [layer] its score along the directions on show, read again without a push; null where it was not. */
  readonly read: readonly number[] | null;
  /** How many words it has. */
  readonly words: number;
}

export interface RatingsGiven {
  readonly answers: readonly RatedAnswer[];
  readonly raters: number;
  readonly seed: number;
}

/**
 * Which ratings a figure counts: the blind ones, for whoever knows the push may rate what was meant and not what is there; where there is
 * no blind one, those that there are.
 */
export interface Counted {
  readonly blind: boolean;
  /** How many are left out because they are not blind. */
  readonly leftOut: number;
  /** Ratings of judges: beside those of people they count in agreements alone. Absent where there are none, or in an agreement. */
  readonly judges?: 'left out' | 'alone';
}

/** One strength of a push. `low`, `high`: Student's t over answers, NaN under two. */
export interface RatedStrength extends Interval {
  readonly push: number;
  readonly alpha: number;
  readonly answers: number;
  /** Answers with a rating that counts. */
  readonly rated: number;
  /** Mean over those, each the mean of its raters; NaN without one. */
  readonly mean: number;
  /** The share of answers without one. */
  readonly unscored: number;
}

/** Two raters over the answers that both rated blind, or rated at all; at least one. `leftOut`: answers that not both rated blind. */
export interface RaterAgreement extends Kappa, Counted {
  readonly first: number;
  readonly second: number;
}

/**
 * [layer] r and rho: Pearson's and Spearman's r of score and rating (the mean of an answer's raters), with their p; length: Pearson's r of
 * score and words; given: r of score and rating with the part taken out that words explain. NaN where something does not vary.
 */
export const SERIES = ['r', 'p', 'rho', 'rhoP', 'length', 'given', 'givenP'] as const;
export interface RatedSeries extends Counted {
  /** Answers. */
  readonly n: number;
  readonly table: Readonly<Record<(typeof SERIES)[number], readonly number[]>>;
}

export interface RatingsReport {
  /** By push, then by strength. */
  readonly strengths: readonly RatedStrength[];
  /** The ratings that `strengths` count. */
  readonly counted: Counted;
  readonly agreements: readonly RaterAgreement[];
  /** null for fewer than three rated answers that were read: two points always lie on a line. */
  readonly series: RatedSeries | null;
}

export function ratingsReport({ answers, raters, seed }: RatingsGiven): RatingsReport {
  const { some, ...counted } = blindOnes(answers);
  return { strengths: strengthsOf(some), counted, agreements: agreementsOf(answers, raters, seed), series: seriesOf(answers) };
}

/** The answers with the ratings that count. */
function blindOnes<T extends RatedAnswer>(all: readonly T[]): Counted & { readonly some: readonly T[] } {
  const given = all.flatMap(({ ratings }) => ratings);
  if (!given.some(({ judge }) => judge)) return blindOf(all);
  if (given.every(({ judge }) => judge)) return { ...blindOf(all), judges: 'alone' };
  return { ...blindOf(all.map((one) => ({ ...one, ratings: one.ratings.filter(({ judge }) => !judge) }))), judges: 'left out' };
}

function blindOf<T extends RatedAnswer>(answers: readonly T[]): Counted & { readonly some: readonly T[] } {
  const seen = answers.reduce((sum, { ratings }) => sum + ratings.filter(({ blind }) => !blind).length, 0);
  const all = answers.reduce((sum, { ratings }) => sum + ratings.length, 0);
  if (all === seen) return { some: answers, blind: false, leftOut: 0 };
  const some = answers.map((one) => ({ ...one, ratings: one.ratings.filter(({ blind }) => blind) }));
  return { some, blind: true, leftOut: seen };
}

const ratingOf = ({ ratings }: RatedAnswer): number => mean(ratings.map(({ score }) => score));
const isRated = ({ ratings }: RatedAnswer): boolean => ratings.length > 0;

function strengthsOf(answers: readonly RatedAnswer[]): RatedStrength[] {
  const groups = new Map<string, RatedAnswer[]>();
  for (const one of answers) {
    const key = `${one.push} ${one.alpha}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const strengths = [...groups.values()].map((group): RatedStrength => {
    const { push, alpha } = group[0]!;
    const values = group.filter(isRated).map(ratingOf);
    const unscored = (group.length - values.length) / group.length;
    return { push, alpha, answers: group.length, rated: values.length, mean: mean(values), ...tInterval(values), unscored };
  });
  return strengths.sort((a, b) => a.push - b.push || a.alpha - b.alpha);
}

function agreementsOf(answers: readonly RatedAnswer[], raters: number, seed: number): RaterAgreement[] {
  const by = (rater: number, { ratings }: RatedAnswer) => ratings.find((one) => one.rater === rater);
  const pairs = Array.from({ length: raters }, (_, first) =>
    Array.from({ length: raters - first - 1 }, (_, i) => ({ first, second: first + 1 + i })),
  ).flat();
  return pairs.flatMap(({ first, second }) => {
    const all = answers.flatMap((one) => {
      const [a, b] = [by(first, one), by(second, one)];
      return a === undefined || b === undefined ? [] : [[a, b] as const];
    });
    if (all.length === 0) return [];
    const blind = all.filter(([a, b]) => a.blind && b.blind);
    const both = blind.length > 0 ? blind : all;
    const [own, others] = [both.map(([a]) => a.score), both.map(([, b]) => b.score)];
    return [{ first, second, blind: blind.length > 0, leftOut: all.length - both.length, ...agreementOf(own, others, { seed }) }];
  });
}

function seriesOf(answers: readonly RatedAnswer[]): RatedSeries | null {
  const { some, ...counted } = blindOnes(answers.filter((one): one is RatedAnswer & { read: readonly number[] } => one.read !== null));
  const read = some.filter(isRated);
  if (read.length < 3) return null;
  const [ratings, words] = [read.map(ratingOf), read.map((one) => one.words)];
  const layers = Array.from(read[0]!.read, (_, layer) => {
    const scores = read.map((one) => one.read[layer] ?? NaN);
    if (!scores.every(Number.isFinite)) return { r: NaN, p: NaN, rho: NaN, rhoP: NaN, length: NaN, given: NaN, givenP: NaN };
    const [r, rho, given] = [pearson(scores, ratings), spearman(scores, ratings), partial(scores, ratings, words)];
    return { r: r.r, p: r.p, rho: rho.r, rhoP: rho.p, length: pearson(scores, words).r, given: given.r, givenP: given.p };
  });
  const column = (name: (typeof SERIES)[number]): readonly number[] => layers.map((layer) => layer[name]);
  const table = Object.fromEntries(SERIES.map((name) => [name, column(name)])) as RatedSeries['table'];
  return { n: read.length, table, ...counted };
}
