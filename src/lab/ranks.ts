import { InvalidInput } from './invalid';

/** Ranks from 1, smallest first; equal values share the mean of their ranks (scipy.stats.rankdata). O(n log n). Throws on NaN. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const n = values.length;
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    if (Number.isNaN(values[i])) throw new InvalidInput(`value ${i} of ${n} is NaN and has no rank`);
    order[i] = i;
  }
  order.sort((i, j) => (values[i]! < values[j]! ? -1 : values[i]! > values[j]! ? 1 : 0));
  const rank = new Float64Array(n);
  for (let first = 0, end; first < n; first = end) {
    end = first + 1;
    while (end < n && values[order[end]!] === values[order[first]!]) end++;
    for (let k = first; k < end; k++) rank[order[k]!] = (first + 1 + end) / 2;
  }
  return rank;
}
