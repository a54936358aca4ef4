import { describe, expect, it } from 'vitest';
import { foldsOf, type Grouped, type Validation } from '../../../src/lab/folds';

const set = (sizes: readonly number[], test = 0): Grouped[] =>
  sizes
    .flatMap((size, g) => Array.from({ length: size }, () => ({ group: `g${g}`, split: 'train' as const })))
    .map((pair, i) => ({ ...pair, split: i < test ? 'test' : 'train' }));

describe('folds', () => {
  it('hold out each pair once, and train on all others', () => {
    for (const validation of ['k-fold', 'leave-one-group-out'] as const)
      for (const folds of [2, 3, 5]) {
        const all = foldsOf(set([4, 1, 8]), validation, { folds, seed: folds });
        expect(all.flatMap(({ test }) => test).sort((a, b) => a - b)).toEqual(Array.from({ length: 13 }, (_, i) => i));
        for (const { train, test } of all) {
          expect([...train, ...test].sort((a, b) => a - b)).toEqual(Array.from({ length: 13 }, (_, i) => i));
          expect(train.length).toBeGreaterThan(0);
        }
      }
  });

  it('of k parts differ by one pair at most, by the seed', () => {
    for (const n of [5, 13, 40]) {
      const sizes = foldsOf(set([n]), 'k-fold').map(({ test }) => test.length);
      expect(sizes).toHaveLength(5);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
    expect(foldsOf(set([13]), 'k-fold', { seed: 4 })).toEqual(foldsOf(set([13]), 'k-fold', { seed: 4 }));
    expect(foldsOf(set([13]), 'k-fold', { seed: 4 })).not.toEqual(foldsOf(set([13]), 'k-fold', { seed: 5 }));
    expect(foldsOf(set([13]), 'k-fold')[0]!.test).not.toEqual([0, 5, 10]);
  });

  it('leave out a group each, by its name', () => {
    const all = foldsOf(set([2, 3, 1]), 'leave-one-group-out');
    expect(all.map(({ name }) => name)).toEqual(['g0', 'g1', 'g2']);
    expect(all[1]).toEqual({ name: 'g1', train: [0, 1, 5], test: [2, 3, 4] });
  });

  it('of the set are its own split', () => expect(foldsOf(set([4], 1), 'split')).toEqual([{ name: 'split', train: [1, 2, 3], test: [0] }]));

  it('say what is missing', () => {
    expect(() => foldsOf(set([4]), 'split')).toThrow('none of 4 pairs is a test pair');
    expect(() => foldsOf(set([4], 4), 'split')).toThrow('all of 4 pairs are test pairs');
    expect(() => foldsOf(set([4]), 'k-fold')).toThrow('4 pairs are too few for 5 folds');
    expect(() => foldsOf(set([4]), 'k-fold', { folds: 1 })).toThrow('got 1');
    expect(() => foldsOf(set([4]), 'leave-one-group-out')).toThrow("one group, 'g0'");
    expect(() => foldsOf([], 'leave-one-group-out')).toThrow('no pairs to leave out');
    expect(() => foldsOf(set([4]), 'by luck' as Validation)).toThrow("no validation 'by luck'");
  });
});
