import { ranks } from './ranks';

/**
 * AUROC over and over on the same scores: sorts once, then counts. For resampling and relabelling, where 2,000 sorts would be felt.
 * `add` puts score i (an index into the `scores` given) in a class; `auroc` reads P(positive > negative), ties half, in O(n) and starts
 * afresh. Reads NaN where a class is empty. Throws on NaN scores.
 */
export interface Tally {
  add(score: number, positive: boolean): void;
  auroc(): number;
}

/** A tally over `scores`, empty at first. */
export function tally(scores: ArrayLike<number>): Tally {
  // Average ranks are equal exactly for equal scores: a bin for each score that there is, in their order.
  const rank = ranks(scores);
  const order = new Map([...new Set(rank)].sort((a, b) => a - b).map((one, i) => [one, i]));
  const bin = Int32Array.from(rank, (one) => order.get(one)!);
  const positives = new Int32Array(order.size);
  const negatives = new Int32Array(order.size);
  return {
    add(score, positive) {
      (positive ? positives : negatives)[bin[score]!]!++;
    },
    auroc() {
      let wins = 0;
      let below = 0;
      let count = 0;
      for (let k = 0; k < negatives.length; k++) {
        wins += positives[k]! * (below + negatives[k]! / 2);
        below += negatives[k]!;
        count += positives[k]!;
      }
      positives.fill(0);
      negatives.fill(0);
      return wins / (count * below);
    },
  };
}
