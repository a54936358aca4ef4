/** The order of the sections stands once; nothing on the page counts them by hand. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FOLDS, isFold, PLACE_OF, placeTitle, wayInto, type FoldId } from '../../../src/ui/folds';
import { numberOf, SECTIONS, titleOf } from '../../../src/ui/sections';

const UI = new URL('../../../src/ui/', import.meta.url);

test('numbers follow the order', () => {
  expect(SECTIONS.map(({ id }) => numberOf(id))).toEqual(SECTIONS.map((_, i) => i + 1));
  expect(titleOf('behaviour')).toBe('Does it predict behaviour?');
});

const ids = Object.keys(FOLDS) as FoldId[];

test('whatever an error names has a place with a title', () => {
  for (const place of Object.values(PLACE_OF)) expect(placeTitle(place)).not.toBe('');
  expect(isFold(PLACE_OF.disk)).toBe(true);
});

test('a fold is never named as a section is, lies in one, and in its outer fold’s', () => {
  for (const id of ids) {
    expect(SECTIONS.map((one) => one.id as string)).not.toContain(id);
    expect(wayInto(id).at(-1)).toBe(id);
    for (const one of wayInto(id)) expect(FOLDS[one].section).toBe(FOLDS[id].section);
  }
  expect(wayInto('hub')).toEqual(['models', 'hub']);
});

test('every fold of the list is drawn once', () => {
  const page = readdirSync(UI, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => readFileSync(new URL(name, UI), 'utf8'))
    .join('\n');
  for (const id of ids) expect([id, page.match(new RegExp(`<Fold\\s+id="${id}"`, 'g'))?.length]).toEqual([id, 1]);
});

test('no file of the page writes the number of a section', () => {
  const files = readdirSync(UI, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(tsx?|css)$/.test(name));
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((name) => /\bsections? \d/i.test(readFileSync(new URL(name, UI), 'utf8')))).toEqual([]);
});
