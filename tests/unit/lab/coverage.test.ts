/**
 * Does a 95 % interval hold the truth 95 times in a hundred? Pairs are drawn from normal distributions whose AUROC is known; partners
 * share a part of their score, as two answers to one situation do. The percentile interval, which BCa replaced, is measured on the very
 * same resamples.
 */
import { describe, expect, it } from 'vitest';
import { aurocInterval, resamplePairs } from '../../../src/lab/auroc-interval';
import type { Interval } from '../../../src/lab/bootstrap';
import { normalBelow } from '../../../src/lab/normal';
import { quantile } from '../../../src/lab/quantile';
import { gaussian, random } from '../../../src/lab/random';

const TRIALS = 400;
/** Of a score's variance, what partners have in common. */
const SHARED = [0, 0.5, 0.8];

/** How often each kind of interval holds the AUROC of pairs whose classes lie `d` standard deviations apart. */
function coverage(n: number, d: number): { bca: number; percentile: number } {
  const truth = normalBelow(d / Math.SQRT2);
  const holds = ({ low, high }: Interval): number => (low <= truth && truth <= high ? 1 : 0);
  const found = { bca: 0, percentile: 0 };
  for (const shared of SHARED) {
    const normal = gaussian(random(n + 1000 * d + 100 * shared));
    for (let trial = 0; trial < TRIALS; trial++) {
      const common = Array.from({ length: n }, () => Math.sqrt(shared) * normal());
      const [positive, negative] = [d, 0].map((shift) => common.map((one) => shift + one + Math.sqrt(1 - shared) * normal()));
      const resampled = resamplePairs(positive!, negative!, { resamples: 600, seed: trial });
      const sorted = resampled.values.toSorted();
      found.bca += holds(aurocInterval(resampled));
      found.percentile += holds({ low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) });
    }
  }
  const all = SHARED.length * TRIALS;
  return { bca: found.bca / all, percentile: found.percentile / all };
}

describe.each([
  // A strong direction, where the upper end is near: the case that the lab meets, and the worst for the percentile interval.
  { n: 10, d: 2, least: 0.94, most: 0.99 },
  { n: 40, d: 2, least: 0.935, most: 0.965 },
  // A weak one. Ten pairs with much in common are the hardest case for BCa.
  { n: 10, d: 1, least: 0.92, most: 0.96 },
  { n: 40, d: 1, least: 0.935, most: 0.965 },
])('$n pairs, $d standard deviations apart', ({ n, d, least, most }) => {
  const { bca, percentile } = coverage(n, d);
  it(`BCa holds the truth in ${least * 100} to ${most * 100} % of draws`, () => {
    expect(bca).toBeGreaterThanOrEqual(least);
    expect(bca).toBeLessThanOrEqual(most);
  });
  it('the percentile interval holds it less often', () => expect(percentile).toBeLessThan(bca));
  if (d === 2) it('and would fail this test', () => expect(percentile).toBeLessThan(least));
});
