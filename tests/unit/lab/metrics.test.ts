import { describe, expect, it } from 'vitest';
import { aurocInterval, resampleClasses, resamplePairs } from '../../../src/lab/auroc-interval';
import type { Interval } from '../../../src/lab/bootstrap';
import { layerMetrics } from '../../../src/lab/metrics';
import { aurocPermutationP, permutationP } from '../../../src/lab/permutation';
import { gaussian, random } from '../../../src/lab/random';
import { expectClose, golden } from './golden';

describe('layerMetrics', () => {
  it('equal scikit-learn and numpy', () => {
    golden.metrics.forEach(({ positive, negative, midpoint, ...expected }, layer) => {
      const actual = layerMetrics(layer, positive, negative, { midpoint });
      const { auroc, threshold, accuracy, accuracyMedian, separation, d } = expected;
      expect(actual).toMatchObject({ layer, nPositive: positive.length, nNegative: negative.length });
      expectClose(
        [actual.auroc, actual.threshold, actual.accuracy, actual.accuracyMedian, actual.separation, actual.d],
        [auroc, threshold, accuracy, accuracyMedian, separation, d],
        1e-11,
      );
    });
  });

  it('give NaN for what one text, or no spread, cannot tell', () => {
    const one = layerMetrics(0, [1], [0], { midpoint: 0 });
    expect(one).toMatchObject({ auroc: 1, accuracy: 1, separation: 1, d: NaN, aurocLow: NaN, aurocHigh: NaN });
    expect(layerMetrics(0, [1, 2], [0], { midpoint: 0 }).d).toBeNaN();
    expect(layerMetrics(0, [0.1, 0.1, 0.1], [0.3, 0.3, 0.3], { midpoint: 0, resamples: 0 }).d).toBeNaN();
    expect(layerMetrics(0, [1, 2], [0, 1], { midpoint: 0, resamples: 0 })).toMatchObject({ aurocLow: NaN, aurocHigh: NaN });
  });

  it('give an interval from ten pairs on, by pair, or by class where there are no pairs', () => {
    const line = (n: number, from: number): number[] => Array.from({ length: n }, (_, i) => from + ((i * 7) % n) / 3);
    const interval = (n: number, m = n): number[] => {
      const { aurocLow, aurocHigh } = layerMetrics(0, line(n, 0.4), line(m, 0), { midpoint: 0 });
      return [aurocLow, aurocHigh];
    };
    expect([interval(9), interval(9, 20)]).toEqual([[NaN, NaN], [NaN, NaN]]);
    const of = ({ low, high }: Interval): number[] => [low, high];
    expect(interval(10)).toEqual(of(aurocInterval(resamplePairs(line(10, 0.4), line(10, 0)))));
    expect(interval(10, 20)).toEqual(of(aurocInterval(resampleClasses(line(10, 0.4), line(20, 0)))));
  });

  it('count a score at the threshold as negative', () => expect(layerMetrics(0, [1, 2], [1, 0], { midpoint: 1, resamples: 0 }).accuracy).toBe(0.75));

  it('refuse empty classes, NaN and a threshold that is not a number', () => {
    expect(() => layerMetrics(0, [], [1], { midpoint: 0 })).toThrow('got 0 positive');
    expect(() => layerMetrics(0, [NaN], [1], { midpoint: 0 })).toThrow('NaN');
    expect(() => layerMetrics(4, [1], [1], { midpoint: NaN })).toThrow('midpoint of layer 4');
  });
});

describe('permutation p', () => {
  it('equals numpy and scikit-learn, draw for draw', () => {
    for (const { positive, negative, draws, seed, p } of golden.permutation) expect(aurocPermutationP(positive, negative, { draws, seed })).toBe(p);
  });
  it('is never 0 and refuses what are no pairs', () => {
    expect(permutationP(2, [0, 1, 1])).toBe(0.25);
    expect(permutationP(1, [0, 1, 1])).toBe(0.75);
    expect(permutationP(NaN, [0])).toBeNaN();
    expect(() => permutationP(1, [])).toThrow('no permutations');
    expect(() => aurocPermutationP([1, 2], [1])).toThrow('got 2 positive and 1 negative');
  });
});

describe('random', () => {
  it('equals sfc32 as written in Python', () => {
    for (const { seed, uniform } of golden.random) {
      const next = random(seed);
      expect(uniform.map(() => next())).toEqual(uniform);
    }
    expect(() => random(0.5)).toThrow('got 0.5');
  });
  it('gives normal numbers', () => {
    const x = Float64Array.from({ length: 100_000 }, gaussian(random(1)));
    const moment = (k: number): number => x.reduce((sum, value) => sum + value ** k, 0) / x.length;
    expectClose([moment(1), moment(2), moment(3), moment(4)], [0, 1, 0, 3], 0.03);
  });
});
