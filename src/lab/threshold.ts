/** A threshold that few texts of one kind exceed: what a monitor raises an alarm above. */
import { InvalidInput } from './invalid';

/** How many of so many values lie above a threshold. */
export interface Above {
  readonly above: number;
  readonly of: number;
}

export interface Threshold extends Above {
  readonly value: number;
}

/**
 * The least value that at most `share` of these values exceed, with how many do: with ties at it, fewer. It is one of the values, the
 * (⌊share·n⌋ + 1)-th largest, so the rate among them can be any whole number of n-ths and nothing between: with a share below 1/n none
 * exceeds it. NaN, a text that was not read, does not count. null where no value is left. Throws on a share outside 0 ≤ share < 1.
 */
export function thresholdAt(values: ArrayLike<number>, share: number): Threshold | null {
  if (!(share >= 0 && share < 1)) throw new InvalidInput(`expected a share of at least 0 and below 1, got ${share}`);
  const sorted = known(values).sort((a, b) => b - a);
  // A product such as 0.29·100 may lie a rounding below the whole number that it is.
  const value = sorted[Math.floor(share * sorted.length + 1e-9)];
  return value === undefined ? null : { value, ...above(sorted, value) };
}

/** How many of the values exceed the threshold. NaN does not count. */
export function above(values: ArrayLike<number>, threshold: number): Above {
  const all = known(values);
  return { above: all.filter((value) => value > threshold).length, of: all.length };
}

const known = (values: ArrayLike<number>): number[] => Array.from(values).filter((value) => !Number.isNaN(value));
