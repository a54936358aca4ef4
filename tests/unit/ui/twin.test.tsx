import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Twin, type Cell } from '../../../src/ui/parts/Twin';

test('a cell is a number or words, never a number printed too early', () => {
  const words: Cell = { text: 'p1' };
  const row: Cell[] = [words, 0.5];
  // @ts-expect-error: a plain string is neither.
  const printed: Cell = '0.500';
  expect(printed).not.toBe(row[1]);
});

test('a table makes no rows before it is opened', () => {
  let made = 0;
  const rows = () => (made++, [[{ text: 'p1' }, 0.5]]);
  expect(renderToStaticMarkup(<Twin caption="Scores" columns={[{ name: 'pair' }, { name: 'score' }]} rows={rows} />)).toContain('Table');
  expect(made).toBe(0);
});
