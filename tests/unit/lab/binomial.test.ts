/** The exact interval of a share, against scipy.stats.binomtest(k, n).proportion_ci(method='exact') and closed forms. */
import { describe, expect, test } from 'vitest';
import { clopperPearson } from '../../../src/lab/binomial';

describe('Clopper and Pearson', () => {
  test.each([
    [1, 10, 0.0025285785, 0.4450161174],
    [5, 10, 0.1870860284, 0.8129139716],
    [3, 40, 0.0157421799, 0.2038647487],
    [43, 100, 0.3313910166, 0.5328662617],
  ])('%i of %i', (k, n, low, high) => {
    const found = clopperPearson(k, n);
    expect(found.low).toBeCloseTo(low, 6);
    expect(found.high).toBeCloseTo(high, 6);
  });
  test('none and all have closed forms', () => {
    expect(clopperPearson(0, 10)).toEqual({ low: 0, high: expect.closeTo(1 - 0.025 ** 0.1, 12) as number });
    expect(clopperPearson(10, 10)).toEqual({ low: expect.closeTo(0.025 ** 0.1, 12) as number, high: 1 });
  });
  test('is the mirror of what was not seen, for many trials, too', () => {
    const [some, others] = [clopperPearson(37, 5000), clopperPearson(4963, 5000)];
    expect(some.low).toBeCloseTo(1 - others.high, 10);
    expect(some.high).toBeCloseTo(1 - others.low, 10);
  });
  test.each([
    [-1, 3],
    [4, 3],
    [1.5, 3],
    [0, 0],
  ])('%d of %d is refused', (k, n) => expect(() => clopperPearson(k, n)).toThrow(`got ${k} of ${n}`));
});
