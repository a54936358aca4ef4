/** What the button under a file of texts says that it takes. */
import { expect, test, vi } from 'vitest';

vi.mock('../../../src/app/lower-actions', () => ({}));
const { acceptWords, countsLine } = await import('../../../src/ui/contrast/import/ImportScreen');

test.each([
  ['pairs', 40, 'Use these 40 pairs'],
  ['pairs', 1, 'Use this pair'],
  ['items', 1, 'Ask this item'],
  ['items', 2, 'Ask these 2 items'],
  ['rated', 1, 'Put this rated text in the place of the set’s own'],
  ['classes', 1, 'Use this text'],
] as const)('%s, %i', (use, usable, words) => {
  const choice = {
    use,
    columns: {},
    prompt: 'out',
    split: 'hash',
    name: 'a',
    concept: { name: 'a', positive: 'b', negative: 'c' },
  } as const;
  const counts = { rows: usable, usable, leftOut: 0, groups: 0, train: usable, test: 0 };
  expect(acceptWords({ choice, counts })).toBe(words);
});

test.each([
  ['pairs', 4, '40 of 41 rows can be used: 30 to find the direction, 10 to test it, in 4 situations or groups.'],
  ['classes', 0, '40 of 41 rows can be used: 30 to find the direction, 10 to test it.'],
  ['rated', 1, '40 of 41 rows can be used, in 1 situation or group.'],
  ['items', 0, '40 of 41 rows can be used.'],
] as const)('how many rows of %s in %i groups', (use, groups, says) => {
  const concept = { name: 'a', positive: 'b', negative: 'c' };
  const choice = { use, columns: {}, prompt: 'out', split: 'hash', name: 'a', concept } as const;
  expect(countsLine({ choice, counts: { rows: 41, usable: 40, leftOut: 1, groups, train: 30, test: 10 } })).toBe(says);
});
