/** A threshold that few texts of one kind exceed: what a monitor raises an alarm above. */
import { clopperPearson } from './binomial';
import type { Interval } from './bootstrap';
import { InvalidInput } from './invalid';

/** How many of so many values lie above a threshold. */
export interface Above {
  readonly above: number;
  readonly of: number;
}

export interface Threshold extends Above {
  readonly value: number;
  /** How often one more value of the same kind exceeds it, ties aside: (above + 1) / (of + 1), as any of them may be the next one. */
  readonly next: number;
  /** 95 % interval of the share that exceeds a threshold which so many of so many did (`clopperPearson`). */
  readonly interval: Interval;
}

/**
 * The least of these values that one more of the same kind exceeds with a probability of at most `share`: that is their k-th largest with
 * k = ⌊share·(n + 1)⌋, which k − 1 of them exceed; with ties at it, fewer (the rank that conformal prediction takes, Vovk et al. 2005). A
 * share below 1/(n + 1) cannot be promised: the largest value then stands for it, and `next` is more than was asked. NaN, a text that was
 * not read, does not count. null where no value is left. Throws on a share outside 0 ≤ share < 1.
 */
export function thresholdAt(values: ArrayLike<number>, share: number): Threshold | null {
  if (!(share >= 0 && share < 1)) throw new InvalidInput(`expected a share of at least 0 and below 1, got ${share}`);
  const sorted = known(values).sort((a, b) => b - a);
  // A product such as 0.29·100 may lie a rounding below the whole number that it is.
  const value = sorted[Math.max(0, Math.floor(share * (sorted.length + 1) + 1e-9) - 1)];
  if (value === undefined) return null;
  const found = above(sorted, value);
  return { value, ...found, next: (found.above + 1) / (found.of + 1), interval: clopperPearson(found.above, found.of) };
}

/** How many of the values exceed the threshold. NaN does not count. */
export function above(values: ArrayLike<number>, threshold: number): Above {
  const all = known(values);
  return { above: all.filter((value) => value > threshold).length, of: all.length };
}

const known = (values: ArrayLike<number>): number[] => Array.from(values).filter((value) => !Number.isNaN(value));
