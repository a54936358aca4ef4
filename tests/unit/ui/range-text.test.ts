/** The range of AUROCs beside the slider names a weakest block only where one is weaker than another. */
import { expect, test } from 'vitest';
import { rangeText } from '../../../src/ui/steer/range-text';

test('where all blocks read alike there is one number and no weakest block', () => {
  expect(rangeText([1, 1], 10)).toBe('1.00');
  expect(rangeText([0.999, 1], 10)).toBe('1.00');
  expect(rangeText([0.8, 1], 10)).toBe('0.80 to 1.00, weakest in block 10');
});
