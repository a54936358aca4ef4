/** The stated figures of the paper's result files made anew from the values that the same files list. */
import { pearson, spearman, type Correlation } from '../correlation';
import { quantile } from '../quantile';

const UNDEFINED: Correlation = { r: NaN, p: NaN, n: 0 };

/** Pearson's and Spearman's r of score and rating. NaN for fewer than three texts: two points always lie on a line. */
export function correlations(texts: readonly { readonly rating: number; readonly score: number }[]): {
  readonly pearson: Correlation;
  readonly spearman: Correlation;
} {
  if (texts.length < 3) return { pearson: { ...UNDEFINED, n: texts.length }, spearman: { ...UNDEFINED, n: texts.length } };
  const [scores, ratings] = [texts.map(({ score }) => score), texts.map(({ rating }) => rating)];
  return { pearson: pearson(scores, ratings), spearman: spearman(scores, ratings) };
}

/**
 * 0 against 2: how many texts there are of the two ratings, and the largest share of them that any threshold puts on its own side (a score
 * above it counts as 2). The files name no threshold, so a stated share can be held against this alone. NaN where a rating has no text.
 */
export function zeroAgainstTwo(texts: readonly { readonly rating: number; readonly score: number }[]): { count: number; most: number } {
  const of = (rating: number): number[] => texts.flatMap((text) => (text.rating === rating ? [text.score] : []));
  const [zeros, twos] = [of(0), of(2)];
  const count = zeros.length + twos.length;
  if (zeros.length === 0 || twos.length === 0) return { count, most: NaN };
  const right = (threshold: number): number =>
    zeros.filter((score) => score <= threshold).length + twos.filter((score) => score > threshold).length;
  return { count, most: [-Infinity, ...zeros].reduce((best, threshold) => Math.max(best, right(threshold)), 0) / count };
}

/** AUROCs of random directions: mean, standard deviation (by n), 95th percentile, largest, and how many reach `auroc`. */
export function randomBaseline(random: readonly number[], auroc: number) {
  const mean = random.reduce((sum, value) => sum + value, 0) / random.length;
  const sd = Math.sqrt(random.reduce((sum, value) => sum + (value - mean) ** 2, 0) / random.length);
  return {
    trials: random.length,
    mean,
    sd,
    percentile95: quantile(Float64Array.from(random).sort(), 0.95),
    max: random.reduce((most, value) => Math.max(most, value), -Infinity),
    reach: random.filter((value) => value >= auroc).length,
  };
}
