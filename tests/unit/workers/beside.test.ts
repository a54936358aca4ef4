/** What texts beside a set tell of directions: columns where all texts of one are there. */
import { expect, test } from 'vitest';
import type { Residuals } from '../../../src/lab/residuals';
import { besideOf } from '../../../workers/analysis/beside';

const beside = {
  neutral: [],
  shuffled: [],
  apart: [
    { name: 'words', texts: ['a', 'b'], hashes: ['ha', 'hb'] },
    { name: 'deeds', texts: ['c', 'd'], hashes: ['hc', 'hd'] },
  ],
};
const set = { contrast: [{ split: 'train' as const, positive: 'c', negative: 'e' }], seed: 1 };
/** One block of two numbers; text i lies at i along the first, the last of them below all others. */
const residuals = (from: number, to: number): Residuals => ({
  layers: 1,
  width: 2,
  count: to - from,
  data: Float32Array.from([0, 9, 1, 9, 2, 9, -1, 9].slice(2 * from, 2 * to)),
});

test('words and deeds apart: scores of each, and how often a deed scores above words', () => {
  const { columns, apart } = besideOf(beside, Float32Array.of(1, 0), set, residuals);
  expect(apart.map(({ name, scores }) => [name, scores])).toEqual([
    ['words', [[0, 1]]],
    ['deeds', [[2, -1]]],
  ]);
  expect(columns).toMatchObject({ deedsOverWords: Float64Array.of(0.5), deedsOverWordsLow: Float64Array.of(NaN) });
  // “c” is of the training pair, “d” a stranger, as are both words.
  expect(columns.deedsBag).toEqual(Float64Array.of(0.75));
});

test('one of the two groups not there: no column, and the other is not taken for it', () => {
  const { columns, apart } = besideOf(beside, Float32Array.of(1, 0), set, (from, to) => (from === 0 ? null : residuals(from, to)));
  expect([columns, apart.map(({ name }) => name)]).toEqual([{}, ['deeds']]);
});
