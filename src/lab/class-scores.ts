/** Scores of the texts of two classes, with what decides how chance draws them: whether each has a partner. */
import { resampleClasses, resamplePairs } from './auroc-interval';
import type { BootstrapOptions, Resampled } from './bootstrap';
import type { Sides } from './contrast';

export interface ClassScores extends Sides<ArrayLike<number>> {
  /** positive[i] and negative[i] are the two texts of a pair; else the lists are of any lengths, and place i of the two means nothing. */
  readonly paired: boolean;
}

/** The AUROC over resampled pairs, or over each class resampled by itself. */
export const resampleScores = ({ paired, positive, negative }: ClassScores, options?: BootstrapOptions): Resampled =>
  (paired ? resamplePairs : resampleClasses)(positive, negative, options);
