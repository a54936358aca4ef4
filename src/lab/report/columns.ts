/**
 * Every number that the lab derives for a block, in one registry: charts, tables, run files and scripts take name, digits and meaning
 * from here. A table of a model is one list a column, [layer].
 */

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
const LENGTH = { unit: 'residual stream', digits: { significant: 3 } } as const;
const UNREAD = 'no test pair has been read, or the two kinds of text read the same at this block';
const NO_INTERVAL = 'fewer than ten test pairs, texts are still arriving, or the AUROC does not vary over resampled pairs';
const NO_WORDS = 'counting words was refused, or there are no training texts to count';
const APART = 'the model has not read texts that set the words apart from the concept, or the block has no direction';
const APART_INTERVAL = `${APART}; or there are fewer than ten texts of a kind, or the share does not vary over resampled texts`;
const NOT_ASKED = 'this control was not asked for';
const LEFT_OUT = `${NOT_ASKED}, or all pairs tell one situation, or without one of them there is no direction`;
const FOLDS = `${NOT_ASKED}, or there are fewer pairs than folds, or without one of them there is no direction`;
const COUNT = { unit: 'texts', digits: { decimals: 0 } } as const;
const CONSTANT = 'all texts have the same rating, or the same score';
const FOLLOWS = 'scores or ratings follow the length exactly, or do not vary';
const NO_MIDPOINT = 'the midpoint of the training texts is not known';

export const COLUMNS = {
  auroc: { name: 'AUROC', ...SHARE, term: 'auroc', nan: UNREAD },
  aurocLow: { name: 'low', ...SHARE, term: 'interval', nan: NO_INTERVAL },
  aurocHigh: { name: 'high', ...SHARE, term: 'interval', nan: NO_INTERVAL },
  pairsRight: { name: 'pairs right', ...SHARE, term: 'pairs-right', nan: 'the texts do not come in pairs' },
  accuracy: { name: 'accuracy', ...SHARE, term: 'accuracy', nan: UNREAD },
  accuracyMedian: { name: '… at the test median', ...SHARE, term: 'accuracy', nan: UNREAD },
  threshold: { name: 'threshold', ...LENGTH, term: 'accuracy', nan: UNREAD },
  separation: { name: 'separation, test', ...LENGTH, term: 'separation', nan: UNREAD },
  trainSeparation: { name: 'separation, train', ...LENGTH, term: 'separation', nan: 'the training texts are not known' },
  d: {
    name: 'd',
    unit: 'standard deviations',
    digits: { decimals: 2 },
    term: 'd',
    nan: 'fewer than two texts of a kind, or they do not vary',
  },
  overWords: { name: 'over words', ...SHARE, term: 'over-words', nan: NO_WORDS },
  overWordsLow: { name: 'over words, low', ...SHARE, term: 'over-words', nan: `${NO_INTERVAL}, or ${NO_WORDS}` },
  overWordsHigh: { name: 'over words, high', ...SHARE, term: 'over-words', nan: `${NO_INTERVAL}, or ${NO_WORDS}` },
  agreement: { name: 'agreement', ...SHARE, term: 'agreement', nan: 'fewer than two training pairs whose texts differ' },
  permutationP: { name: 'permutation p', ...P, term: 'permutation', nan: NOT_ASKED },
  permutationMaxP: { name: 'p, best of all blocks', ...P, term: 'permutation', nan: NOT_ASKED },
  shuffledLow: { name: 'shuffled labels, low', ...SHARE, term: 'shuffled', nan: NOT_ASKED },
  shuffledHigh: { name: 'shuffled labels, high', ...SHARE, term: 'shuffled', nan: NOT_ASKED },
  randomLow: { name: 'random directions, low', ...SHARE, term: 'random-directions', nan: NOT_ASKED },
  randomHigh: { name: 'random directions, high', ...SHARE, term: 'random-directions', nan: NOT_ASKED },
  selectivity: { name: 'selectivity', ...SHARE, term: 'selectivity', nan: `${NOT_ASKED}, or all pairs tell one situation` },
  crossMean: { name: 'left out, mean', ...SHARE, term: 'left-out', nan: LEFT_OUT },
  crossMin: { name: 'left out, lowest', ...SHARE, term: 'left-out', nan: LEFT_OUT },
  foldMean: { name: 'folds, mean', ...SHARE, term: 'folds', nan: FOLDS },
  foldMin: { name: 'folds, lowest', ...SHARE, term: 'folds', nan: FOLDS },
  tokenShuffled: { name: 'tokens shuffled', ...SHARE, term: 'token-shuffled', nan: 'the model has not read the shuffled texts' },
  carrier: { name: 'carrier', ...SHARE, term: 'carrier', nan: 'the model has not read the neutral texts' },
  deedsOverWords: {
    name: 'deeds over words',
    ...SHARE,
    term: 'auroc',
    nan: APART,
  },
  deedsOverWordsLow: { name: 'deeds over words, low', ...SHARE, term: 'interval', nan: APART_INTERVAL },
  deedsOverWordsHigh: { name: 'deeds over words, high', ...SHARE, term: 'interval', nan: APART_INTERVAL },
  deedsBag: { name: 'deeds over words, by a bag of words', ...SHARE, term: 'bag-of-words', nan: NO_WORDS },
  deedsOverBagLow: { name: 'deeds over words, less the bag’s, low', ...SHARE, term: 'interval', nan: `${APART_INTERVAL}, or ${NO_WORDS}` },
  deedsOverBagHigh: {
    name: 'deeds over words, less the bag’s, high',
    ...SHARE,
    term: 'interval',
    nan: `${APART_INTERVAL}, or ${NO_WORDS}`,
  },
  eiaR: { name: 'r with EIA', ...SHARE, term: 'pearson', nan: CONSTANT },
  eiaP: { name: 'p of r with EIA', ...P, term: 'pearson', nan: CONSTANT },
  eiaRho: { name: 'Spearman ρ', ...SHARE, term: 'spearman', nan: CONSTANT },
  eiaRhoP: { name: 'p of Spearman ρ', ...P, term: 'spearman', nan: CONSTANT },
  eiaLength: { name: 'r of score and words', ...SHARE, term: 'length-check', nan: CONSTANT },
  eiaInverse: { name: 'r of score and 1/words', ...SHARE, term: 'length-check', nan: CONSTANT },
  eiaGivenLength: { name: 'r given words', ...SHARE, term: 'length-check', nan: FOLLOWS },
  eiaGivenLengthP: { name: 'p given words', ...P, term: 'length-check', nan: FOLLOWS },
  eiaGivenInverse: { name: 'r given 1/words', ...SHARE, term: 'length-check', nan: FOLLOWS },
  eiaGivenInverseP: { name: 'p given 1/words', ...P, term: 'length-check', nan: FOLLOWS },
  eiaAccuracy: {
    name: '0 against 2',
    ...SHARE,
    term: null,
    nan: 'texts of both ratings are needed, and the midpoint of the training texts',
  },
  eiaAbove0: { name: 'rated 0, above the midpoint', ...COUNT, term: null, nan: NO_MIDPOINT },
  eiaAbove1: { name: 'rated 1, above the midpoint', ...COUNT, term: null, nan: NO_MIDPOINT },
  eiaAbove2: { name: 'rated 2, above the midpoint', ...COUNT, term: null, nan: NO_MIDPOINT },
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
