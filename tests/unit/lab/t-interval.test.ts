/** Student's interval of a mean; numbers from SciPy 1 (`scipy.stats.t.ppf`, `t.interval`). */
import { expect, test } from 'vitest';
import { studentQuantile, tInterval } from '../../../src/lab/t-interval';

test('equals scipy.stats.t', () => {
  expect(studentQuantile(0.05, 1)).toBeCloseTo(12.706204736174694, 9);
  expect(studentQuantile(0.05, 9)).toBeCloseTo(2.262157162798205, 12);
  expect(tInterval([1, 2, 3, 4])).toEqual({
    low: expect.closeTo(0.4457397432394794, 12) as number,
    high: expect.closeTo(4.554260256760521, 12) as number,
  });
});
test('one value has no interval, equal ones have one of no length', () => {
  expect(tInterval([3])).toEqual({ low: NaN, high: NaN });
  expect(tInterval([3, 3])).toEqual({ low: 3, high: 3 });
});
test('what is no probability is refused', () => {
  expect(() => studentQuantile(0, 3)).toThrow('p=0');
  expect(() => studentQuantile(0.05, 0)).toThrow('df=0');
});
