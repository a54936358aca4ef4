/** What the test texts tell without any model: their words, and their length. */
import { auroc } from '../auroc';
import { aurocInterval, FEWEST_PAIRS, NO_INTERVAL } from '../auroc-interval';
import { scoreText, train } from '../bag-of-words';
import type { Resampled } from '../bootstrap';
import { resampleScores, type ClassScores } from '../class-scores';
import { hasBoth, isPaired, itemsOf, sidesOf, someOf, type Contrast, type Sides } from '../contrast';
import { spaceless } from '../words';
import { testedOf, type Tested } from './tested';
import { t } from '../../language/t';

/** The texts of a set, with what each pair or lone text is for. */
export type SplitTexts = Contrast<string, { readonly split: 'train' | 'test' }>;

/** An AUROC on so many test texts with its 95 % interval, NaN where there is none. */
export type Baseline = Tested & { readonly auroc: number; readonly low: number; readonly high: number };

/** Why words were not counted, in a sentence. */
export interface Refused {
  readonly refused: string;
}

/**
 * Mean log odds of each text by a bag of words trained on the training texts, in the order of `sidesOf`. Null without training or without
 * test texts. Refused where words are written without spaces: what a word is would then hang on the dictionary of a browser, and so would
 * every figure.
 */
export function wordScores(texts: SplitTexts): ClassScores | Refused | null {
  if (itemsOf(texts).every(({ split }) => split === 'train')) return null;
  const { positive, negative } = sidesOf(texts);
  const found = bagScores(texts, [positive, negative]);
  return found && !('refused' in found) ? { paired: isPaired(texts), positive: found[0]!, negative: found[1]! } : found;
}

/** [list][text] the same of any texts; null without training texts of both classes. */
export function bagScores(known: SplitTexts, texts: readonly (readonly string[])[]): number[][] | Refused | null {
  const training = sidesOf(someOf(known, ({ split }) => split === 'train'));
  if (!hasBoth(training)) return null;
  const { positive, negative } = training;
  const script = spaceless([...positive, ...negative, ...texts.flat()]);
  if (script !== null) return { refused: t`${script}: no spaces between words, so what counts as a word would depend on a dictionary.` };
  const weights = train(positive, negative);
  return texts.map((list) => list.map((text) => scoreText(weights, text)));
}

/** The number of characters (code points) of each text, in the order of `sidesOf`. */
export function characterCounts(texts: SplitTexts): ClassScores {
  const count = (text: string): number => Array.from(text).length;
  const { positive, negative } = sidesOf(texts);
  return { paired: isPaired(texts), positive: positive.map(count), negative: negative.map(count) };
}

/** The scores of some texts, given by their places in each list. */
export const pick = ({ paired, positive, negative }: ClassScores, places: Sides<readonly number[]>): ClassScores => ({
  paired,
  positive: places.positive.map((i) => positive[i]!),
  negative: places.negative.map((i) => negative[i]!),
});

/** The AUROC of these scores and, from `FEWEST_PAIRS` of each class on, what it is over resampled texts; null without a class. */
export function compared(
  scores: ClassScores,
  options: { resamples: number; seed: number },
): { auroc: number; resampled: Resampled | null } | null {
  const { positive, negative } = scores;
  if (!hasBoth(scores)) return null;
  const enough = options.resamples > 0 && Math.min(positive.length, negative.length) >= FEWEST_PAIRS;
  return { auroc: auroc(positive, negative), resampled: enough ? resampleScores(scores, options) : null };
}

/** The same as an AUROC with its interval; null without a class. */
export function baseline(scores: ClassScores, options: { resamples: number; seed: number }): Baseline | null {
  const found = compared(scores, options);
  if (!found) return null;
  const { low, high } = found.resampled ? aurocInterval(found.resampled) : NO_INTERVAL;
  return { auroc: found.auroc, low, high, ...testedOf(scores) };
}
