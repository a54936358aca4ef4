/** The interval of a mean of few values: Student's t, where there are too few to be resampled. */
import type { Interval } from './bootstrap';
import { InvalidInput } from './invalid';
import { mean, variance } from './moments';
import { studentTwoSided } from './student-t';

/** mean ± t · s/√n (scipy.stats.t.interval); NaN at both ends under two values. */
export function tInterval(values: readonly number[], level = 0.95): Interval {
  const n = values.length;
  if (n < 2) return { low: NaN, high: NaN };
  const half = studentQuantile(1 - level, n - 1) * Math.sqrt(variance(values) / n);
  const centre = mean(values);
  return { low: centre - half, high: centre + half };
}

/** The t beyond which, to both sides together, a share `p` of Student's distribution lies. Throws outside 0 < p < 1 and df ≥ 1. */
export function studentQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1 && df >= 1)) throw new InvalidInput(`no quantile of Student's t at p=${p}, df=${df}`);
  let [low, high] = [0, 1];
  while (studentTwoSided(high, df) > p) high *= 2;
  // Each step halves the range: 60 of them leave less than a float64 can tell.
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (studentTwoSided(middle, df) > p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
