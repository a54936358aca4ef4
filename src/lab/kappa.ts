/** How far two people agree who rated the same answers 0, 1 or 2, beyond what their habits alone would give: weighted kappa. */
import { bca, resample, type BootstrapOptions, type Interval } from './bootstrap';
import { InvalidInput } from './invalid';

export type Score = 0 | 1 | 2;
const SCORES = [0, 1, 2] as const;

/** [score of the first rater][score of the second]: how many answers. */
export type ScoreTable = readonly (readonly number[])[];

/**
 * Why there is no interval: fewer than ten answers; a rater who used one score only; resamples that all give the same kappa, as full
 * agreement does; or more than one resample in twenty without a kappa.
 */
export type NoInterval = 'few' | 'one-score' | 'alike' | 'undefined';

export interface Kappa {
  /** NaN where both raters gave one and the same score to everything. */
  readonly kappa: number;
  readonly n: number;
  readonly table: ScoreTable;
  /** 95 %, or the reason why there is none. */
  readonly interval: Interval | NoInterval;
}

/** Under so many answers an interval by resampling does not keep its promise. */
export const LEAST_RATED = 10;
/** The share of resamples that may lack a kappa, because both raters gave one score in them; those are left out. */
const MOST_UNDEFINED = 0.05;

/** How many answers got each pair of scores. Throws on lists of different length, and on anything but 0, 1 and 2. */
export function scoreTable(first: readonly Score[], second: readonly Score[]): ScoreTable {
  if (first.length !== second.length) throw new InvalidInput(`cannot compare ${first.length} ratings with ${second.length}`);
  const table = SCORES.map(() => SCORES.map(() => 0));
  first.forEach((a, i) => {
    const b = second[i]!;
    if (!SCORES.includes(a) || !SCORES.includes(b)) throw new InvalidInput(`rating ${i} is not 0, 1 or 2: ${a}, ${b}`);
    table[a]![b]!++;
  });
  return table;
}

/**
 * Quadratically weighted kappa (Cohen 1968; sklearn.metrics.cohen_kappa_score, weights='quadratic'): 1 − Σ w·observed / Σ w·expected with
 * w = (i − j)², expected by the two raters' shares of each score alone. NaN where both gave one and the same score to everything.
 */
export function quadraticKappa(table: ScoreTable): number {
  const rows = SCORES.map((i) => table[i]!.reduce((sum, count) => sum + count, 0));
  const columns = SCORES.map((j) => table.reduce((sum, row) => sum + row[j]!, 0));
  const n = rows.reduce((sum, count) => sum + count, 0);
  let [observed, expected] = [0, 0];
  for (const i of SCORES)
    for (const j of SCORES) {
      observed += (i - j) ** 2 * table[i]![j]!;
      expected += ((i - j) ** 2 * rows[i]! * columns[j]!) / n;
    }
  return expected > 0 ? 1 - observed / expected : NaN;
}

/** Kappa of two raters over the answers that both rated, with its BCa interval over seeded resamples of those answers. */
export function agreementOf(first: readonly Score[], second: readonly Score[], options: BootstrapOptions = {}): Kappa {
  const table = scoreTable(first, second);
  return { kappa: quadraticKappa(table), n: first.length, table, interval: intervalOf(first, second, options) };
}

function intervalOf(first: readonly Score[], second: readonly Score[], options: BootstrapOptions): Interval | NoInterval {
  const n = first.length;
  if (n < LEAST_RATED) return 'few';
  if ([first, second].some((scores) => new Set(scores).size === 1)) return 'one-score';
  const of = (indices: Int32Array): number => {
    const table = SCORES.map(() => [0, 0, 0]);
    for (const i of indices) table[first[i]!]![second[i]!]!++;
    return quadraticKappa(table);
  };
  const drawn = resample([n], ([indices]) => of(indices!), options);
  const values = drawn.values.filter((value) => !Number.isNaN(value));
  if (values.length < (1 - MOST_UNDEFINED) * drawn.values.length) return 'undefined';
  const { low, high } = bca({ ...drawn, values });
  return Number.isNaN(low) || Number.isNaN(high) ? 'alike' : { low, high };
}
