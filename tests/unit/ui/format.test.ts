import { expect, test } from 'vitest';
import { brief, compact, count, fixed, percent, signed, tick } from '../../../src/ui/parts/format';

test.each([
  [1, '1 text'],
  [0, '0 texts'],
  [1200, '1,200 texts'],
])('%i', (n, text) => expect(count(n, 'text')).toBe(text));

test('a name of any length is cut by letters, not by halves of them', () => {
  expect(brief('Empathy')).toBe('Empathy');
  expect(brief('👩'.repeat(5000), 10)).toBe(`${'👩'.repeat(9)}…`);
});

test('a number that is none is a dash, however it is printed', () =>
  expect([tick, compact, percent, (x: number) => fixed(x, 2), (x: number) => signed(x, 2)].map((print) => print(NaN))).toEqual(
    Array(5).fill('–'),
  ));
