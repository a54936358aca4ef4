/** What the button under a file of texts says that it takes. */
import { expect, test, vi } from 'vitest';

vi.mock('../../../src/app/lower-actions', () => ({}));
const { acceptWords } = await import('../../../src/ui/contrast/import/ImportScreen');

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
