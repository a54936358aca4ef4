import { InvalidInput } from './invalid';
import { random } from './random';
import { tally } from './tally';

/**
 * One-sided permutation p: (1 + k) / (1 + N), where k of the N chance draws reach at least the observed value.
 * Never 0 (Phipson and Smyth 2010). NaN if the observed value is NaN. Throws on no draws.
 */
export function permutationP(observed: number, draws: ArrayLike<number>): number {
  if (draws.length === 0) throw new InvalidInput('no permutations to compare with');
  if (Number.isNaN(observed)) return NaN;
  const reached = Array.from(draws).filter((draw) => draw >= observed).length;
  return (1 + reached) / (1 + draws.length);
}

/**
 * p of an AUROC at least this high if the labels within each pair (positive[i], negative[i]) were thrown by a coin.
 * With n pairs it cannot fall far below 2^−n. Throws on classes of unequal size, on no pairs and on NaN.
 */
export function aurocPermutationP(
  positive: ArrayLike<number>,
  negative: ArrayLike<number>,
  { draws = 2000, seed = 1 }: { draws?: number; seed?: number } = {},
): number {
  const n = positive.length;
  if (n === 0 || n !== negative.length)
    throw new InvalidInput(`swapping within pairs needs pairs, got ${n} positive and ${negative.length} negative scores`);
  const counts = tally([...Array.from(positive), ...Array.from(negative)]);
  const uniform = random(seed);
  const relabelled = (swap: () => boolean): number => {
    for (let pair = 0; pair < n; pair++) {
      const swapped = swap();
      counts.add(pair, !swapped);
      counts.add(n + pair, swapped);
    }
    return counts.auroc();
  };
  const observed = relabelled(() => false);
  return permutationP(
    observed,
    Float64Array.from({ length: draws }, () => relabelled(() => uniform() < 0.5)),
  );
}
