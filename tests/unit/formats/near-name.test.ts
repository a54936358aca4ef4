/** The name that was meant by a misspelt one: slips of a hand are near, other words are not. */
import { expect, test } from 'vitest';
import { nearName } from '../../../src/formats/near-name';

const known = ['id', 'text', 'helps', 'when', 'blocked', 'do', 'log', 'contentNote'];

test.each([
  ['wehn', 'when'],
  ['When', 'when'],
  ['whem', 'when'],
  ['blockt', 'blocked'],
  ['contentnote', 'contentNote'],
  ['content-note', 'contentNote'],
  ['doo', 'do'],
  ['cost', undefined],
  ['foo', undefined],
  ['x', undefined],
  ['', undefined],
  ['w'.repeat(100_000), undefined],
])('%s', (given, meant) => {
  expect(nearName(given, known)).toBe(meant);
});
