import { describe, expect, it } from 'vitest';
import { aurocInterval, resampleClasses, resamplePairs } from '../../../../src/lab/auroc-interval';
import type { Interval } from '../../../../src/lab/bootstrap';
import { measureBlock, type BlockOptions } from '../../../../src/lab/report/block';
import { expectClose, golden } from '../golden';

/** As pairs where the classes are equal in size. */
const measured = (layer: number, positive: readonly number[], negative: readonly number[], options: BlockOptions) =>
  measureBlock(layer, { paired: positive.length === negative.length, positive, negative }, options);

describe('measureBlock', () => {
  it('equal scikit-learn and numpy', () => {
    golden.metrics.forEach(({ positive, negative, midpoint, ...expected }, layer) => {
      const actual = measured(layer, positive, negative, { midpoint });
      const { auroc, threshold, accuracy, accuracyMedian, separation, d } = expected;
      expectClose(
        [actual.auroc, actual.threshold, actual.accuracy, actual.accuracyMedian, actual.separation, actual.d],
        [auroc, threshold, accuracy, accuracyMedian, separation, d],
        1e-11,
      );
    });
  });

  it('give NaN for what one text, or no spread, cannot tell', () => {
    const one = measured(0, [1], [0], { midpoint: 0 });
    expect(one).toMatchObject({ auroc: 1, accuracy: 1, separation: 1, d: NaN, aurocLow: NaN, aurocHigh: NaN });
    expect(measured(0, [1, 2], [0], { midpoint: 0 }).d).toBeNaN();
    expect(measured(0, [0.1, 0.1, 0.1], [0.3, 0.3, 0.3], { midpoint: 0, resamples: 0 }).d).toBeNaN();
    expect(measured(0, [1, 2], [0, 1], { midpoint: 0, resamples: 0 })).toMatchObject({ aurocLow: NaN, aurocHigh: NaN });
  });

  it('give an interval from ten pairs on, by pair, or by class where there are no pairs', () => {
    const line = (n: number, from: number): number[] => Array.from({ length: n }, (_, i) => from + ((i * 7) % n) / 3);
    const interval = (n: number, m = n): number[] => {
      const { aurocLow, aurocHigh } = measured(0, line(n, 0.4), line(m, 0), { midpoint: 0 });
      return [aurocLow, aurocHigh];
    };
    expect([interval(9), interval(9, 20)]).toEqual([
      [NaN, NaN],
      [NaN, NaN],
    ]);
    const of = ({ low, high }: Interval): number[] => [low, high];
    expect(interval(10)).toEqual(of(aurocInterval(resamplePairs(line(10, 0.4), line(10, 0)))));
    expect(interval(10, 20)).toEqual(of(aurocInterval(resampleClasses(line(10, 0.4), line(20, 0)))));
  });

  it('count a score at the threshold as negative', () =>
    expect(measured(0, [1, 2], [1, 0], { midpoint: 1, resamples: 0 }).accuracy).toBe(0.75));

  it('refuse empty classes, NaN and a threshold that is not a number', () => {
    expect(() => measured(0, [], [1], { midpoint: 0 })).toThrow('got 0 positive');
    expect(() => measured(0, [NaN], [1], { midpoint: 0 })).toThrow('NaN');
    expect(() => measured(4, [1], [1], { midpoint: NaN })).toThrow('midpoint of block 4');
  });
});
