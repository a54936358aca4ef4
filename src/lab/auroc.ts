import { InvalidInput } from './invalid';
import { ranks } from './ranks';

/**
 * AUROC = P(a positive score > a negative score), ties half: 1 is perfect order, 0.5 is chance, 0 is perfectly reversed.
 * By the rank sum U of Mann and Whitney, AUROC = U / nm, in O((n+m) log(n+m)). Throws on an empty class and on NaN.
 */
export function auroc(positive: ArrayLike<number>, negative: ArrayLike<number>): number {
  const n = positive.length;
  const m = negative.length;
  if (n === 0 || m === 0) throw new InvalidInput(`AUROC needs both classes, got ${n} positive and ${m} negative scores`);
  const both = new Float64Array(n + m);
  both.set(positive);
  both.set(negative, n);
  const rank = ranks(both);
  let rankSum = 0;
  for (let i = 0; i < n; i++) rankSum += rank[i]!;
  return (rankSum - (n * (n + 1)) / 2) / (n * m);
}

/**
 * The same number from scores in one list, the first `positives` of the positive class, by making each comparison while there are few of
 * them: for thousands of draws. Throws on an empty class and on NaN.
 */
export function countedAuroc(scores: Float64Array, positives: number): number {
  const negatives = scores.length - positives;
  if (!(positives > 0 && negatives > 0) || positives * negatives > FEW)
    return auroc(scores.subarray(0, positives), scores.subarray(positives));
  let wins = 0;
  for (let i = 0; i < positives; i++) {
    const score = scores[i]!;
    for (let j = positives; j < scores.length; j++) wins += score > scores[j]! ? 1 : score === scores[j]! ? 0.5 : 0;
  }
  if (scores.some(Number.isNaN)) throw new InvalidInput(`a score is NaN and has no rank`);
  return wins / (positives * negatives);
}

/** With more comparisons, sorting is faster. */
const FEW = 4096;

/**
 * Share of pairs whose positive text (positive[i]) scores above its own partner (negative[i]), ties half. NaN without pairs; throws on
 * unequal lengths.
 */
export function pairsRight(positive: ArrayLike<number>, negative: ArrayLike<number>): number {
  const n = positive.length;
  if (n !== negative.length) throw new InvalidInput(`pairs need both texts, got ${n} positive and ${negative.length} negative scores`);
  let right = 0;
  for (let i = 0; i < n; i++) right += positive[i]! > negative[i]! ? 1 : positive[i] === negative[i] ? 0.5 : 0;
  return right / n;
}
