/** Where the lines of many games lie: strengths to the right, means upwards. Pure. */
import type { Level, Levels } from '../../lab/report/plays';
import type { Plot, Point } from '../parts/line';
import { extent, linear, roundEnds, ticks } from '../parts/scale';

export const HEIGHT = 280;
const [LEFT, RIGHT, TOP, FOOT] = [52, 12, 12, 40];

/** What is drawn: scores, or how likely helping was. */
export const MEASURES = ['score', 'helping'] as const;
export type Measure = (typeof MEASURES)[number];

export interface GamesLines {
  readonly mean: readonly Point[];
  /** Empty without intervals. */
  readonly low: readonly Point[];
  readonly high: readonly Point[];
  /** The range of random directions, to both sides of no push, where it is the mean without one. */
  readonly randomLow: readonly Point[];
  readonly randomHigh: readonly Point[];
}

export function gamesLines({ pushes, random }: Levels): GamesLines {
  const of = (value: (one: Level) => number): Point[] => pushes.map((one) => [one.alpha, value(one)]);
  const bounded = pushes.length > 0 && pushes.every(({ low }) => Number.isFinite(low));
  const plain = pushes.find(({ alpha }) => alpha === 0);
  const range = (end: 'low' | 'high'): Point[] =>
    plain === undefined || random.length === 0
      ? []
      : [
          ...random.toReversed().map((one): Point => [-one.size, one[end]]),
          [0, plain.mean],
          ...random.map((one): Point => [one.size, one[end]]),
        ];
  return {
    mean: of(({ mean }) => mean),
    low: bounded ? of(({ low }) => low) : [],
    high: bounded ? of(({ high }) => high) : [],
    randomLow: range('low'),
    randomHigh: range('high'),
  };
}

/** Scores have an axis of their own, 0 to 2; of shares the highest decides. */
export function gamesPlot(lines: GamesLines, levels: readonly number[], measure: Measure, width: number): Plot {
  const all = [lines.mean, lines.low, lines.high, lines.randomLow, lines.randomHigh].flat();
  const [least, most] = extent(all.map(([alpha]) => alpha)) ?? [0, 0];
  const [, high] = measure === 'score' ? [0, 2] : roundEnds(extent([...all.map(([, value]) => value), ...levels, 0]) ?? [0, 1]);
  const [left, right, foot] = [LEFT, width - RIGHT, HEIGHT - FOOT];
  return {
    x: linear(least, most, left + 10, right - 10),
    y: linear(0, high, foot, TOP),
    xTicks: [...new Set(lines.mean.map(([alpha]) => alpha))],
    yTicks: measure === 'score' ? [0, 0.5, 1, 1.5, 2] : ticks(0, high, 5),
    ...{ left, right, top: TOP, foot },
  };
}
