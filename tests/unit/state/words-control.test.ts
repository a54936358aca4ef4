import { expect, test } from 'vitest';
import { wordsControl } from '../../../src/state/words-control';

const pair = (split: 'train' | 'test', positive: string, negative: string) => ({ id: positive, scenario: 's', split, positive, negative });

test('words that mark a class in training decide unseen texts', () => {
  const set = { pairs: [pair('train', 'care stay', 'win run'), pair('test', 'they stay', 'they run'), pair('test', 'we care', 'we win')] };
  expect(wordsControl(set, 1)).toMatchObject({ auroc: 1, aurocLow: NaN, accuracy: 1, nPositive: 2 });
});
test('the same words on both sides decide nothing', () => {
  const set = { pairs: [pair('train', 'stay and win', 'win and stay'), pair('test', 'stay now', 'now stay'), pair('test', 'win now', 'now win')] };
  expect(wordsControl(set, 1)).toMatchObject({ auroc: 0.5 });
});
test('no test pairs, no control', () => expect(wordsControl({ pairs: [pair('train', 'a', 'b')] }, 1)).toBeNull());
