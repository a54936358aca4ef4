/** The ends of an axis while texts arrive: they widen where they must and never move for less. Pure. */
import type { ShownRun } from '../../experiment/shown';

/** Lowest and highest value of an axis. */
export type Ends = readonly [low: number, high: number];

/** Ends that hold both; the earlier ones themselves where these suffice. null holds nothing. */
export function widen(held: Ends | null, data: Ends | null): Ends | null {
  if (!held || !data) return held ?? data;
  return data[0] >= held[0] && data[1] <= held[1] ? held : [Math.min(held[0], data[0]), Math.max(held[1], data[1])];
}

/** Whether `after` is `before` with more texts read: the same analysis, and `before` was not whole. */
export function grown(before: ShownRun, after: ShownRun): boolean {
  const done = ({ computed, fromStorage }: ShownRun): number => computed + fromStorage;
  return (
    !before.complete &&
    before.id === after.id &&
    before.of === after.of &&
    before.fromStorage === after.fromStorage &&
    before.directions.layers === after.directions.layers &&
    before.directions.width === after.directions.width &&
    done(before) <= done(after)
  );
}

/** What an axis shows of a run, and its ends. `of` tells two views of a run apart: the scores of two blocks have nothing in common. */
export interface Held {
  readonly run: ShownRun;
  readonly of: string;
  readonly ends: Ends | null;
}

/** The next ends: wider or the same while a run grows, those of the data for a whole run, another run or another view. */
export function nextEnds(held: Held, run: ShownRun, of: string, data: Ends | null): Ends | null {
  return !run.complete && held.of === of && grown(held.run, run) ? widen(held.ends, data) : data;
}
