/** The order of the sections stands once; nothing on the page counts them by hand. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { numberOf, SECTION_OF, SECTIONS, titleOf } from '../../../src/ui/sections';

const UI = new URL('../../../src/ui/', import.meta.url);

test('numbers follow the order', () => {
  expect(SECTIONS.map(({ id }) => numberOf(id))).toEqual(SECTIONS.map((_, i) => i + 1));
  expect(titleOf('behaviour')).toBe('Does it predict behaviour?');
});

test('whatever an error names has a section', () =>
  expect(SECTIONS.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.values(SECTION_OF))));

test('no file of the page writes the number of a section', () => {
  const files = readdirSync(UI, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(tsx?|css)$/.test(name));
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((name) => /\bsections? \d/i.test(readFileSync(new URL(name, UI), 'utf8')))).toEqual([]);
});
