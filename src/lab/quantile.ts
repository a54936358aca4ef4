import { InvalidInput } from './invalid';

/**
 * The q-quantile of ascending values, between neighbours in proportion (numpy.quantile's 'linear', type 7 of Hyndman and Fan 1996).
 * q = 0.5 is the median. Throws on no values and on q outside 0..1; the caller sorts.
 */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  if (sorted.length === 0) throw new InvalidInput('no values to take a quantile of');
  if (!(q >= 0 && q <= 1)) throw new InvalidInput(`expected a quantile between 0 and 1, got ${q}`);
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)]!;
  const above = sorted[Math.ceil(at)]!;
  return below === above ? below : below + (above - below) * (at - Math.floor(at));
}
