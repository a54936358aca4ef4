import { expect, test } from 'vitest';
import { taken } from '../../../src/ui/parts/taken';

const whole = { min: 0, max: 29, whole: true };

test.each([
  ['25', 25, ''],
  ['1e20', 29, '29 is the most; 29 was taken.'],
  ['-3', 0, '0 is the least; 0 was taken.'],
  ['2.6', 3, 'Only whole numbers go here; 3 was taken.'],
  ['', 7, 'That is no number; 7 stays.'],
  ['-', 7, 'That is no number; 7 stays.'],
])('%j gives %i, and says %j', (text, value, note) => expect(taken(text, whole, 7)).toEqual({ value, note }));

test('fractions are taken where they may be', () =>
  expect(taken('0.35', { min: 0, max: 2, whole: false }, 1)).toEqual({ value: 0.35, note: '' }));
