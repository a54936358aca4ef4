import { auroc, pairsRight } from '../auroc';
import { aurocInterval, FEWEST_PAIRS, NO_INTERVAL, overInterval } from '../auroc-interval';
import { difference, type Interval, type Resampled } from '../bootstrap';
import { resampleScores, type ClassScores } from '../class-scores';
import { InvalidInput } from '../invalid';
import { mean, variance } from '../moments';
import { quantile } from '../quantile';
import type { Measured } from './columns';
import { t } from '../../language/t';

/** What the test texts tell of one block's direction. */
export type BlockNumbers = Record<Exclude<Measured, 'trainSeparation'>, number>;

export interface BlockOptions {
  /** Of the training classes at this block; null if unknown. */
  midpoint: number | null;
  /** Of the bootstrap; 0 for no interval. */
  resamples?: number;
  seed?: number;
  /** The words' AUROC on the same texts, and resampled by the same seed where there are intervals; null without. */
  words?: { auroc: number; resampled: Resampled | null } | null;
}

/**
 * The numbers of one block from the test scores of its two classes, as Cadile (arXiv 2511.16699) defines them, with their evidence:
 * - accuracy: share of texts on their own side of the threshold, the midpoint of the training classes; where none is known, of the test
 * classes, which peeks. A score equal to it counts as negative.
 * - accuracyMedian: with the median of all test scores as threshold, the published variant for Phi-3, which peeks too.
 * - separation: mean positive minus mean negative score. d: separation over the pooled standard deviation (n−1); NaN where a class has
 * fewer than two texts or nothing varies.
 * - aurocLow, aurocHigh: 95 % interval; overWords…: the AUROC minus that of the words, with its own. NaN where not asked for or a class
 * has fewer than `FEWEST_PAIRS` texts. Pairs are resampled whole, lone texts each class by itself. pairsRight: NaN of lone texts.
 * Throws on an empty class, on NaN and on a midpoint that is not finite.
 */
export function measureBlock(
  layer: number,
  scores: ClassScores,
  { midpoint, resamples = 2000, seed = 1, words = null }: BlockOptions,
): BlockNumbers {
  const { positive, negative, paired } = scores;
  if (midpoint !== null && !Number.isFinite(midpoint)) throw new InvalidInput(t`the midpoint of block ${layer} is not finite: ${midpoint}`);
  const [n, m] = [positive.length, negative.length];
  const area = auroc(positive, negative);
  const separation = mean(positive) - mean(negative);
  const threshold = midpoint ?? (mean(positive) + mean(negative)) / 2;
  const median = quantile(Float64Array.from([...Array.from(positive), ...Array.from(negative)]).sort(), 0.5);
  const within = (n - 1) * variance(positive) + (m - 1) * variance(negative);
  const deviation = Math.sqrt(within / (n + m - 2));
  const resampled = resamples === 0 || Math.min(n, m) < FEWEST_PAIRS ? null : resampleScores(scores, { resamples, seed });
  const interval: Interval = resampled ? aurocInterval(resampled) : NO_INTERVAL;
  const over: Interval = resampled && words?.resampled ? overInterval(difference(resampled, words.resampled)) : NO_INTERVAL;
  return {
    auroc: area,
    aurocLow: interval.low,
    aurocHigh: interval.high,
    pairsRight: paired ? pairsRight(positive, negative) : NaN,
    accuracy: accuracy(positive, negative, threshold),
    accuracyMedian: accuracy(positive, negative, median),
    threshold,
    separation,
    d: deviation > 0 ? separation / deviation : NaN,
    overWords: words ? area - words.auroc : NaN,
    overWordsLow: over.low,
    overWordsHigh: over.high,
  };
}

/** Share of scores on their own side of a threshold: positive above it, negative at or below it. */
export function accuracy(positive: ArrayLike<number>, negative: ArrayLike<number>, threshold: number): number {
  const above = (values: ArrayLike<number>): number => Array.from(values).filter((score) => score > threshold).length;
  return (above(positive) + negative.length - above(negative)) / (positive.length + negative.length);
}
