/** The plots of growth: the power is that of least squares, every size is a dot, and a missing group is said. */
import { expect, test } from 'vitest';
import { growthPlots, powerOf } from '../../bench/growth-plots.mjs';

const rowsOf = (what: string, sizes: readonly number[], cost: (size: number) => number) =>
  sizes.map((size) => ({ name: `growth: ${size} ${what}, ms`, values: [0.9, 1, 1.1].map((share) => share * cost(size)) }));
const rows = [
  ...rowsOf('texts', [4, 8, 16], (n) => 50 * n),
  ...rowsOf('tokens', [32, 64], (n) => n ** 1.5),
  ...rowsOf('rows', [1, 2, 4], () => 12),
  ...rowsOf('blocks', [4, 30], (n) => 2 * n),
];

test('the power is the slope of the logarithms', () => {
  const points = [1, 2, 4, 8].map((size, i) => ({ size, values: [size ** 2 * [1, 1.2, 0.9, 1.1][i]!] }));
  // The slope by the formula of least squares, in Python.
  expect(powerOf(points)).toBeCloseTo(1.9997473072, 9);
});

test('each size is a dot, and each plot says its power', () => {
  const svg = growthPlots(rows.toReversed());
  expect(svg.match(/<circle/g)).toHaveLength(rows.length);
  expect([...svg.matchAll(/n\^([\d.-]+)/g)].map(([, power]) => power)).toEqual(['1.00', '1.50', '0.00', '1.00']);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});

test('a group that was not measured is said', () => {
  expect(() => growthPlots(rows.filter(({ name }) => !name.includes('blocks')))).toThrow('blocks');
});
