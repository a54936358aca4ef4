/** Random directions hang together over blocks as those do that they stand in for. */
import { expect, test } from 'vitest';
import { mean, variance } from '../../../src/lab/moments';
import { gaussian, random } from '../../../src/lab/random';
import { turnedUnits } from '../../../src/lab/turned';
import { steerVector } from '../../../src/lab/units';
import { standIn } from '../../../src/lab/stand-in';

const WIDTH = 48;
const LAYERS = 12;

/** A direction that turns a little from block to block; block 5 has none. */
const own = (() => {
  const normal = gaussian(random(3));
  const common = Float64Array.from({ length: WIDTH }, normal);
  const rows = Array.from({ length: LAYERS }, () => common.map((x) => x + 0.4 * normal()));
  const unit = (row: Float64Array) => row.map((x) => x / Math.hypot(...row));
  const data = Float32Array.from(rows.flatMap((row, layer) => Array.from(unit(row), (x) => (layer === 5 ? 0 : x))));
  return { layers: LAYERS, width: WIDTH, data, separation: Array.from({ length: LAYERS }, (_, layer) => layer + 1) };
})();
const row = (data: Float32Array, layer: number) => Array.from(data.subarray(layer * WIDTH, (layer + 1) * WIDTH));
const product = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

test('cosines between blocks stay, blocks without a direction have none, and the same seed gives the same', () => {
  const units = turnedUnits(own, 8);
  for (let a = 0; a < LAYERS; a++)
    for (let b = 0; b <= a; b++) expect(product(row(units, a), row(units, b))).toBeCloseTo(product(row(own.data, a), row(own.data, b)), 5);
  expect(row(units, 5).every((x) => x === 0)).toBe(true);
  expect([turnedUnits(own, 8), turnedUnits(own, 9)]).toEqual([units, expect.not.objectContaining(units) as Float32Array]);
});

test('what a push over a band adds up to is as long as along the directions themselves, in every unit', () => {
  const total = (directions: typeof own, unit: 'raw' | 'separation'): number => {
    const push = steerVector(directions, { band: [2, 9], alpha: 3, unit });
    return Math.hypot(
      ...Array.from({ length: WIDTH }, (_, i) => mean(Array.from({ length: LAYERS }, (_, layer) => push[layer * WIDTH + i]!))),
    );
  };
  for (const unit of ['raw', 'separation'] as const) {
    const along = total(own, unit);
    expect(total(standIn(own, turnedUnits(own, 4)) as typeof own, unit) / along).toBeCloseTo(1, 5);
  }
});

test('every orientation is equally likely: along a fixed axis the seeds have mean 0 and variance 1 / width', () => {
  const along = Array.from({ length: 600 }, (_, seed) => row(turnedUnits(own, seed), 3));
  for (const axis of [0, 7]) {
    const shares = along.map((unit) => unit[axis]!);
    expect(Math.abs(mean(shares))).toBeLessThan(0.02);
    expect(variance(shares) * WIDTH).toBeGreaterThan(0.85);
    expect(variance(shares) * WIDTH).toBeLessThan(1.15);
  }
  const onOwn = along.map((unit) => product(unit, row(own.data, 3)));
  expect(variance(onOwn) * WIDTH).toBeLessThan(1.15);
});

test('directions that fill the residual stream are turned, too: more blocks than axes', () => {
  const normal = gaussian(random(1));
  const layers = 9;
  const data = Float32Array.from({ length: layers * 4 }, normal);
  const units = turnedUnits({ layers, width: 4, data }, 2);
  const at = (all: Float32Array, layer: number) => Array.from(all.subarray(layer * 4, layer * 4 + 4));
  const cosine = (all: Float32Array, a: number, b: number) =>
    product(at(all, a), at(all, b)) / Math.hypot(...at(all, a)) / Math.hypot(...at(all, b));
  for (let a = 0; a < layers; a++) for (let b = 0; b < a; b++) expect(cosine(units, a, b)).toBeCloseTo(cosine(data, a, b), 5);
  expect(units.every(Number.isFinite)).toBe(true);
});
