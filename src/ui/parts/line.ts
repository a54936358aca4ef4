/** Lines and areas in a plot, as SVG paths. Pure. */

/** A point as (to the right, up), in the units of the axes. */
export type Point = readonly [x: number, y: number];

/** Where numbers lie on the drawing, in pixels. */
export interface Plot {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly foot: number;
}

export const pathOf = (points: readonly Point[], { x, y }: Pick<Plot, 'x' | 'y'>): string =>
  points.map(([right, up], i) => `${i === 0 ? 'M' : 'L'}${x(right).toFixed(1)} ${y(up).toFixed(1)}`).join('');

/** Between two lines over the same places. */
export const areaOf = (low: readonly Point[], high: readonly Point[], plot: Pick<Plot, 'x' | 'y'>): string =>
  low.length === 0 ? '' : `${pathOf([...high, ...low.toReversed()], plot)}Z`;

/**
 * The same line in at most about `most` points: of each of equal stretches its least and its greatest value, in their order. More points
 * than that fall on the same pixels. A line of fewer is itself; values that are no numbers are left out of longer ones.
 */
export function thinned(points: readonly Point[], most: number): readonly Point[] {
  if (points.length <= most) return points;
  const stretches = Math.ceil(most / 2);
  const kept: Point[] = [];
  for (let i = 0; i < stretches; i++) {
    const from = Math.floor((i * points.length) / stretches);
    const to = Math.floor(((i + 1) * points.length) / stretches);
    let [least, greatest] = [-1, -1];
    for (let at = from; at < to; at++) {
      const value = points[at]![1];
      if (!Number.isFinite(value)) continue;
      if (least < 0 || value < points[least]![1]) least = at;
      if (greatest < 0 || value > points[greatest]![1]) greatest = at;
    }
    if (least < 0) continue;
    kept.push(points[Math.min(least, greatest)]!);
    if (least !== greatest) kept.push(points[Math.max(least, greatest)]!);
  }
  return kept;
}
