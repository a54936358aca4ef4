/** A cell of the table editor takes as many characters as an import does, and says when it is full. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { MOST_CELL } from '../../../src/formats/import/table';
import { TextCell } from '../../../src/ui/contrast/write/fields';

const cell = (value: string): string => renderToStaticMarkup(<TextCell label="text" value={value} onChange={() => undefined} />);

test('at most what the import takes, and said', () => {
  const [short, full] = [cell('I wait.'), cell('a'.repeat(MOST_CELL))];
  expect([short, full].map((markup) => markup.includes(`maxLength="${MOST_CELL}"`))).toEqual([true, true]);
  expect([short, full].map((markup) => markup.includes('at most 100,000 characters'))).toEqual([false, true]);
});
