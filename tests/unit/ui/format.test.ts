import { expect, test } from 'vitest';
import { brief, count } from '../../../src/ui/parts/format';

test.each([
  [1, '1 text'],
  [0, '0 texts'],
  [1200, '1,200 texts'],
])('%i', (n, text) => expect(count(n, 'text')).toBe(text));

test('a name of any length is cut by letters, not by halves of them', () => {
  expect(brief('Empathy')).toBe('Empathy');
  expect(brief('👩'.repeat(5000), 10)).toBe(`${'👩'.repeat(9)}…`);
});
