import { auroc } from './auroc';
import { aurocInterval, FEWEST_PAIRS, NO_INTERVAL, resampleClasses, resamplePairs } from './auroc-interval';
import { InvalidInput } from './invalid';
import { mean, variance } from './moments';
import { quantile } from './quantile';

/** How well one block's direction tells the test texts apart. */
export interface LayerMetrics {
  layer: number;
  nPositive: number;
  nNegative: number;
  /** P(a positive text scores above a negative one), ties half. */
  auroc: number;
  /** 95 % BCa interval of the AUROC; NaN where it was not asked for or a class has fewer than `FEWEST_PAIRS` texts. */
  aurocLow: number;
  aurocHigh: number;
  /** Share of texts on their own side of `threshold`; a score equal to it counts as negative. */
  accuracy: number;
  /** The same with the median of all test scores as threshold: the published variant for Phi-3, which peeks at the test texts. */
  accuracyMedian: number;
  /** The threshold of `accuracy`: the train midpoint, or where none was given the midpoint of the test class means, which peeks too. */
  threshold: number;
  /** Mean positive minus mean negative test score, in units of the residual stream. */
  separation: number;
  /** Cohen's d: separation / pooled standard deviation (n−1). NaN where a class has fewer than two texts or nothing varies. */
  d: number;
}

/** `midpoint` of the training classes at this layer, or null if unknown; `resamples` of the bootstrap, 0 for no interval. */
export interface MetricsOptions {
  midpoint: number | null;
  resamples?: number;
  seed?: number;
}

/**
 * The metrics of one layer from the test scores of its two classes, as Cadile (arXiv 2511.16699) defines them.
 * Where the classes are equal in size, positive[i] and negative[i] are the two texts of pair i and the interval resamples pairs;
 * otherwise there are no pairs and each class is resampled on its own. Throws on an empty class, on NaN
 * and on a midpoint that is not finite.
 */
export function layerMetrics(
  layer: number,
  positive: ArrayLike<number>,
  negative: ArrayLike<number>,
  { midpoint, resamples = 2000, seed = 1 }: MetricsOptions,
): LayerMetrics {
  if (midpoint !== null && !Number.isFinite(midpoint)) throw new InvalidInput(`the midpoint of layer ${layer} is not finite: ${midpoint}`);
  const nPositive = positive.length;
  const nNegative = negative.length;
  const area = auroc(positive, negative);
  const separation = mean(positive) - mean(negative);
  const threshold = midpoint ?? (mean(positive) + mean(negative)) / 2;
  const median = quantile(Float64Array.from([...Array.from(positive), ...Array.from(negative)]).sort(), 0.5);
  const draw = nPositive === nNegative ? resamplePairs : resampleClasses;
  const interval = resamples === 0 || Math.min(nPositive, nNegative) < FEWEST_PAIRS ? NO_INTERVAL : aurocInterval(draw(positive, negative, { resamples, seed }));
  const within = (nPositive - 1) * variance(positive) + (nNegative - 1) * variance(negative);
  const deviation = Math.sqrt(within / (nPositive + nNegative - 2));
  return {
    layer,
    nPositive,
    nNegative,
    auroc: area,
    aurocLow: interval.low,
    aurocHigh: interval.high,
    accuracy: accuracy(positive, negative, threshold),
    accuracyMedian: accuracy(positive, negative, median),
    threshold,
    separation,
    d: deviation > 0 ? separation / deviation : NaN,
  };
}

/** Share of scores on their own side of a threshold: positive above it, negative at or below it. */
export function accuracy(positive: ArrayLike<number>, negative: ArrayLike<number>, threshold: number): number {
  const above = (values: ArrayLike<number>): number => Array.from(values).filter((score) => score > threshold).length;
  return (above(positive) + negative.length - above(negative)) / (positive.length + negative.length);
}
