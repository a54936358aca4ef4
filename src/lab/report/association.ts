/** How the score goes along with EIA 0/1/2, and with length, on the scored texts that have been read. Pure. */
import { partial, pearson, spearman } from '../correlation';
import { words } from '../words';
import { EIA, type EiaColumn } from './eia-columns';

/** A text that a person rated. */
export interface Rated {
  readonly score: 0 | 1 | 2;
  readonly text: string;
}

/** The rated texts that were read, and what their scores tell. */
export interface Association {
  /** [rating] how many were read. */
  readonly ratings: readonly [number, number, number];
  /** [layer] a column. */
  readonly table: Readonly<Record<EiaColumn, Float64Array>>;
}

/**
 * eiaR, eiaRho: Pearson's and Spearman's r of score and rating, with their p. eiaLength, eiaInverse: Pearson's r of score and number of
 * words, and of score and 1/words (a mean over tokens carries what the first token adds as 1/length). eiaGiven…: r of score and rating with
 * the part taken out that words, or 1/words, explain. eiaAbove0…2: how many texts of each rating score above the midpoint. eiaAccuracy: of
 * the texts rated 0 or 2, the share on their side of it; a score on it counts as 0.
 * Null for fewer than three texts: two points always lie on a line.
 * @param scores [layer][text], NaN where a text has not been read. @param midpoint [layer] of the training classes; null where unknown.
 */
export function associate(
  rated: readonly Rated[],
  scores: readonly ArrayLike<number>[],
  midpoint: readonly (number | null)[],
): Association | null {
  const read = rated.flatMap((_, i) => (scores.some((at) => Number.isFinite(at[i])) ? [i] : []));
  if (read.length < 3) return null;
  const eia = read.map((i) => rated[i]!.score);
  const length = read.map((i) => words(rated[i]!.text).length);
  // A text of digits alone has no words, and still a length.
  const inverse = length.map((words) => 1 / Math.max(1, words));
  const empty = () => new Float64Array(scores.length).fill(NaN);
  const table = Object.fromEntries(EIA.map((column) => [column, empty()])) as Record<EiaColumn, Float64Array>;
  const counted = (rating: number): number => eia.filter((one) => one === rating).length;
  const ratings = [counted(0), counted(1), counted(2)] as const;
  scores.forEach((at, layer) => {
    const score = read.map((i) => at[i]!);
    // The block has no direction.
    if (score.some(Number.isNaN)) return;
    const put = (column: EiaColumn, value: number): void => void (table[column][layer] = value);
    const [r, rho] = [pearson(score, eia), spearman(score, eia)];
    const [givenLength, givenInverse] = [partial(score, eia, length), partial(score, eia, inverse)];
    put('eiaR', r.r);
    put('eiaP', r.p);
    put('eiaRho', rho.r);
    put('eiaRhoP', rho.p);
    put('eiaLength', pearson(score, length).r);
    put('eiaInverse', pearson(score, inverse).r);
    put('eiaGivenLength', givenLength.r);
    put('eiaGivenLengthP', givenLength.p);
    put('eiaGivenInverse', givenInverse.r);
    put('eiaGivenInverseP', givenInverse.p);
    const threshold = midpoint[layer] ?? NaN;
    const above = (rating: number): number =>
      Number.isNaN(threshold) ? NaN : score.filter((one, i) => eia[i] === rating && one > threshold).length;
    put('eiaAbove0', above(0));
    put('eiaAbove1', above(1));
    put('eiaAbove2', above(2));
    const [zeros, , twos] = ratings;
    put('eiaAccuracy', zeros > 0 && twos > 0 ? (zeros - above(0) + above(2)) / (zeros + twos) : NaN);
  });
  return { ratings, table };
}
