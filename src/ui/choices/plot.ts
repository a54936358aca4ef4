/** Where the lines of choices lie: strengths to the right, shifts up. Pure. */
import type { Control } from '../../experiment/control';
import type { ChoiceMargins, ChoicesReport, StandIn } from '../../lab/report/choices';
import type { Plot, Point } from '../parts/line';
import { extent, linear, roundEnds, ticks } from '../parts/scale';

export const HEIGHT = 300;
const AXIS = 46;
const FOOT = 40;
const TOP = 12;
const RIGHT = 12;

/** Every line begins at no push, where nothing has moved. */
const ZERO: Point = [0, 0];
const through = (points: readonly Point[]): Point[] =>
  [...points.filter(([alpha]) => alpha !== 0), ZERO].filter(([, shift]) => Number.isFinite(shift)).sort((a, b) => a[0] - b[0]);

export interface Lines {
  readonly mean: readonly Point[];
  /** Lower and upper ends; empty without intervals. */
  readonly low: readonly Point[];
  readonly high: readonly Point[];
  /** [item] */
  readonly items: readonly (readonly Point[])[];
  /** The lowest and the highest random direction of each size, to both sides. */
  readonly randomLow: readonly Point[];
  readonly randomHigh: readonly Point[];
  readonly shuffled: readonly Point[];
  /** [direction] */
  readonly other: readonly (readonly Point[])[];
}

export function linesOf({ strengths }: ChoicesReport, { plain, pushes, other: others }: ChoiceMargins): Lines {
  const of = (value: (one: ChoicesReport['strengths'][number]) => number | undefined): Point[] =>
    through(strengths.flatMap((one) => (value(one) === undefined ? [] : [[one.alpha, value(one)!] as const])));
  const bounded = strengths.length > 0 && strengths.every(({ effect }) => Number.isFinite(effect.low));
  const orNone = (points: Point[]): Point[] => (points.length > 1 ? points : []);
  return {
    mean: of(({ effect }) => effect.mean),
    low: bounded ? of(({ effect }) => effect.low) : [],
    high: bounded ? of(({ effect }) => effect.high) : [],
    items: plain.map((before, item) => through(pushes.map(({ alpha, margins }) => [alpha, margins[item]! - before] as const))),
    randomLow: orNone(of(({ random }) => random?.draws[0])),
    randomHigh: orNone(of(({ random }) => random?.draws.at(-1))),
    shuffled: orNone(of(({ shuffled }) => whole(shuffled.at(-1)))),
    other: others.map((_, i) => orNone(of(({ other }) => whole(other[i])))),
  };
}

/** What was asked in fewer items than the push is no line beside it: the table has it. */
const whole = (one: StandIn | null | undefined): number | undefined => (one?.whole ? one.mean : undefined);

/** The same lines with every strength where its dose lies (`place`), a control's by its own push; what lies nowhere is not drawn. */
export function placed(lines: Lines, place: (alpha: number, control: Control['kind'] | null) => number): Lines {
  const by = (points: readonly Point[], control: Control['kind'] | null): readonly Point[] => {
    const there = points.map(([alpha, shift]) => [place(alpha, control), shift] as const).filter(([dose]) => Number.isFinite(dose));
    return there.length > 1 ? there : [];
  };
  return {
    mean: by(lines.mean, null),
    low: by(lines.low, null),
    high: by(lines.high, null),
    items: lines.items.map((points) => by(points, null)),
    randomLow: by(lines.randomLow, 'random'),
    randomHigh: by(lines.randomHigh, 'random'),
    shuffled: by(lines.shuffled, 'shuffled'),
    other: lines.other.map((points) => by(points, 'other')),
  };
}

/** `levels`: shifts that are drawn over all strengths. `asAsked`: the numbers at the axis are the strengths themselves. */
export function plotOf(lines: Lines, levels: readonly number[], width: number, asAsked = true): Plot {
  const all = [lines.mean, lines.low, lines.high, lines.randomLow, lines.randomHigh, lines.shuffled, ...lines.other, ...lines.items].flat();
  const [least, most] = extent(all.map(([alpha]) => alpha)) ?? [0, 0];
  const [low, high] = roundEnds(extent([...all.map(([, shift]) => shift), ...levels, 0]) ?? [-1, 1]);
  const [left, right, foot] = [AXIS, width - RIGHT, HEIGHT - FOOT];
  return {
    x: linear(least, most, left + 10, right - 10),
    y: linear(low, high, foot, TOP),
    xTicks: asAsked ? [...new Set(lines.mean.map(([alpha]) => alpha))] : ticks(least, most, width < 500 ? 5 : 8),
    yTicks: ticks(low, high, 6),
    ...{ left, right, top: TOP, foot },
  };
}
