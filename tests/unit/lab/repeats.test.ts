import { expect, it } from 'vitest';
import { clashes, repeats, samePairs, shared, twins } from '../../../src/lab/repeats';

const train = (positive: string, negative: string) => ({ split: 'train' as const, positive, negative });
const test = (positive: string, negative: string) => ({ split: 'test' as const, positive, negative });

it('pairs with the same two sides are found', () => {
  expect(samePairs([])).toEqual([]);
  expect(samePairs([train('a', 'b'), train('c', 'c'), test('d', 'd'), test('c', 'd')])).toEqual([1, 2]);
});

it('a test pair is known again by both of its texts or by one, in its class only, and by the first training pair', () => {
  const pairs = [
    train('a', 'b'),
    train('a', 'c'),
    train('e', 'f'),
    test('a', 'c'),
    test('a', 'f'),
    test('b', 'a'),
    test('x', 'y'),
    test('x', 'y'),
    test('x', 'b'),
  ];
  expect(repeats(pairs)).toEqual([
    { test: 3, train: 1, sides: 'both' },
    { test: 4, train: 0, sides: 'positive' },
    { test: 4, train: 2, sides: 'negative' },
    { test: 8, train: 0, sides: 'negative' },
  ]);
  expect(repeats([test('a', 'b'), train('a', 'b')])).toEqual([{ test: 0, train: 1, sides: 'both' }]);
});

it('texts that only run together alike are not taken for each other', () => {
  expect(repeats([train('a","b', 'c'), test('a', 'b","c')])).toEqual([]);
});

it('a pair that stands a second time in its own split is found, with the first one', () => {
  const pairs = [train('a', 'b'), test('a', 'b'), train('a', 'b'), train('b', 'a'), test('a', 'b'), train('a', 'b')];
  expect(twins(pairs)).toEqual([
    { pair: 2, as: 0 },
    { pair: 4, as: 1 },
    { pair: 5, as: 0 },
  ]);
});

it('a pair that has one text of an earlier pair of its split, on the same side, is found; a twin is none', () => {
  const pairs = [train('a', 'b'), train('a', 'c'), train('a', 'b'), test('a', 'c'), test('b', 'c'), train('d', 'a'), train('d', 'b')];
  expect(shared(pairs)).toEqual([
    { pair: 1, as: 0, side: 'positive' },
    { pair: 4, as: 3, side: 'negative' },
    { pair: 6, as: 5, side: 'positive' },
    { pair: 6, as: 0, side: 'negative' },
  ]);
});

it('a text of both classes is found once, with two pairs', () => {
  expect(clashes([train('a', 'b'), test('b', 'c'), train('b', 'a')])).toEqual([
    { positive: 0, negative: 2 },
    { positive: 1, negative: 0 },
  ]);
  // Where one pair has it twice, another is named beside it.
  expect(clashes([train('a', 'a'), train('a', 'b')])).toEqual([{ positive: 1, negative: 0 }]);
  expect(clashes([train('b', 'a'), train('a', 'a')])).toEqual([{ positive: 1, negative: 0 }]);
  expect(clashes([train('a', 'x'), train('y', 'a'), train('z', 'a'), train('w', 'a')])).toEqual([{ positive: 0, negative: 1 }]);
  expect(clashes([train('a', 'a'), train('b', 'c')])).toEqual([]);
});
