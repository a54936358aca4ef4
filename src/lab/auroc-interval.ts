import { bca, resample, type BootstrapOptions, type Interval, type Resampled } from './bootstrap';
import { InvalidInput } from './invalid';
import { tally } from './tally';

/**
 * With fewer pairs the lab gives no interval: in simulations (tests/unit/lab/coverage.test.ts) no bootstrap of them keeps what it
 * promises.
 */
export const FEWEST_PAIRS = 10;

/** No interval: both ends unknown. */
export const NO_INTERVAL: Interval = { low: NaN, high: NaN };

/**
 * The AUROC over resampled pairs: positive[i] and negative[i] are the two texts of pair i and are drawn together.
 * Throws on classes of unequal size, on fewer than two pairs and on NaN.
 */
export function resamplePairs(positive: ArrayLike<number>, negative: ArrayLike<number>, options?: BootstrapOptions): Resampled {
  const n = positive.length;
  if (n !== negative.length)
    throw new InvalidInput(`resampling pairs needs pairs, got ${n} positive and ${negative.length} negative scores`);
  const counts = tally([...Array.from(positive), ...Array.from(negative)]);
  return resample(
    [n],
    ([pairs]) => {
      for (const pair of pairs!) {
        counts.add(pair, true);
        counts.add(n + pair, false);
      }
      return counts.auroc();
    },
    options,
  );
}

/** The same for texts that do not pair up: each class is drawn on its own. */
export function resampleClasses(positive: ArrayLike<number>, negative: ArrayLike<number>, options?: BootstrapOptions): Resampled {
  const n = positive.length;
  const counts = tally([...Array.from(positive), ...Array.from(negative)]);
  return resample(
    [n, negative.length],
    ([yes, no]) => {
      for (const text of yes!) counts.add(text, true);
      for (const text of no!) counts.add(n + text, false);
      return counts.auroc();
    },
    options,
  );
}

/**
 * 95 % interval of a resampled AUROC: BCa. Where every resample is perfect (or perfectly reversed) a bootstrap has seen no error and
 * knows nothing of the next one; the interval then ends at the exact binomial bound of n right out of n (Clopper and Pearson 1934),
 * 0.025^(1/n): .69 for ten pairs, .91 for forty. NaN below `FEWEST_PAIRS` items in any class.
 */
export function aurocInterval(resampled: Resampled): Interval {
  const n = Math.min(...resampled.jackknife.map((items) => items.length));
  if (n < FEWEST_PAIRS) return NO_INTERVAL;
  const bound = 0.025 ** (1 / n);
  if (resampled.values.every((value) => value === 1)) return { low: bound, high: 1 };
  if (resampled.values.every((value) => value === 0)) return { low: 0, high: 1 - bound };
  return bca(resampled);
}

/**
 * 95 % interval of the difference of two AUROCs on the same pairs: BCa. Where every resample gives the same difference (both orders
 * perfect, say), the doubt that the number of items leaves of either stays, 1 − 0.025^(1/n) to each side. NaN below `FEWEST_PAIRS` items
 * in any class.
 */
export function overInterval(resampled: Resampled): Interval {
  const n = Math.min(...resampled.jackknife.map((items) => items.length));
  if (n < FEWEST_PAIRS) return NO_INTERVAL;
  const [first = NaN] = resampled.values;
  if (!resampled.values.every((value) => Math.abs(value - first) < 1e-12)) return bca(resampled);
  const doubt = 1 - 0.025 ** (1 / n);
  return { low: Math.max(-1, first - doubt), high: Math.min(1, first + doubt) };
}
