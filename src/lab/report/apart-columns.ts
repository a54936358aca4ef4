/** What the scores of words and deeds apart say of each block. Pure. */
import { auroc } from '../auroc';
import { aurocInterval, FEWEST_PAIRS, NO_INTERVAL, overInterval, resampleClasses } from '../auroc-interval';
import { difference, type BootstrapOptions } from '../bootstrap';
import type { ApartColumns } from './apart';
import type { Apart } from './evidence';
import { bagScores, type SplitTexts } from './texts';

/** The two groups, words without the concept and the concept without its words; null where there are not two with texts. */
function groupsOf([words, deeds]: readonly Apart[]): { words: Apart; deeds: Apart } | null {
  return words && deeds && words.texts.length > 0 && deeds.texts.length > 0 ? { words, deeds } : null;
}

/**
 * [layer] AUROC of the second group's scores (texts that show the concept without its words) against the first's (its words without it).
 * NaN at a block where a text has no score. null where there are not two groups with texts.
 */
export function deedsOverWords(apart: readonly Apart[], layers: number): Float64Array | null {
  const found = groupsOf(apart);
  if (!found) return null;
  return Float64Array.from({ length: layers }, (_, layer) => {
    const [low, high] = [found.words.scores[layer] ?? [NaN], found.deeds.scores[layer] ?? [NaN]];
    return [...low, ...high].some(Number.isNaN) ? NaN : auroc(high, low);
  });
}

/**
 * deedsOverWords, with its 95 % interval over the texts, each group resampled on its own. deedsBag: the same AUROC by a bag of words that
 * was trained on the training texts; it does not hang on the block. deedsOverBagLow, …High: the interval of the difference of the two, over
 * the same resampled texts. NaN: of an interval where a group has fewer than ten texts; of the bag where words cannot be counted; of all
 * but the bag at a block without a direction. null where there are not two groups with texts.
 * @param known the texts of the set, of which those for training teach the bag
 */
export function apartColumns(
  apart: readonly Apart[],
  layers: number,
  known: SplitTexts,
  { resamples = 2000, seed = 1 }: BootstrapOptions = {},
): ApartColumns | null {
  const found = groupsOf(apart);
  const shares = deedsOverWords(apart, layers);
  if (!found || !shares) return null;
  const { words, deeds } = found;
  const counted = bagScores(known, [words.texts, deeds.texts]);
  const bag = counted && !('refused' in counted) ? counted : null;
  const enough = Math.min(words.texts.length, deeds.texts.length) >= FEWEST_PAIRS;
  const drawn = (high: readonly number[], low: readonly number[]) => resampleClasses(high, low, { resamples, seed });
  const drawnBag = bag && enough ? drawn(bag[1]!, bag[0]!) : null;
  const rows = Array.from(shares, (share, layer) => {
    if (Number.isNaN(share) || !enough) return { own: NO_INTERVAL, over: NO_INTERVAL };
    const own = drawn(deeds.scores[layer]!, words.scores[layer]!);
    return { own: aurocInterval(own), over: drawnBag ? overInterval(difference(own, drawnBag)) : NO_INTERVAL };
  });
  return {
    deedsOverWords: shares,
    deedsOverWordsLow: Float64Array.from(rows, ({ own }) => own.low),
    deedsOverWordsHigh: Float64Array.from(rows, ({ own }) => own.high),
    deedsBag: new Float64Array(layers).fill(bag ? auroc(bag[1]!, bag[0]!) : NaN),
    deedsOverBagLow: Float64Array.from(rows, ({ over }) => over.low),
    deedsOverBagHigh: Float64Array.from(rows, ({ over }) => over.high),
  };
}
