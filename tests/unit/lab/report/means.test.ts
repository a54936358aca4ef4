import { expect, test } from 'vitest';
import { meanKnown } from '../../../../src/lab/report/means';

test('of the numbers that there are', () => {
  expect([meanKnown([1, NaN, 3]), meanKnown([0.1, 0.1, 0.1]), meanKnown([NaN]), meanKnown([])]).toEqual([2, 0.1, NaN, NaN]);
});
