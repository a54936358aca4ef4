import { describe, expect, test } from 'vitest';
import { textOf } from '../../../src/lab/passage';
import { withoutMean } from '../../../src/lab/carrier';
import { METHODS } from '../../../src/lab/readers/method';
import { report } from '../../../src/lab/report/report';
import { rows } from '../../../src/lab/report/rows';
import { gaussian, random } from '../../../src/lab/random';
import { planTexts } from '../../../src/experiment/text-plan';
import { analyse } from '../../../workers/analysis/analyse';
import { expectClose } from '../lab/golden';

const [LAYERS, WIDTH] = [2, 3];
const set = {
  pairs: Array.from({ length: 18 }, (_, i) => ({
    id: `p${i}`,
    scenario: 's',
    split: i % 3 === 0 ? ('train' as const) : ('test' as const),
    positive: `care ${i}`,
    negative: `win ${i}`,
  })),
  scored: ([0, 1, 2, 2] as const).map((score, i) => ({ id: `s${i}`, scenario: 's', score, text: 'word '.repeat(i + 1) })),
};
const plan = planTexts(set);
const normal = gaussian(random(5));
const residuals = {
  layers: LAYERS,
  width: WIDTH,
  count: 40,
  data: Float32Array.from({ length: 40 * LAYERS * WIDTH }, (_, i) => normal() + (Math.floor(i / (LAYERS * WIDTH)) % 2 === 0 ? 1 : 0)),
};
const options = { method: 'mean-difference' as const, contrast: plan.contrast, scored: plan.scored, seed: 1 };
const readable = (have: Uint8Array) => ({ residuals, have, words: plan.texts.map(textOf), rated: set.scored });

describe('analyse', () => {
  test('gives the report that its own scores give', () => {
    const found = analyse(readable(new Uint8Array(40).fill(1)), { ...options, resamples: 2000 })!;
    const { midpoint, separation } = found.directions;
    expect(found.report).toEqual(
      report({ layers: LAYERS, contrast: set.pairs, rated: set.scored, scores: found.scores, midpoint, separation }),
    );
    expect([found.report.pairs, found.report.eia?.ratings]).toEqual([12, [1, 1, 2]]);
    expect(found.report.table.aurocLow.every(Number.isFinite)).toBe(true);
  });

  test('while texts arrive there is no interval, however many pairs are read', () => {
    const found = analyse(readable(new Uint8Array(40).fill(1)), { ...options, resamples: 0 })!;
    expect(Array.from(found.report.table.aurocLow)).toEqual([NaN, NaN]);
    expect(found.report.table.auroc.every(Number.isFinite)).toBe(true);
  });

  test.each(METHODS)(
    'without the mean, %s scores along v − (v·m̂)m̂; a block of which nothing is left is a row without numbers',
    (method) => {
      const have = new Uint8Array(40).fill(1);
      const plain = analyse(readable(have), { ...options, method, resamples: 0 })!;
      const mean = Float64Array.from({ length: LAYERS * WIDTH }, (_, i) => Math.cos(i));
      const out = analyse(readable(have), { ...options, method, resamples: 0 }, mean)!;
      expectClose(out.directions.data, withoutMean(plain.directions, mean).data, 1e-6);
      expect(out.report.table.auroc.every(Number.isFinite)).toBe(true);
      // At block 1 the mean is the direction itself.
      mean.set(plain.directions.data.subarray(WIDTH), WIDTH);
      const none = analyse(readable(have), { ...options, method, resamples: 0 }, mean)!;
      expect(Array.from(none.directions.data.subarray(WIDTH))).toEqual([0, 0, 0]);
      expect([Number.isFinite(none.report.table.auroc[0]!), none.report.table.auroc[1]]).toEqual([true, NaN]);
      expect(none.scores.positive[1]!.every(Number.isNaN)).toBe(true);
      expect(() => analyse(readable(have), { ...options, method, resamples: 0 }, Float64Array.from(plain.directions.data))).toThrow(
        'nothing is left of the direction at block 0',
      );
    },
  );

  test('is null before the first training pair, and without figures before the first test pair', () => {
    const read = (...texts: number[]) => Uint8Array.from({ length: 40 }, (_, i) => Number(texts.includes(i)));
    expect(analyse(readable(read(0, 2, 3)), { ...options, resamples: 0 })).toBeNull();
    const found = analyse(readable(read(0, 1, 2)), { ...options, resamples: 0 })!;
    expect([rows(found.report), found.report.pairs, found.directions.layers]).toEqual([[], 0, LAYERS]);
  });
});
