/** What else was likely at a place, and where each token of a text ends. */
import { expect, test } from 'vitest';
import { endsOf, likeliest } from '../../../workers/generate/likely';
import { logProbability } from '../../../workers/generate/sample';

test('the most probable tokens, most probable first, of equal ones the lower id', () => {
  const logits = Float32Array.of(1, 3, -Infinity, 3, 2);
  const found = likeliest(logits, 3);
  expect(found.map(({ id }) => id)).toEqual([1, 3, 4]);
  for (const { id, logProb } of found) expect(logProb).toBeCloseTo(logProbability(logits, id), 12);
  const all = likeliest(logits, 9);
  expect(all.map(({ id }) => id)).toEqual([1, 3, 4, 0, 2]);
  expect(all.reduce((sum, { logProb }) => sum + Math.exp(logProb), 0)).toBeCloseTo(1, 12);
  expect(likeliest(logits, 0)).toEqual([]);
});

test('a token that is half a character ends with the one that completes it', () => {
  expect(endsOf(['He', 'He\ufffd', 'He👋', 'He👋!'], 'He👋!')).toEqual([2, 2, 4, 5]);
  // A tokenizer that takes a space back.
  expect(endsOf(['a ', 'a.'], 'a.')).toEqual([1, 2]);
  expect(endsOf([], '')).toEqual([]);
});
