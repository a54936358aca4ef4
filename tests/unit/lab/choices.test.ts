import { describe, expect, test } from 'vitest';
import { among, effect, FEWEST_ITEMS, margins } from '../../../src/lab/choices';
import { gaussian, random } from '../../../src/lab/random';

describe('margins', () => {
  test('are means over wordings of each side', () => {
    expect(margins([[-1, -3, -4, -6]], [['positive', 'positive', 'negative', 'negative']])).toEqual([3]);
    expect(margins([[-4, -1]], [['negative', 'positive']])).toEqual([3]);
  });
  test('need both sides', () => expect(() => margins([[-1], [-1]], [['positive'], ['negative']])).toThrow('item 1 has no negative'));
});

describe('the effect of a push', () => {
  test('is the mean shift; no movement is a wrong one', () => {
    const plain = [0, 1, 2, 3];
    expect(effect([1, 1, 1, 5], plain, 1)).toEqual({ mean: 0.5, shifts: [1, 0, -1, 2], wrong: 0.5, low: NaN, high: NaN });
    expect(effect([1, 1, 1, 5], plain, -1).wrong).toBe(0.75);
  });
  test('has an interval from ten items on, which covers', () => {
    const normal = gaussian(random(3));
    let covered = 0;
    for (let set = 0; set < 200; set++) {
      const shifts = Array.from({ length: 4 * FEWEST_ITEMS }, () => 1 + normal());
      const { low, high } = effect(
        shifts,
        shifts.map(() => 0),
        1,
        { resamples: 400, seed: set },
      );
      covered += low <= 1 && high >= 1 ? 1 : 0;
    }
    expect(covered / 200).toBeGreaterThan(0.9);
    expect(covered / 200).toBeLessThan(0.99);
  });
  test('is of nothing without items', () => expect(() => effect([], [], 1)).toThrow('got 0 and 0'));
});

test('among random pushes it has a place', () => {
  expect(among(4, [1, 2, 3])).toEqual({ z: 2, percentile: 1 });
  expect(among(2, [1, 2, 3]).percentile).toBe(0.5);
  expect(among(2, [1, 1]).z).toBeNaN();
  expect(() => among(2, [1])).toThrow('at least two');
});
