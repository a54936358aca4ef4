import { InvalidInput } from './invalid';
import { quantile } from './quantile';
import { random } from './random';

/** A range, lowest value first. */
export interface Interval {
  low: number;
  high: number;
}

/** `resamples` of the data, drawn by `seed`; `level` is the share of them between low and high. */
export interface BootstrapOptions {
  resamples?: number;
  seed?: number;
  level?: number;
}

/**
 * Percentile bootstrap interval of a statistic (Efron and Tibshirani 1993, chapter 13; scipy.stats.bootstrap, method 'percentile').
 * Each resample draws n of the indices 0..n−1 with replacement and hands them to `statistic`, in one array that is used again.
 * With several sizes [n, m, …] the strata are drawn each from its own, one after the other: n indices below n, then m below m.
 * Both ends are NaN if the statistic is NaN for any resample. Throws on n < 1, on resamples < 1, on a level outside 0..1.
 */
export function bootstrap(
  n: number | readonly number[],
  statistic: (indices: Int32Array) => number,
  { resamples = 2000, seed = 1, level = 0.95 }: BootstrapOptions = {},
): Interval {
  const sizes = typeof n === 'number' ? [n] : n;
  for (const size of sizes) if (!(Number.isInteger(size) && size > 0)) throw new InvalidInput(`cannot resample ${size} items`);
  if (!(Number.isInteger(resamples) && resamples > 0)) throw new InvalidInput(`expected at least one resample, got ${resamples}`);
  if (!(level > 0 && level < 1)) throw new InvalidInput(`expected a level between 0 and 1, got ${level}`);
  const uniform = random(seed);
  const indices = new Int32Array(sizes.reduce((sum, size) => sum + size, 0));
  const values = new Float64Array(resamples);
  for (let resample = 0; resample < resamples; resample++) {
    let k = 0;
    for (const size of sizes) for (let drawn = 0; drawn < size; drawn++) indices[k++] = Math.floor(uniform() * size);
    values[resample] = statistic(indices);
  }
  if (values.some(Number.isNaN)) return { low: NaN, high: NaN };
  values.sort();
  return { low: quantile(values, (1 - level) / 2), high: quantile(values, (1 + level) / 2) };
}
