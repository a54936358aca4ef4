/** Ratings by strength, agreement of each two raters, and the series of rated answers. */
import { describe, expect, test } from 'vitest';
import { pearson, spearman } from '../../../../src/lab/correlation';
import { quadraticKappa, scoreTable, type Score } from '../../../../src/lab/kappa';
import { ratingsReport, type RatedAnswer } from '../../../../src/lab/report/ratings';

const answer = (alpha: number, scores: readonly (Score | null)[], over: Partial<RatedAnswer> = {}): RatedAnswer => ({
  ...{ push: 0, alpha, read: null, words: 10 },
  ratings: scores.flatMap((score, rater) => (score === null ? [] : [{ rater, score, blind: true }])),
  ...over,
});
const report = (answers: readonly RatedAnswer[], raters = 2) => ratingsReport({ answers, raters, seed: 1 });

test('means by strength and kind of push, with the share that nobody rated', () => {
  const { strengths } = report([
    answer(3, [2, 1]),
    answer(3, [2]),
    answer(-3, [0]),
    answer(3, []),
    answer(3, [0], { push: 1 }),
    answer(0, [null, null]),
  ]);
  const told = strengths.map(({ push, alpha, answers, rated, mean, unscored }) => [push, alpha, answers, rated, mean, unscored]);
  expect(told).toEqual([
    [0, -3, 1, 1, 0, 0],
    [0, 0, 1, 0, NaN, 1],
    [0, 3, 3, 2, 1.75, 1 / 3],
    [1, 3, 1, 1, 0, 0],
  ]);
  // scipy.stats.t.interval(0.95, 1, loc=1.75, scale=0.25)
  expect(strengths[2]!.low).toBeCloseTo(1.75 - 0.25 * 12.7062047364, 8);
  expect(strengths[0]!.low).toBeNaN();
});

test('each two raters who rated an answer both agree so far', () => {
  const answers = [answer(0, [0, 1, null]), answer(1, [2, 2, null]), answer(2, [1, null, 1]), answer(3, [0, 0, null])];
  const { agreements } = report(answers, 4);
  expect(agreements.map(({ first, second, n, interval }) => [first, second, n, interval])).toEqual([
    [0, 1, 3, 'few'],
    [0, 2, 1, 'few'],
  ]);
  expect(agreements[0]!.kappa).toBe(quadraticKappa(scoreTable([0, 2, 0], [1, 2, 0])));
  expect(report([answer(0, [1])], 1).agreements).toEqual([]);
});

test('the series of rated answers is of those that were read, each with the mean of its raters', () => {
  const read = [
    [1, 5],
    [2, 5],
    [4, 5],
    [3, NaN],
  ];
  const answers = [[0], [1, 2], [2], [1]].map((scores, i) => answer(i, scores as Score[], { read: read[i]!, words: 10 + i * i }));
  const { series } = report([...answers, answer(9, [2]), answer(9, [], { read: [9, 9] })]);
  const [scores, ratings] = [
    [1, 2, 4, 3],
    [0, 1.5, 2, 1],
  ];
  expect(series!.n).toBe(4);
  expect(series!.table.r).toEqual([pearson(scores, ratings).r, NaN]);
  expect(series!.table.rho[0]).toBe(spearman(scores, ratings).r);
  expect(series!.table.length[0]).toBe(pearson(scores, [10, 11, 14, 19]).r);
  expect(report(answers.slice(0, 2)).series).toBeNull();
});

describe('ratings of people who knew the push', () => {
  const known = (alpha: number, scores: readonly (readonly [Score, boolean])[], over: Partial<RatedAnswer> = {}): RatedAnswer => ({
    ...answer(alpha, [], over),
    ratings: scores.map(([score, blind], rater) => ({ rater, score, blind })),
  });
  const read = [1, 2, 3, 4].map((x) => ({ read: [x] }));
  const mixed = [
    known(0, [[0, true], [0, true]], read[0]), // prettier-ignore
    known(1, [[1, true], [2, true]], read[1]), // prettier-ignore
    known(2, [[2, true], [0, false]], read[2]), // prettier-ignore
    known(3, [[2, false]], read[3]),
  ];
  test('are counted nowhere beside blind ones: not in means, in agreement, or in the series', () => {
    const { strengths, counted, agreements, series } = report(mixed);
    expect(strengths.map(({ mean, rated, unscored }) => [mean, rated, unscored])).toEqual([
      [0, 1, 0],
      [1.5, 1, 0],
      [2, 1, 0],
      [NaN, 0, 1],
    ]);
    expect(counted).toEqual({ blind: true, leftOut: 2 });
    expect(agreements).toMatchObject([{ n: 2, blind: true, leftOut: 1, kappa: quadraticKappa(scoreTable([0, 1], [0, 2])) }]);
    expect(series).toMatchObject({ n: 3, blind: true, leftOut: 2 });
    expect(series!.table.r[0]).toBe(pearson([1, 2, 3], [0, 1.5, 2]).r);
  });
  test('count where there are no others, and it is told', () => {
    const open = mixed.map((one) => ({ ...one, ratings: one.ratings.map((each) => ({ ...each, blind: false })) }));
    const { strengths, counted, agreements, series } = report(open);
    expect(strengths.map(({ rated }) => rated)).toEqual([1, 1, 1, 1]);
    expect(counted).toEqual({ blind: false, leftOut: 0 });
    expect(agreements).toMatchObject([{ n: 3, blind: false, leftOut: 0 }]);
    expect(series).toMatchObject({ n: 4, blind: false, leftOut: 0 });
  });
  test('count for two raters who have no answer that both rated blind', () => {
    const { agreements, counted } = report([known(0, [[1, true], [1, false]]), known(1, [[0, false], [2, true]])]); // prettier-ignore
    expect(agreements).toMatchObject([{ n: 2, blind: false }]);
    expect(counted).toEqual({ blind: true, leftOut: 2 });
  });
});

describe('a judge beside people', () => {
  const given = (person: Score | null, judge: Score | null): RatedAnswer['ratings'] => [
    ...(person === null ? [] : [{ rater: 0, score: person, blind: false }]),
    ...(judge === null ? [] : [{ rater: 1, score: judge, blind: true, judge: true }]),
  ];
  test('counts in agreement, and in no mean or r where a person has rated, blind or not', () => {
    const answers = [given(2, 0), given(1, 1), given(0, null), given(null, 2)].map((ratings) => answer(0, [], { ratings, read: [1] }));
    const { strengths, counted, agreements, series } = report(answers);
    expect([strengths[0]!.rated, strengths[0]!.mean]).toEqual([3, 1]);
    expect(counted).toEqual({ blind: false, leftOut: 0, judges: 'left out' });
    expect([agreements[0]!.n, agreements[0]!.kappa]).toEqual([2, quadraticKappa(scoreTable([2, 1], [0, 1]))]);
    expect(series).toMatchObject({ n: 3, judges: 'left out' });
  });
  test('alone it counts, and that is said', () => {
    const { strengths, counted } = report([answer(0, [], { ratings: given(null, 2) }), answer(0, [], { ratings: given(null, 1) })]);
    expect([strengths[0]!.mean, counted]).toEqual([1.5, { blind: true, leftOut: 0, judges: 'alone' }]);
  });
});
