/**
 * How far to believe an analysis: what chance, words, other situations and other texts would give. It needs residuals and takes seconds,
 * so it comes after the report, and is kept beside it. Plain data.
 */
import type { BetweenMethods } from '../readers/between';
import type { Column } from './columns';
import type { Tested } from './tested';

/** Columns of the evidence, in the order in which tables show them. */
export const EVIDENCE = [
  'permutationP',
  'permutationMaxP',
  'shuffledLow',
  'shuffledHigh',
  'randomLow',
  'randomHigh',
  'selectivity',
  'crossMean',
  'crossMin',
  'foldMean',
  'foldMin',
  'agreement',
  'tokenShuffled',
  'carrier',
  'deedsOverWords',
  'deedsOverWordsLow',
  'deedsOverWordsHigh',
  'deedsBag',
  'deedsOverBagLow',
  'deedsOverBagHigh',
] as const satisfies readonly Column[];
export type EvidenceColumn = (typeof EVIDENCE)[number];

/** The AUROC of every block on the texts of one situation, after training on those of all others; `Tested`: how many they are. */
export type LeftOut = Tested & {
  readonly group: string;
  /** [layer]; NaN where no direction could be found. */
  readonly auroc: readonly number[];
};

/** A block and a band to steer in, chosen by held-out texts alone, and why. */
export interface Recommended {
  readonly layer: number;
  readonly band: readonly [number, number];
  readonly reason: string;
}

/** Scores of texts that set the words of the concept apart from the concept itself. */
export interface Apart {
  readonly name: string;
  readonly texts: readonly string[];
  /** [layer][text]. */
  readonly scores: readonly (readonly number[])[];
}

export interface Evidence {
  /** Of everything drawn by chance. */
  readonly seed: number;
  /** [layer] a column; those that could not be made are absent, and `missing` says why. */
  readonly table: { readonly [column in EvidenceColumn]?: Float64Array };
  readonly groups: readonly LeftOut[];
  /** Empty where the concept has no such texts, or they were not read. */
  readonly apart: readonly Apart[];
  /** Cosines between the directions of each two methods on the training texts; absent where nobody computed them. */
  readonly methods?: readonly BetweenMethods[];
  readonly recommended: Recommended | null;
  /** Why nothing is recommended; null where something is. */
  readonly unrecommended: string | null;
  /** What could not be computed, a sentence each. */
  readonly missing: readonly string[];
}
