import { describe, expect, it } from 'vitest';
import { auroc } from '../../../src/lab/auroc';
import { aurocClassPermutationP, aurocPermutationP, permutationP } from '../../../src/lab/permutation';
import { gaussian, random, shuffle } from '../../../src/lab/random';
import { expectClose, golden } from './golden';
import { reading } from './reading';

describe('permutation p', () => {
  it('equals numpy and scikit-learn, draw for draw', () => {
    for (const { positive, negative, draws, seed, p } of golden.permutation)
      expect(aurocPermutationP(positive, negative, { draws, seed })).toBe(p);
  });
  it('is exact where all throws of the labels are fewer than the draws: every one is counted once, whatever the seed', () => {
    const [positive, negative] = [
      [0.3, 1.2, -0.4, 2.2, 0.9, 0.9],
      [0.1, 1.4, -0.8, 0.2, 0.9, -1],
    ];
    const all = Array.from({ length: 2 ** 6 }, (_, throws) => {
      const swap = (i: number): boolean => ((throws >> i) & 1) === 1;
      return auroc(
        positive.map((x, i) => (swap(i) ? negative[i]! : x)),
        negative.map((x, i) => (swap(i) ? positive[i]! : x)),
      );
    });
    const exact = all.filter((one) => one >= all[0]! - 1e-12).length / all.length;
    for (const seed of [1, 2, 3]) expect(aurocPermutationP(positive, negative, { seed })).toBeCloseTo(exact, 12);
    expect([aurocPermutationP([1, 2, 3], [0, -1, -2]), aurocPermutationP([1], [0])]).toEqual([0.125, 0.5]);
    for (const { positive, negative, exact } of golden.permutation) expect(aurocPermutationP(positive, negative)).toBeCloseTo(exact, 12);
  });
  it('without pairs equals it, too: labels thrown over all texts', () => {
    for (const { positive, negative, draws, seed, p } of reading.classes)
      expect(aurocClassPermutationP(positive, negative, { draws, seed })).toBe(p);
    expect(() => aurocClassPermutationP([], [1])).toThrow('got 0 positive and 1 negative');
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
  it('shuffles as Fisher and Yates do in Python', () => {
    for (const { n, seed, order } of reading.shuffle)
      expect(
        shuffle(
          Array.from({ length: n }, (_, i) => i),
          random(seed),
        ),
      ).toEqual(order);
  });
  it('gives normal numbers', () => {
    const x = Float64Array.from({ length: 100_000 }, gaussian(random(1)));
    const moment = (k: number): number => x.reduce((sum, value) => sum + value ** k, 0) / x.length;
    expectClose([moment(1), moment(2), moment(3), moment(4)], [0, 1, 0, 3], 0.03);
  });
});
