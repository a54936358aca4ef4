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
  // Twice an average rank is a whole number in 2..2n, equal exactly for equal scores: a bin that needs no search.
  const bin = Int32Array.from(ranks(scores), (rank) => 2 * rank);
  const positives = new Int32Array(2 * bin.length + 1);
  const negatives = new Int32Array(2 * bin.length + 1);
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
