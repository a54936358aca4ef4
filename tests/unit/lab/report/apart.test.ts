import { expect, test } from 'vitest';
import { deedsOverWords, follows } from '../../../../src/lab/report/apart';

const group = (name: string, scores: number[][]) => ({ name, texts: scores[0]!.map((_, i) => `${name} ${i}`), scores });

test('of each block how often a deed scores above words; ties half; none where a text has no score', () => {
  const words = group('words', [[1, 2, 3], [5, 6, 7], [1, 1, 1], [NaN, 1, 2]]); // prettier-ignore
  const deeds = group('deeds', [[4, 5], [0, 1], [1, 1], [3, 4]]); // prettier-ignore
  expect(deedsOverWords([words, deeds], 4)).toEqual(Float64Array.of(1, 0, 0.5, NaN));
});

test('two groups with texts or nothing', () => {
  const words = group('words', [[1]]);
  expect([
    deedsOverWords([], 1),
    deedsOverWords([words], 1),
    deedsOverWords([words, { name: 'deeds', texts: [], scores: [[]] }], 1),
  ]).toEqual([null, null, null]);
});

test('what a direction follows: one of the two when clear of a coin toss, nothing where it tells nothing', () => {
  expect([0.61, 0.6, 0.5, 0.4, 0.39].map((share) => follows(share, 'beyond'))).toEqual(['deeds', 'neither', 'neither', 'neither', 'words']);
  expect(follows(0.9, 'chance')).toBe('nothing');
  expect(follows(NaN, 'beyond')).toBeNull();
});
