/** Tokens of an answer as they are drawn. */
import { expect, test } from 'vitest';
import { piecesOf, tintOf } from '../../../src/ui/tokens/pieces';
import { tokenRows } from '../../../src/ui/tokens/TintNote';
import type { ShownAnswers, SteeredText } from '../../../src/experiment/shown';

test('the pieces are the whole text, whatever the ends', () => {
  expect(piecesOf('He👋!', [2, 2, 4, 5])).toEqual(['He', '', '👋', '!']);
  // While it is written the text may be further than the last end.
  expect(piecesOf('abcd', [1, 3])).toEqual(['a', 'bcd']);
  expect(piecesOf('abc', [])).toEqual([]);
});

test('a tint is the place between the two kinds, and none where that is not known', () => {
  const scale = { midpoint: 1, separation: 2 };
  expect([1, 4, -5, 1000, -1000].map((score) => tintOf(score, scale))).toEqual([0, 0.5, -1, 1, -1]);
  expect([tintOf(undefined, scale), tintOf(NaN, scale), tintOf(2, { midpoint: NaN, separation: 1 })]).toEqual([0, 0, 0]);
  expect(tintOf(1, { midpoint: 1, separation: 0 })).toBe(0);
});

test('the table has a row a token, with what is not known as such', () => {
  const text = {
    alpha: 2,
    edits: [],
    given: 1,
    text: 'a b',
    ends: [1, 3],
    scores: [[5], [6]],
    rereadScores: [[0.5], [NaN]],
  } as unknown as SteeredText;
  const shown = { texts: [text, { ...text, ends: [], tokens: [] }], under: { settings: { unit: 'raw' } } } as unknown as ShownAnswers;
  expect(tokenRows(shown, 0).map((row) => row())).toEqual([
    [{ text: '+2.00 raw, otherwise' }, 1, { text: 'a' }, { text: 'yes' }, 0.5, 5],
    [{ text: '+2.00 raw, otherwise' }, 2, { text: '␣b' }, { text: 'no' }, NaN, 6],
  ]);
});
