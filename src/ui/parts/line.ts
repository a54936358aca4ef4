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
