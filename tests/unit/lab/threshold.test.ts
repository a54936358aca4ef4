/** The threshold of a monitor, against its definition. */
import { describe, expect, test } from 'vitest';
import { random } from '../../../src/lab/random';
import { above, thresholdAt } from '../../../src/lab/threshold';

const counting = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

describe('the least value that one more exceeds with at most this probability', () => {
  test.each([
    [20, 0.05, 20, 0],
    [20, 0.1, 19, 1],
    [40, 0.1, 37, 3],
    [39, 0.1, 36, 3],
    [14, 0.2, 12, 2],
    // A share between two whole numbers of texts: the smaller number.
    [18, 0.1, 18, 0],
    // 0.29 · 100 is 28.999999999999996 in floating point.
    [99, 0.29, 71, 28],
  ])('of 1 … %i at %d: %d, with %i above', (n, share, value, over) =>
    expect(thresholdAt(counting(n).reverse(), share)).toMatchObject({ value, above: over, of: n, next: (over + 1) / (n + 1) }),
  );

  test('has the exact interval of what lies above', () => {
    const { interval } = thresholdAt(counting(40), 0.1)!;
    expect(interval.low).toBeCloseTo(0.0157422, 6);
    expect(interval.high).toBeCloseTo(0.2038647, 6);
  });

  test('below 1 in n + 1 the largest stands, and the next exceeds it more often than was asked', () => {
    expect(thresholdAt(counting(8), 0.1)).toMatchObject({ value: 8, above: 0, of: 8, next: 1 / 9 });
    expect(thresholdAt([2], 0.2)).toMatchObject({ value: 2, above: 0, of: 1, next: 0.5 });
  });

  test('ties at it do not exceed it', () => {
    expect(thresholdAt([1, 3, 3, 3, 3], 0.4)).toMatchObject({ value: 3, above: 0, of: 5 });
    expect(thresholdAt([1, 3, 3, 3, 4], 0.4)).toMatchObject({ value: 3, above: 1, of: 5 });
  });

  test('NaN is a text that was not read; none at all give none', () => {
    expect(thresholdAt([NaN, 1, NaN, 2, 3, 4, 5], 0.4)).toMatchObject({ value: 4, above: 1, of: 5 });
    expect(thresholdAt([NaN], 0.1)).toBeNull();
    expect(thresholdAt([], 0.1)).toBeNull();
  });

  test('by its definition, on draws with ties: it keeps the rate, and no lower value does', () => {
    const draw = random(7);
    for (let trial = 0; trial < 200; trial++) {
      const values = Array.from({ length: 1 + Math.floor(draw() * 30) }, () => Math.floor(draw() * 12));
      for (const share of [0.05, 0.1, 0.2]) {
        const { value } = thresholdAt(values, share)!;
        const most = Math.max(0, share * (values.length + 1) - 1) + 1e-9;
        expect(above(values, value).above).toBeLessThanOrEqual(most);
        expect(above(values, value - 1e-6).above).toBeGreaterThan(most);
      }
    }
  });

  test.each([-0.1, 1, NaN])('a share of %d is refused', (share) => expect(() => thresholdAt([1], share)).toThrow(`got ${share}`));
});

test('how many of other texts lie above', () => {
  expect(above([1, 2, 3, NaN], 2)).toEqual({ above: 1, of: 3 });
  expect(above([], 2)).toEqual({ above: 0, of: 0 });
});
