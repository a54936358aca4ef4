/** The stops of the tour: each is a place of the page, in its order, and says something. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SECTIONS } from '../../../src/ui/sections';
import { STOPS } from '../../../src/ui/tour/stops';
import { afterKey } from '../../../src/ui/tour/Tour';

const PLACES = ['opening', ...SECTIONS.map(({ id }) => id)];

test('five to eight, from the first screen down', () => {
  expect(STOPS.length).toBeGreaterThanOrEqual(5);
  expect(STOPS.length).toBeLessThanOrEqual(8);
  const order = STOPS.map(({ section }) => PLACES.indexOf(section));
  expect(order).not.toContain(-1);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order[0]).toBe(0);
});

test('each part that is named is drawn, and each text is short', () => {
  const opening = new URL('../../../src/ui/opening/', import.meta.url);
  const drawn = readdirSync(opening)
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => readFileSync(new URL(name, opening), 'utf8'))
    .join('');
  for (const { part, title, text } of STOPS) {
    if (part) expect(drawn).toContain(`className="${part}"`);
    expect(title.length).toBeLessThan(45);
    expect(text.length).toBeLessThan(260);
  }
});

test('keys go to the next stop, the one before, the first and the last, and never beyond', () => {
  const last = STOPS.length - 1;
  expect([afterKey(0, 'ArrowRight'), afterKey(2, 'ArrowLeft'), afterKey(3, 'Home'), afterKey(0, 'End')]).toEqual([1, 1, 0, last]);
  expect([afterKey(0, 'ArrowLeft'), afterKey(last, 'ArrowRight'), afterKey(3, 'a')]).toEqual([0, last, 3]);
});
