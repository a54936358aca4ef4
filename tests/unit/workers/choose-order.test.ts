/** In which order items are read, and what is read of their options. */
import { expect, test } from 'vitest';
import { KEPT } from '../../../workers/device/limits';
import { readingOrder } from '../../../workers/choose/order';
import { readingsTogether } from '../../../workers/choose/readings';

const HEAD = [1, 2, 3];
const stem = Array.from({ length: 9 }, (_, i) => 100 + i);

test('prompts stay in the caller’s order, but for those that go on from much of an earlier one', () => {
  const prompts = [
    [...HEAD, 4],
    [...HEAD, ...stem, 5],
    [...HEAD, 6, 7],
    [...HEAD, ...stem, 8],
    [...HEAD, ...stem, 5, 9],
    [...HEAD, 4, 5],
  ];
  // The last one shares one token with the first beyond what all share: not worth another order.
  expect(readingOrder(prompts)).toEqual([0, 1, 4, 3, 2, 5]);
  expect(readingOrder([[1]])).toEqual([0]);
});

test('of options what they begin with alike is read once, and no more logits are held than KEPT tokens have', () => {
  const options = [[5, 6, 7], [8], [5, 6, 9, 1]];
  const all = [0, 1, 2];
  expect(readingsTogether(options)).toEqual([
    { given: [5, 6], from: 0, count: 3, options: all },
    { given: [5, 6, 9], from: 3, count: 1, options: all },
    // The only token of an option follows the prompt: nothing is left to read.
  ]);
  const long = Array.from({ length: KEPT + 2 }, (_, i) => i);
  expect(readingsTogether([long]).map(({ given, from, count }) => [given.length, from, count])).toEqual([
    [KEPT - 1, 0, KEPT],
    [KEPT + 1, KEPT, 2],
  ]);
});
