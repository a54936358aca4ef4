/** Where the lines of many games lie: strengths to the right, means upwards. Pure. */
import type { Level, Levels } from '../../lab/report/play-levels';
import type { Plot, Point } from '../parts/line';
import { extent, linear, roundEnds, ticks } from '../parts/scale';

export const HEIGHT = 280;
const [LEFT, RIGHT, TOP, FOOT] = [52, 12, 12, 40];

/** What is drawn: scores, or how likely helping was. */
export const MEASURES = ['score', 'helping'] as const;
export type Measure = (typeof MEASURES)[number];

export interface GamesLines {
  /** Over the same games. */
  readonly mean: readonly Point[];
  /** Of `mean`; empty without intervals. */
  readonly low: readonly Point[];
  readonly high: readonly Point[];
  /** The range of random directions over the same games, to both sides of no push, where it is the mean without one. */
  readonly randomLow: readonly Point[];
  readonly randomHigh: readonly Point[];
  /** Means over other games, which no line joins, each with their number. */
  readonly apart: readonly { readonly at: Point; readonly games: number }[];
}

export function gamesLines({ pushes, random }: Levels): GamesLines {
  const joined = pushes.filter(({ whole }) => whole);
  const of = (value: (one: Level) => number): Point[] => joined.map((one) => [one.alpha, value(one)]);
  const bounded = joined.every(({ low }) => Number.isFinite(low));
  const plain = joined.find(({ alpha }) => alpha === 0);
  const beside = random.filter(({ whole }) => whole);
  const range = (end: 'low' | 'high'): Point[] =>
    plain === undefined || beside.length === 0
      ? []
      : [
          ...beside.toReversed().map((one): Point => [-one.size, one[end]]),
          [0, plain.mean],
          ...beside.map((one): Point => [one.size, one[end]]),
        ];
  return {
    mean: of(({ mean }) => mean),
    low: bounded ? of(({ low }) => low) : [],
    high: bounded ? of(({ high }) => high) : [],
    randomLow: range('low'),
    randomHigh: range('high'),
    apart: pushes.filter(({ whole }) => !whole).map(({ alpha, mean, games }) => ({ at: [alpha, mean], games })),
  };
}

/** Scores have an axis of their own, 0 to 2; of shares the highest decides. */
export function gamesPlot(lines: GamesLines, levels: readonly number[], measure: Measure, width: number): Plot {
  const all = [lines.mean, lines.low, lines.high, lines.randomLow, lines.randomHigh, lines.apart.map(({ at }) => at)].flat();
  const [least, most] = extent(all.map(([alpha]) => alpha)) ?? [0, 0];
  const [, high] = measure === 'score' ? [0, 2] : roundEnds(extent([...all.map(([, value]) => value), ...levels, 0]) ?? [0, 1]);
  const [left, right, foot] = [LEFT, width - RIGHT, HEIGHT - FOOT];
  return {
    x: linear(least, most, left + 10, right - 10),
    y: linear(0, high, foot, TOP),
    xTicks: [...lines.mean, ...lines.apart.map(({ at }) => at)].map(([alpha]) => alpha).sort((a, b) => a - b),
    yTicks: measure === 'score' ? [0, 0.5, 1, 1.5, 2] : ticks(0, high, 5),
    ...{ left, right, top: TOP, foot },
  };
}
