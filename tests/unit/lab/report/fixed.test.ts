import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fixed, signedFixed } from '../../../../src/lab/report/fixed';

describe('numbers in sentences', () => {
  it('have a real minus, and no sign where they round to 0', () => {
    expect([fixed(-0.004), fixed(-0.12), fixed(-0), fixed(NaN), fixed(1.005, 0)]).toEqual(['0.00', '−0.12', '0.00', '–', '1']);
    expect([signedFixed(0.004), signedFixed(-0.004), signedFixed(0.5, 1), signedFixed(-0.5, 1)]).toEqual(['0.00', '0.00', '+0.5', '−0.5']);
  });
  it('are printed by nobody else in src/lab/report', () => {
    const byHand = readdirSync('src/lab/report').filter((file) => readFileSync(`src/lab/report/${file}`, 'utf8').includes('.toFixed('));
    expect(byHand.toSorted()).toEqual(['fixed.ts', 'p-text.ts']);
  });
});
