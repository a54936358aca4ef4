/** Where a sweep's lines lie: doses to the right, in a unit or in damage; effects up. Pure. */
import type { SweepReport, SweepStrength } from '../../lab/report/sweep';
import { doseOf, type Axis, type Dosed } from '../dose/axis';
import type { Plot, Point } from '../parts/line';
import { extent, linear, roundEnds, ticks } from '../parts/scale';

export interface SweepLines {
  readonly mean: readonly Point[];
  readonly low: readonly Point[];
  readonly high: readonly Point[];
  readonly randomLow: readonly Point[];
  readonly randomHigh: readonly Point[];
  readonly shuffled: readonly Point[];
}

/** Every line goes through no push, where nothing has moved; in the order of α, whatever the axis. */
export function sweepLines({ strengths, edits }: SweepReport, axis: Axis, dosed: Dosed): SweepLines {
  const through = (value: (one: SweepStrength) => number | undefined, damage: (one: SweepStrength) => number | undefined): Point[] => {
    const points = strengths.flatMap((one) => {
      const point = [doseOf(one.alpha, damage(one), axis, dosed), value(one) ?? NaN] as const;
      return point.every(Number.isFinite) ? [{ alpha: one.alpha, point }] : [];
    });
    const zero = { alpha: 0, point: [doseOf(0, edits?.damage?.mean, axis, dosed), 0] as const };
    const all = [...points, ...(Number.isFinite(zero.point[0]) ? [zero] : [])].sort((a, b) => a.alpha - b.alpha);
    return points.length > 0 ? all.map(({ point }) => point) : [];
  };
  const own = ({ damage }: SweepStrength) => damage?.mean;
  const bounded = strengths.length > 0 && strengths.every(({ effect }) => Number.isFinite(effect.low));
  const random = ({ random: found }: SweepStrength) => found?.damage?.mean;
  return {
    mean: through(({ effect }) => effect.mean, own),
    low: bounded ? through(({ effect }) => effect.low, own) : [],
    high: bounded ? through(({ effect }) => effect.high, own) : [],
    randomLow: through(({ random: found }) => found?.draws[0], random),
    randomHigh: through(({ random: found }) => found?.draws.at(-1), random),
    shuffled: through(
      ({ shuffled }) => (shuffled?.whole ? shuffled.mean : undefined),
      ({ shuffled }) => shuffled?.damage?.mean,
    ),
  };
}

export const HEIGHT = 280;
const AXIS = 50;
const FOOT = 40;
const TOP = 12;
const RIGHT = 12;

/** `levels`: effects that are drawn over all doses. */
export function plotOf(lines: SweepLines, levels: readonly number[], width: number): Plot {
  const { mean, low: from, high: to, randomLow, randomHigh, shuffled } = lines;
  const all = [mean, from, to, randomLow, randomHigh, shuffled].flat();
  const [least, most] = extent(all.map(([dose]) => dose)) ?? [-1, 1];
  const [low, high] = roundEnds(extent([...all.map(([, effect]) => effect), ...levels, 0]) ?? [-1, 1]);
  const [left, right, foot] = [AXIS, width - RIGHT, HEIGHT - FOOT];
  return {
    x: linear(least, most, left + 10, right - 10),
    y: linear(low, high, foot, TOP),
    xTicks: ticks(least, most, width < 500 ? 5 : 8),
    yTicks: ticks(low, high, 6),
    ...{ left, right, top: TOP, foot },
  };
}
