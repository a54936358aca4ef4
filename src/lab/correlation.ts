import { InvalidInput } from './invalid';
import { mean } from './moments';
import { pairingP } from './pairing';
import { ranks } from './ranks';
import { studentTwoSided } from './student-t';

/** A correlation of n points and its two-sided p. NaN means "not defined": see each function for when. */
export interface Correlation {
  r: number;
  p: number;
  n: number;
}

/**
 * Pearson's r, with the p of a two-sided t test at n−2 degrees of freedom (scipy.stats.pearsonr), less those that both `lost` before, to
 * the means of groups that were taken out of them.
 * r is NaN where x or y is constant; p is NaN there and for two points. Throws on unequal lengths, fewer than two points, a value not
 * finite.
 */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>, lost = 0): Correlation {
  check(x, y);
  const r = coefficient(x, y);
  return { r, p: p(r, x.length - 2 - lost), n: x.length };
}

/** With fewer points a p of Spearman's r is exact. */
export const EXACT_BELOW = 10;

/**
 * Spearman's r: Pearson's of the average ranks (scipy.stats.spearmanr). From `EXACT_BELOW` points on p is the t test's;
 * below that it is exact, the share of all n! pairings with |r| at least as large. NaN and errors as in `pearson`, but two points have p
 * = 1.
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): Correlation {
  check(x, y);
  const n = x.length;
  const [u, v] = [ranks(x), ranks(y)];
  const r = coefficient(u, v);
  return { r, p: n < EXACT_BELOW ? pairingP(u, v) : p(r, n - 2), n };
}

/**
 * First-order partial r of x and y given z: (r_xy − r_xz r_yz) / √((1 − r_xz²)(1 − r_yz²)), p by t at n−3 degrees of freedom.
 * NaN where a variable is constant or x or y follows z exactly. Errors as in `pearson`.
 */
export function partial(x: ArrayLike<number>, y: ArrayLike<number>, z: ArrayLike<number>): Correlation {
  check(x, y);
  check(x, z);
  const [xy, xz, yz] = [coefficient(x, y), coefficient(x, z), coefficient(y, z)];
  const left = (1 - xz * xz) * (1 - yz * yz);
  // With r² this close to 1 the remainder is rounding, and dividing by it would make a number out of nothing.
  const r = left > 1e-14 ? clamp((xy - xz * yz) / Math.sqrt(left)) : NaN;
  return { r, p: p(r, x.length - 3), n: x.length };
}

/** Covariance over the root of the variances. */
function coefficient(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const [centreX, centreY] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const dx = x[i]! - centreX;
    const dy = y[i]! - centreY;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return xx > 0 && yy > 0 ? clamp(xy / Math.sqrt(xx * yy)) : NaN;
}

const p = (r: number, df: number): number => studentTwoSided(r * Math.sqrt(df / ((1 - r) * (1 + r))), df);
const clamp = (r: number): number => Math.max(-1, Math.min(1, r));

function check(x: ArrayLike<number>, y: ArrayLike<number>): void {
  if (x.length !== y.length) throw new InvalidInput(`cannot correlate ${x.length} values with ${y.length}`);
  if (x.length < 2) throw new InvalidInput(`a correlation needs two points, got ${x.length}`);
  for (const values of [x, y])
    for (let i = 0; i < values.length; i++)
      if (!Number.isFinite(values[i])) throw new InvalidInput(`value ${i} is not finite: ${values[i]}`);
}
