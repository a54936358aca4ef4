/** The contents bar names the section in view; the first part of what a set says stands with its name. */
import { expect, test } from 'vitest';
import { inView } from '../../../src/ui/contents/in-view';
import { aboutParts } from '../../../src/ui/contrast/about';
import { SECTIONS } from '../../../src/ui/sections';

const order = SECTIONS.map(({ id }) => id);

test('the section on the line; between two the one before; the last at the end of the page', () => {
  expect(inView({ crossed: new Set(['layers']), end: false, goneTo: null }, order, 'model')).toBe('layers');
  expect(inView({ crossed: new Set(['layers']), end: false, goneTo: 'play' }, order, 'model')).toBe('layers');
  expect(inView({ crossed: new Set(), end: false, goneTo: null }, order, 'contrast')).toBe('contrast');
  expect(inView({ crossed: new Set(), end: false, goneTo: null }, order, null)).toBe(null);
  expect(inView({ crossed: new Set(['choices']), end: true, goneTo: null }, order, 'choices')).toBe('keep');
  expect(inView({ crossed: new Set(['choices']), end: true, goneTo: 'play' }, order, 'choices')).toBe('play');
});

test('a set says one sentence with its name, and the rest before its texts', () => {
  expect(aboutParts('One thing, 0.5 of it. In one text a person speaks of suicide.')).toEqual({
    first: 'One thing, 0.5 of it.',
    rest: 'In one text a person speaks of suicide.',
  });
  expect(aboutParts('No end')).toEqual({ first: 'No end', rest: '' });
  const long = 'W'.repeat(5000);
  expect(aboutParts(long).first).toHaveLength(300);
  expect(aboutParts(long).rest).toBe(long);
});
