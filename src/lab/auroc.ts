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
