import { describe, expect, it } from 'vitest';
import { bootstrap } from '../../../src/lab/bootstrap';
import { layerMetrics } from '../../../src/lab/metrics';
import { mean } from '../../../src/lab/moments';
import { aurocPermutationP, permutationP } from '../../../src/lab/permutation';
import { gaussian, random } from '../../../src/lab/random';
import { expectClose, golden } from './golden';

describe('layerMetrics', () => {
  it('equal scikit-learn and numpy, the interval too, draw for draw', () => {
    golden.metrics.forEach(({ positive, negative, midpoint, bootstrap: { resamples, seed, interval }, ...expected }, layer) => {
      const actual = layerMetrics(layer, positive, negative, { midpoint, resamples, seed });
      const { auroc, threshold, accuracy, accuracyMedian, separation, d } = expected;
      expect(actual).toMatchObject({ layer, nPositive: positive.length, nNegative: negative.length });
      expectClose(
        [actual.auroc, actual.threshold, actual.accuracy, actual.accuracyMedian, actual.separation, actual.d, actual.aurocLow, actual.aurocHigh],
        [auroc, threshold, accuracy, accuracyMedian, separation, d, ...interval],
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

  it('count a score at the threshold as negative', () => expect(layerMetrics(0, [1, 2], [1, 0], { midpoint: 1, resamples: 0 }).accuracy).toBe(0.75));

  it('refuse empty classes, NaN and a threshold that is not a number', () => {
    expect(() => layerMetrics(0, [], [1], { midpoint: 0 })).toThrow('got 0 positive');
    expect(() => layerMetrics(0, [NaN], [1], { midpoint: 0 })).toThrow('NaN');
    expect(() => layerMetrics(4, [1], [1], { midpoint: NaN })).toThrow('midpoint of layer 4');
  });
});

describe('bootstrap', () => {
  const { x, scipy, seed, resamples, level, interval, auroc } = golden.bootstrap;
  const meanOf = (indices: Int32Array): number => mean(Array.from(indices, (i) => x[i]!));

  it('equals numpy draw for draw, and scipy in distribution', () => {
    const exact = bootstrap(x.length, meanOf, { seed, resamples, level });
    expectClose([exact.low, exact.high], interval);
    const many = bootstrap(x.length, meanOf, { resamples: 50_000 });
    expectClose([many.low, many.high], scipy, 0.02);
    const area = layerMetrics(0, auroc.positive, auroc.negative, { midpoint: null });
    expectClose([area.aurocLow, area.aurocHigh], auroc.scipy, 0.02);
  });

  it('is the same for the same seed and another for another', () => {
    expect(bootstrap(12, meanOf, { seed: 4 })).toEqual(bootstrap(12, meanOf, { seed: 4 }));
    expect(bootstrap(12, meanOf, { seed: 4 })).not.toEqual(bootstrap(12, meanOf, { seed: 5 }));
  });

  it('covers the truth about as often as it says', () => {
    const normal = gaussian(random(8));
    let covered = 0;
    for (let trial = 0; trial < 400; trial++) {
      const sample = Float64Array.from({ length: 40 }, normal);
      const { low, high } = bootstrap(40, (indices) => indices.reduce((sum, i) => sum + sample[i]!, 0) / 40, { resamples: 400, seed: trial });
      if (low <= 0 && 0 <= high) covered++;
    }
    expect(covered / 400).toBeGreaterThan(0.9);
    expect(covered / 400).toBeLessThan(0.98);
  });

  it('draws every stratum from its own, and refuses nonsense', () => {
    bootstrap([2, 5], (indices) => {
      expect(Math.max(...indices.subarray(0, 2))).toBeLessThan(2);
      expect(Math.max(...indices)).toBeLessThan(5);
      return indices.length;
    }, { resamples: 20 });
    expect(bootstrap(3, () => NaN)).toEqual({ low: NaN, high: NaN });
    expect(() => bootstrap(0, () => 0)).toThrow('cannot resample 0');
    expect(() => bootstrap(2, () => 0, { resamples: 0 })).toThrow('got 0');
    expect(() => bootstrap(2, () => 0, { level: 95 })).toThrow('got 95');
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
