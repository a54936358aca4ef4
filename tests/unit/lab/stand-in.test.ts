import { expect, test } from 'vitest';
import { pairsInARow } from '../../../src/lab/direction';
import { stackRows, standIn, swapped } from '../../../src/lab/stand-in';
import { turnedUnits } from '../../../src/lab/turned';
import { steerRows, steerVector } from '../../../src/lab/units';

const own = {
  layers: 3,
  width: 2,
  data: Float32Array.of(1, 0, 0, 0, 0, 1),
  separation: [2, 0, 3],
  midpoint: [0, 0, 0],
  norm: [4, 5, 6],
};
const norms = (push: Float32Array): number[] => [0, 1, 2].map((layer) => Math.hypot(push[2 * layer]!, push[2 * layer + 1]!));

test.each(['raw', 'separation', 'norm'] as const)('a push along what stands in is as long at every block, in the unit %s', (unit) => {
  const how = { band: [0, 2], alpha: -3, unit } as const;
  const [plain, other] = [steerVector(own, how), steerVector(standIn(own, turnedUnits(own, 7)), how)];
  norms(other).forEach((length, layer) => expect(length).toBeCloseTo(norms(plain)[layer]!, 5));
  expect(norms(other)[1]).toBe(0);
  expect(other).not.toEqual(plain);
});

test('directions of another size cannot stand in', () =>
  expect(() => standIn(own, new Float32Array(4))).toThrow('3 layers × 2 = 6 numbers, got 4'));

test('swapped pairs are the same texts, about half of them turned, the same by the same seed', () => {
  const pairs = pairsInARow(200).map((pair, i) => ({ ...pair, group: `${i}` }));
  const turned = swapped(pairs, 3);
  expect(turned).toEqual(swapped(pairs, 3));
  const count = turned.filter(({ positive }, i) => positive !== pairs[i]!.positive).length;
  expect(Math.abs(count - 100)).toBeLessThan(25);
  turned.forEach(({ positive, negative, group }, i) => {
    expect([positive, negative].sort()).toEqual([pairs[i]!.positive, pairs[i]!.negative].sort());
    expect(group).toBe(`${i}`);
  });
});

test('stacked rows are those of one batch', () => {
  const how = { band: [0, 2] as const, unit: 'separation' as const };
  const rows = [-1, 2, 0.5];
  const alone = rows.map((alpha) => steerVector(own, { ...how, alpha }));
  expect(stackRows(alone, own)).toEqual(steerRows(own, { ...how, alphas: rows }));
  expect(() => stackRows([new Float32Array(5)], own)).toThrow('3 layers × 2 numbers, got 5');
});
