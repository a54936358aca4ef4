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
