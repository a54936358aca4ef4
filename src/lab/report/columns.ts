/**
 * Every number that the lab derives for a block, in one registry: charts, tables, run files and scripts take name, digits and meaning
 * from here. A table of a model is one list a column, [layer].
 */
import { t } from '../../language/t';

/** How a number is printed: so many digits behind the point, or about so many that count. */
export type Digits = { readonly decimals: number } | { readonly significant: number };

export interface ColumnSpec {
  /** As the head of a table's column. */
  readonly name: string;
  /** null: a share, a probability or another number without one. */
  readonly unit: string | null;
  readonly digits: Digits;
  /** The entry of the glossary that explains it; null where the name says it all. */
  readonly term: string | null;
  /** What NaN means in this column. */
  readonly nan: string;
}

const SHARE = { unit: null, digits: { decimals: 3 } } as const;
/** Never 0, however small: `permutationP` of permutation.ts. */
const P = { unit: null, digits: { significant: 2 } } as const;
const LENGTH = { unit: t`residual stream`, digits: { significant: 3 } } as const;
const UNREAD = t`no test pair, or no test text of a class, has been read, or the two kinds of text read the same at this block`;
const NO_INTERVAL = t`fewer than ten test pairs, or test texts of a class, texts are still arriving, or the AUROC does not vary over resampled texts`;
const NO_WORDS = t`counting words was refused, or there are no training texts to count`;
const APART = t`the model has not read texts that set the words apart from the concept, or the block has no direction`;
const APART_INTERVAL = t`${APART}; or there are fewer than ten texts of a kind, or the share does not vary over resampled texts`;
const NOT_ASKED = t`this control was not asked for`;
const LEFT_OUT = t`${NOT_ASKED}, or all texts tell one situation, or a situation has texts of one class alone, or without one of them there is no direction`;
const FOLDS = t`${NOT_ASKED}, or there are fewer pairs, or texts of a class, than folds, or without one of them there is no direction`;
const COUNT = { unit: 'texts', digits: { decimals: 0 } } as const;
const CONSTANT = t`all texts have the same rating, or the same score`;
const FOLLOWS = t`scores or ratings follow the length exactly, or do not vary`;
const NO_MIDPOINT = t`the midpoint of the training texts is not known`;

