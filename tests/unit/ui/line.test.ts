/** Long lines: fewer points than pixels would show, and none of their peaks lost. */
import { expect, test } from 'vitest';
import { thinned, type Point } from '../../../src/ui/parts/line';

test('a short line stays as it is', () => {
  const points: Point[] = [
    [0, 1],
    [1, NaN],
  ];
  expect(thinned(points, 2)).toBe(points);
});

test('a long line keeps its ends of the scale, in order, in so many points', () => {
  const points = Array.from({ length: 5000 }, (_, i): Point => [i, i === 1234 ? 99 : i === 4321 ? -99 : Math.sin(i)]);
  const few = thinned(points, 600);
  expect(few.length).toBeLessThanOrEqual(600);
  expect(few).toContain(points[1234]);
  expect(few).toContain(points[4321]);
  expect(few.map(([x]) => x)).toEqual(few.map(([x]) => x).toSorted((a, b) => a - b));
  expect(
    thinned(
      points.map(([x], i) => [x, i < 2500 ? NaN : 1] as const),
      10,
    ).every(([, y]) => y === 1),
  ).toBe(true);
});
