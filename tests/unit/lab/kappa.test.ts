/** Weighted kappa against scikit-learn, its interval against SciPy's formula on the same resamples, and what has neither. */
import { describe, expect, test } from 'vitest';
import golden from '../../fixtures/lab/kappa.json';
import { agreementOf, quadraticKappa, scoreTable, type Score } from '../../../src/lab/kappa';
import { expectClose } from './golden';

const scores = (values: readonly number[]): readonly Score[] => values as readonly Score[];
const repeat = (score: Score, n: number): Score[] => Array.from({ length: n }, () => score);

describe('quadratic kappa', () => {
  test.each(golden.cases)('equals scikit-learn ($a.length answers, $kappa)', ({ a, b, kappa, interval }) => {
    const found = agreementOf(scores(a), scores(b), { seed: golden.seed, resamples: golden.resamples });
    expectClose([found.kappa], [kappa]);
    expect(found.n).toBe(a.length);
    if (interval === null) return expect(found.interval).toBe('few');
    if (typeof found.interval === 'string') return expect.fail(found.interval);
    expectClose([found.interval.low, found.interval.high], interval, 1e-10);
  });
  test('is not defined where both gave one and the same score', () => {
    expect(quadraticKappa(scoreTable([1, 1], [1, 1]))).toBeNaN();
    expect(quadraticKappa(scoreTable([], []))).toBeNaN();
  });
  test('counts each pair of scores', () => {
    expect(scoreTable([0, 2, 2], [1, 2, 0])).toEqual([
      [0, 1, 0],
      [0, 0, 0],
      [1, 0, 1],
    ]);
  });
  test('refuses lists of different length, and other scores', () => {
    expect(() => scoreTable([0, 1], [0])).toThrow('cannot compare 2 ratings with 1');
    expect(() => scoreTable([0, 3 as Score], [0, 1])).toThrow('rating 1 is not 0, 1 or 2: 3, 1');
  });
});

describe('there is no interval, and the reason is told', () => {
  const varied = scores([0, 1, 2, 0, 1, 2, 0, 1, 2, 0]);
  test.each([
    ['few', varied.slice(1), varied.slice(1)],
    ['one-score', varied, repeat(1, 10)],
    ['alike', varied, varied],
    ['undefined', [...repeat(0, 9), 2], [...repeat(0, 9), 1]],
  ] as const)('%s', (reason, a, b) => expect(agreementOf(a, b).interval).toBe(reason));
  test('a rater who used one score only agrees with nobody beyond chance: kappa is 0', () =>
    expect(agreementOf(varied, repeat(1, 10)).kappa).toBe(0));
});
