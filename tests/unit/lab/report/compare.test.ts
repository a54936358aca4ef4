import { describe, expect, test } from 'vitest';
import { bca, resample } from '../../../../src/lab/bootstrap';
import { pearson } from '../../../../src/lab/correlation';
import { gaussian, random } from '../../../../src/lab/random';
import { agreementInterval, agreementOf, agreementWith, cosineMatrix, onSameTexts } from '../../../../src/lab/report/compare';
import { blockAt, relativeDepth } from '../../../../src/lab/report/depth';

describe('relative depth', () => {
  test('is 0 at the first block and 1 at the last, whatever the model', () => {
    expect([relativeDepth(0, 30), relativeDepth(29, 30), relativeDepth(6, 13), relativeDepth(0, 1)]).toEqual([0, 1, 0.5, 0]);
    expect([blockAt(0, 30), blockAt(1, 30), blockAt(0.5, 13), blockAt(0.5, 30), blockAt(0, 1)]).toEqual([0, 29, 6, 15, 0]);
  });

  test('leads back to the block it came from', () => {
    for (let layer = 0; layer < 24; layer++) expect(blockAt(relativeDepth(layer, 24), 24)).toBe(layer);
  });
});

describe('scores of the same texts', () => {
  test('are found by content, once each, where both have a score', () => {
    const a = { texts: ['one', 'two', 'two', 'three', 'four'], scores: [1, 2, 2, NaN, 4] };
    const b = { texts: ['four', 'three', 'two', 'five'], scores: [40, 30, 20, 50] };
    expect(onSameTexts(a, b)).toEqual({ x: [2, 4], y: [20, 40], together: [0, 1] });
    expect(onSameTexts(a, { texts: ['six'], scores: [6] })).toEqual({ x: [], y: [], together: [] });
    // Which texts are a pair is known by the text, too.
    const pairs = [0, 1, 2, 1, null];
    expect(
      onSameTexts(
        { texts: ['a', 'b', 'c', 'd', 'e'], scores: [1, 2, 3, 4, 5], pairs },
        { texts: ['d', 'e', 'b', 'c'], scores: [4, 5, 2, 3] },
      ),
    ).toEqual({
      x: [2, 3, 4, 5],
      y: [2, 3, 4, 5],
      together: [0, 1, 0, 2],
    });
  });

  test('agree as Pearson has it; not where two points or none are left, or nothing varies', () => {
    expect(agreementOf({ x: [1, 2, 3, 4], y: [2, 4, 6, 8.5] })).toBe(pearson([1, 2, 3, 4], [2, 4, 6, 8.5]).r);
    expect([agreementOf({ x: [1, 2], y: [1, 2] }), agreementOf({ x: [], y: [] }), agreementOf({ x: [1, 2, 3], y: [1, 1, 1] })]).toEqual([
      NaN,
      NaN,
      NaN,
    ]);
  });

  test('have the BCa interval of Pearson over resampled texts', () => {
    const normal = gaussian(random(3));
    const x = Array.from({ length: 20 }, normal);
    const y = x.map((value) => 100 + value + normal());
    const slow = bca(
      resample(
        [20],
        ([drawn]) => {
          const of = (values: number[]) => Array.from(drawn!, (i) => values[i]!);
          return pearson(of(x), of(y)).r;
        },
        { resamples: 500, seed: 7 },
      ),
    );
    const fast = agreementInterval({ x, y }, { resamples: 500, seed: 7 });
    expect(fast.low).toBeCloseTo(slow.low, 10);
    expect(fast.high).toBeCloseTo(slow.high, 10);
    const r = agreementOf({ x, y });
    expect(fast.low < r && r < fast.high).toBe(true);
    expect(agreementWith({ x, y }, { resamples: 500, seed: 7 })).toEqual({ r, ...fast });
  });

  test('partners are drawn together: where they share most of their score, the interval covers r = 0 about as often as it says', () => {
    const covered = (paired: boolean): number => {
      let hits = 0;
      for (let trial = 0; trial < 200; trial++) {
        const normal = gaussian(random(1000 + trial));
        const scores = () => Array.from({ length: 20 }, normal).flatMap((own) => [own + 0.3 * normal(), own + 0.3 * normal()]);
        const together = Array.from({ length: 40 }, (_, i) => Math.floor(i / 2));
        const { low, high } = agreementInterval({ x: scores(), y: scores(), ...(paired && { together }) }, { resamples: 400, seed: trial });
        hits += low <= 0 && high >= 0 ? 1 : 0;
      }
      return hits / 200;
    };
    const together = covered(true);
    expect(together).toBeGreaterThan(0.9);
    expect(covered(false)).toBeLessThan(together - 0.05);
  });

  test('have none under ten texts, or where a score does not vary', () => {
    expect(agreementInterval({ x: [1, 2, 3], y: [1, 2, 4] })).toEqual({ low: NaN, high: NaN });
    const x = Array.from({ length: 12 }, (_, i) => i);
    expect(agreementInterval({ x, y: x.map(() => 1) }, { resamples: 50 })).toEqual({ low: NaN, high: NaN });
    expect(() => agreementInterval({ x, y: [1] })).toThrow('cannot correlate 12 values with 1');
  });
});

test('cosines of the directions of one block: equal 1, a right angle 0, no direction NaN', () => {
  const units = (...data: number[]) => ({ layers: 2, width: 2, data: Float32Array.from(data) });
  const matrix = cosineMatrix([units(0, 0, 1, 0), units(1, 0, 0, 1), units(1, 0, Math.SQRT1_2, -Math.SQRT1_2)], 1);
  expect(matrix.map((row) => row.map((value) => Number(value.toFixed(6))))).toEqual([
    [1, 0, 0.707107],
    [0, 1, -0.707107],
    [0.707107, -0.707107, 1],
  ]);
  expect(cosineMatrix([units(0, 0, 1, 0), units(1, 0, 0, 1)], 0)).toEqual([
    [NaN, NaN],
    [NaN, 1],
  ]);
  expect(() => cosineMatrix([units(0, 0, 1, 0), { layers: 1, width: 2, data: new Float32Array(2) }], 0)).toThrow('2 layers');
});