export const COLUMNS = {
  auroc: { name: t`AUROC`, ...SHARE, term: 'auroc', nan: UNREAD },
  aurocLow: { name: t`low`, ...SHARE, term: 'interval', nan: NO_INTERVAL },
  aurocHigh: { name: t`high`, ...SHARE, term: 'interval', nan: NO_INTERVAL },
  pairsRight: { name: t`pairs right`, ...SHARE, term: 'pairs-right', nan: t`the texts do not come in pairs` },
  accuracy: { name: t`accuracy`, ...SHARE, term: 'accuracy', nan: UNREAD },
  accuracyMedian: { name: t`… at the test median`, ...SHARE, term: 'accuracy', nan: UNREAD },
  threshold: { name: t`threshold`, ...LENGTH, term: 'accuracy', nan: UNREAD },
  separation: { name: t`separation, test`, ...LENGTH, term: 'separation', nan: UNREAD },
  trainSeparation: { name: t`separation, train`, ...LENGTH, term: 'separation', nan: t`the training texts are not known` },
  d: {
    name: 'd',
    unit: t`standard deviations`,
    digits: { decimals: 2 },
    term: 'd',
    nan: t`fewer than two texts of a kind, or they do not vary`,
  },
  overWords: { name: t`over words`, ...SHARE, term: 'over-words', nan: NO_WORDS },
  overWordsLow: { name: t`over words, low`, ...SHARE, term: 'over-words', nan: t`${NO_INTERVAL}, or ${NO_WORDS}` },
  overWordsHigh: { name: t`over words, high`, ...SHARE, term: 'over-words', nan: t`${NO_INTERVAL}, or ${NO_WORDS}` },
  agreement: {
    name: t`agreement`,
    ...SHARE,
    term: 'agreement',
    nan: t`fewer than two training pairs whose texts differ, or the texts do not come in pairs`,
  },
  permutationP: { name: t`permutation p`, ...P, term: 'permutation', nan: NOT_ASKED },
  permutationMaxP: { name: t`p, best of all blocks`, ...P, term: 'permutation', nan: NOT_ASKED },
  shuffledLow: { name: t`shuffled labels, low`, ...SHARE, term: 'shuffled', nan: NOT_ASKED },
  shuffledHigh: { name: t`shuffled labels, high`, ...SHARE, term: 'shuffled', nan: NOT_ASKED },
  randomLow: { name: t`random directions, low`, ...SHARE, term: 'random-directions', nan: NOT_ASKED },
  randomHigh: { name: t`random directions, high`, ...SHARE, term: 'random-directions', nan: NOT_ASKED },
  selectivity: { name: t`selectivity`, ...SHARE, term: 'selectivity', nan: t`${NOT_ASKED}, or all texts tell one situation` },
  crossMean: { name: t`left out, mean`, ...SHARE, term: 'left-out', nan: LEFT_OUT },
  crossMin: { name: t`left out, lowest`, ...SHARE, term: 'left-out', nan: LEFT_OUT },
  foldMean: { name: t`folds, mean`, ...SHARE, term: 'folds', nan: FOLDS },
  foldMin: { name: t`folds, lowest`, ...SHARE, term: 'folds', nan: FOLDS },
  tokenShuffled: { name: t`tokens shuffled`, ...SHARE, term: 'token-shuffled', nan: t`the model has not read the shuffled texts` },
  carrier: { name: t`carrier`, ...SHARE, term: 'carrier', nan: t`the model has not read the neutral texts` },
  deedsOverWords: {
    name: t`deeds over words`,
    ...SHARE,
    term: 'auroc',
    nan: APART,
  },
  deedsOverWordsLow: { name: t`deeds over words, low`, ...SHARE, term: 'interval', nan: APART_INTERVAL },
  deedsOverWordsHigh: { name: t`deeds over words, high`, ...SHARE, term: 'interval', nan: APART_INTERVAL },
  deedsBag: { name: t`deeds over words, by a bag of words`, ...SHARE, term: 'bag-of-words', nan: NO_WORDS },
  deedsOverBagLow: {
    name: t`deeds over words, less the bag’s, low`,
    ...SHARE,
    term: 'interval',
    nan: t`${APART_INTERVAL}, or ${NO_WORDS}`,
  },
  deedsOverBagHigh: {
    name: t`deeds over words, less the bag’s, high`,
    ...SHARE,
    term: 'interval',
    nan: t`${APART_INTERVAL}, or ${NO_WORDS}`,
  },
  eiaR: { name: t`r with EIA`, ...SHARE, term: 'pearson', nan: CONSTANT },
  eiaP: { name: t`p of r with EIA`, ...P, term: 'pearson', nan: CONSTANT },
  eiaRho: { name: t`Spearman ρ`, ...SHARE, term: 'spearman', nan: CONSTANT },
  eiaRhoP: { name: t`p of Spearman ρ`, ...P, term: 'spearman', nan: CONSTANT },
  eiaLength: { name: t`r of score and words`, ...SHARE, term: 'length-check', nan: CONSTANT },
  eiaInverse: { name: t`r of score and 1/words`, ...SHARE, term: 'length-check', nan: CONSTANT },
  eiaGivenLength: { name: t`r given words`, ...SHARE, term: 'length-check', nan: FOLLOWS },
  eiaGivenLengthP: { name: t`p given words`, ...P, term: 'length-check', nan: FOLLOWS },
  eiaGivenInverse: { name: t`r given 1/words`, ...SHARE, term: 'length-check', nan: FOLLOWS },
  eiaGivenInverseP: { name: t`p given 1/words`, ...P, term: 'length-check', nan: FOLLOWS },
  eiaAccuracy: {
    name: t`0 against 2`,
    ...SHARE,
    term: null,
    nan: t`texts of both ratings are needed, and the midpoint of the training texts`,
  },
  eiaAbove0: { name: t`rated 0, above the midpoint`, ...COUNT, term: null, nan: NO_MIDPOINT },
  eiaAbove1: { name: t`rated 1, above the midpoint`, ...COUNT, term: null, nan: NO_MIDPOINT },
  eiaAbove2: { name: t`rated 2, above the midpoint`, ...COUNT, term: null, nan: NO_MIDPOINT },
} as const satisfies Record<string, ColumnSpec>;

export type Column = keyof typeof COLUMNS;

/** What every report has. The other columns are controls, computed where somebody asks for them. */
export const MEASURED = [
  'auroc',
  'aurocLow',
  'aurocHigh',
  'pairsRight',
  'accuracy',
  'accuracyMedian',
  'threshold',
  'separation',
  'trainSeparation',
  'd',
  'overWords',
  'overWordsLow',
  'overWordsHigh',
] as const satisfies readonly Column[];
export type Measured = (typeof MEASURED)[number];

/** [layer] a column. */
export type LayerTable = { readonly [column in Measured]: Float64Array } & { readonly [column in Column]?: Float64Array };
