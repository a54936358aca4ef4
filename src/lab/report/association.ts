/** How the score goes along with EIA 0/1/2, and with length, on the scored texts that have been read. Pure. */
import { partial, pearson, spearman } from '../correlation';
import type { Correlation } from '../correlation';
import { words } from '../words';

export interface Association {
  n: number;
  pearson: Correlation;
  spearman: Correlation;
  /** r of score and number of words, and of score and 1/words: a mean over tokens carries what the first token adds as 1/length. */
  length: Correlation;
  inverseLength: Correlation;
  /** r of score and EIA with the part explained by the number of words removed, and by 1/words. */
  givenLength: Correlation;
  givenInverseLength: Correlation;
  /** 0 against 2 with the training midpoint as threshold; null without both. */
  binary: { accuracy: number; n: number } | null;
  /**
   * [eia] how many texts score at most the training midpoint, and above it. Rows 0 and 2 are the confusion matrix of `binary`; row 1 says
   * to which side the texts in between fall.
   */
  confusion: readonly [Sides, Sides, Sides];
}

/** Texts on either side of a threshold; a score equal to it is below. */
export interface Sides {
  readonly below: number;
  readonly above: number;
}

export interface ScoredPoint {
  id: string;
  eia: 0 | 1 | 2;
  score: number;
  text: string;
}

/** Null for fewer than three texts: two points always lie on a line. NaN scores (not read yet) are skipped. */
export function associate(points: readonly ScoredPoint[], midpoint: number): Association | null {
  const read = points.filter((point) => Number.isFinite(point.score));
  if (read.length < 3) return null;
  const score = read.map((point) => point.score);
  const eia = read.map((point) => point.eia);
  const length = read.map((point) => words(point.text).length);
  // A text of digits alone has no words, and still a length.
  const inverse = length.map((words) => 1 / Math.max(1, words));
  const ends = read.filter((point) => point.eia !== 1);
  const right = ends.filter((point) => point.score > midpoint === (point.eia === 2)).length;
  const sides = (rating: number): Sides => {
    const rated = read.filter((point) => point.eia === rating);
    const above = rated.filter((point) => point.score > midpoint).length;
    return { below: rated.length - above, above };
  };
  const both = ends.some((point) => point.eia === 0) && ends.some((point) => point.eia === 2);
  return {
    n: read.length,
    pearson: pearson(score, eia),
    spearman: spearman(score, eia),
    length: pearson(score, length),
    inverseLength: pearson(score, inverse),
    givenLength: partial(score, eia, length),
    givenInverseLength: partial(score, eia, inverse),
    binary: both ? { accuracy: right / ends.length, n: ends.length } : null,
    confusion: [sides(0), sides(1), sides(2)],
  };
}
