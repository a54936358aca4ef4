import { describe, expect, it } from 'vitest';
import { auroc } from '../../../src/lab/auroc';
import { mean, variance } from '../../../src/lab/moments';
import { quantile } from '../../../src/lab/quantile';
import { ranks } from '../../../src/lab/ranks';
import { tally } from '../../../src/lab/tally';
import { expectClose, golden } from './golden';

describe('auroc', () => {
  it('equals scikit-learn, ties and all', () => {
    for (const { positive, negative, auroc: expected } of golden.auroc) {
      expectClose([auroc(positive, negative), auroc(negative, positive)], [expected, 1 - expected]);
      const counts = tally([...positive, ...negative]);
      for (let round = 0; round < 2; round++) {
        [...positive, ...negative].forEach((_, i) => counts.add(i, i < positive.length));
        expectClose([counts.auroc()], [expected]);
      }
    }
  });

  it('knows infinities, and refuses an empty class and NaN', () => {
    expect(auroc([Infinity, 0], [-Infinity, 0])).toBe(0.875);
    expect(() => auroc([], [1])).toThrow('got 0 positive and 1 negative');
    expect(() => auroc([1], [])).toThrow('got 1 positive and 0 negative');
    expect(() => auroc([1, NaN], [1])).toThrow('value 1 of 3 is NaN');
  });
});

describe('the order statistics beneath', () => {
  it('ranks equal scipy', () => golden.ranks.forEach(({ x, ranks: expected }) => expectClose(ranks(x), expected)));
  it('quantiles equal numpy', () => {
    const { sorted, q, values } = golden.quantile;
    expectClose(
      q.map((each) => quantile(sorted, each)),
      values,
    );
    expect(() => quantile([], 0.5)).toThrow('no values');
    expect(() => quantile([1], 1.1)).toThrow('got 1.1');
  });
  it('moments equal numpy, exactly so for a constant', () => {
    for (const { x, mean: m, variance: v } of golden.moments) expectClose([mean(x), variance(x)], [m, v]);
    expect([mean([0.1, 0.1, 0.1]), variance([0.1, 0.1, 0.1])]).toEqual([0.1, 0]);
    expect([mean([]), variance([1])]).toEqual([NaN, NaN]);
  });
});
