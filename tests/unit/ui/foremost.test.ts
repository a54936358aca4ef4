/** Of eight answers two are on show: the one without a push, and the one nearest to the slider. */
import { expect, test } from 'vitest';
import type { SteeredText } from '../../../src/experiment/shown';
import { foremost } from '../../../src/ui/steer/foremost';

const answers = (...alphas: number[]) => alphas.map((alpha) => ({ alpha, edits: [], given: 0 }) as unknown as SteeredText);
const eight = answers(-3, -2, -1, 0, 1, 2, 3, 4);

test('a few are all on show', () => expect(foremost(answers(0, 3), 3)).toEqual([0, 1]));
test('the one without a push and the chosen strength, in their order', () => {
  expect(foremost(eight, 3)).toEqual([3, 6]);
  expect(foremost(eight, -3)).toEqual([0, 3]);
});
test('the nearest where the slider stands between two; the strongest where it stands at 0', () => {
  expect(foremost(eight, 2.2)).toEqual([3, 5]);
  expect(foremost(eight, 0)).toEqual([3, 7]);
});
test('of two as near the weaker, on either side: as on the first screen', () => {
  const even = answers(-6, -4, -2, 0, 2, 4, 6);
  expect(foremost(even, 3)).toEqual([3, 4]);
  expect(foremost(even, -3)).toEqual([2, 3]);
});
test('without an untouched answer the weakest stands for it', () => expect(foremost(answers(-4, -1, 2, 3, 4), 4)).toEqual([1, 4]));
