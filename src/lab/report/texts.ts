/** What the test pairs' texts tell without any model: their words, and their length. */
import { auroc } from '../auroc';
import { aurocInterval, FEWEST_PAIRS, NO_INTERVAL, resamplePairs } from '../auroc-interval';
import { scoreText, train } from '../bag-of-words';
import type { Resampled } from '../bootstrap';
import { spaceless } from '../words';
import { t } from '../../language/t';

export interface SplitPair {
  readonly split: 'train' | 'test';
  readonly positive: string;
  readonly negative: string;
}

/** A score of every pair's texts, [pair]. */
export interface PairScores {
  readonly positive: readonly number[];
  readonly negative: readonly number[];
}

/** An AUROC on so many test pairs with its 95 % interval, NaN where there is none. */
export interface Baseline {
  readonly auroc: number;
  readonly low: number;
  readonly high: number;
  readonly pairs: number;
}

/** Why words were not counted, in a sentence. */
export interface Refused {
  readonly refused: string;
}

/**
 * Mean log odds of each text by a bag of words trained on the training pairs. Null without training or without test pairs. Refused where
 * words are written without spaces: what a word is would then hang on the dictionary of a browser, and so would every figure.
 */
export function wordScores(pairs: readonly SplitPair[]): PairScores | Refused | null {
  if (pairs.every(({ split }) => split === 'train')) return null;
  const [positive, negative] = [pairs.map((pair) => pair.positive), pairs.map((pair) => pair.negative)];
  const found = bagScores(pairs, [positive, negative]);
  return found && !('refused' in found) ? { positive: found[0]!, negative: found[1]! } : found;
}

/** [list][text] the same of any texts; null without training pairs. */
export function bagScores(pairs: readonly SplitPair[], texts: readonly (readonly string[])[]): number[][] | Refused | null {
  const known = pairs.filter(({ split }) => split === 'train');
  if (known.length === 0) return null;
  const [positive, negative] = [known.map((pair) => pair.positive), known.map((pair) => pair.negative)];
  const script = spaceless([...positive, ...negative, ...texts.flat()]);
  if (script !== null) return { refused: t`${script}: no spaces between words, so what counts as a word would depend on a dictionary.` };
  const weights = train(positive, negative);
  return texts.map((list) => list.map((text) => scoreText(weights, text)));
}

/** The number of characters (code points) of each text. */
export function characterCounts(pairs: readonly SplitPair[]): PairScores {
  const count = (text: string): number => Array.from(text).length;
  return { positive: pairs.map(({ positive }) => count(positive)), negative: pairs.map(({ negative }) => count(negative)) };
}

/** The scores of some pairs, given by their places. */
export const pick = (
  scores: { readonly positive: ArrayLike<number>; readonly negative: ArrayLike<number> },
  places: readonly number[],
): PairScores => ({
  positive: places.map((i) => scores.positive[i]!),
  negative: places.map((i) => scores.negative[i]!),
});

/** The AUROC of these pairs' scores and, from `FEWEST_PAIRS` pairs on, what it is over resampled pairs; null without pairs. */
export function compared(
  { positive, negative }: PairScores,
  options: { resamples: number; seed: number },
): { auroc: number; resampled: Resampled | null } | null {
  if (positive.length === 0) return null;
  const enough = options.resamples > 0 && positive.length >= FEWEST_PAIRS;
  return { auroc: auroc(positive, negative), resampled: enough ? resamplePairs(positive, negative, options) : null };
}

/** The same as an AUROC with its interval; null without pairs. */
export function baseline(scores: PairScores, options: { resamples: number; seed: number }): Baseline | null {
  const found = compared(scores, options);
  if (!found) return null;
  const { low, high } = found.resampled ? aurocInterval(found.resampled) : NO_INTERVAL;
  return { auroc: found.auroc, low, high, pairs: scores.positive.length };
}
