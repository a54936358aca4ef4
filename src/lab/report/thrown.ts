/** What of an analysis' evidence follows from the scores of its test pairs and a seed alone, so that a file's can be made anew. */
import { auroc } from '../auroc';
import { maxOverBlocks } from '../max-over-blocks';
import type { ClassScores } from '../class-scores';
import { hasBoth } from '../contrast';
import { permutationP, thrownDraws } from '../permutation';

export interface Thrown {
  /** [layer] as `chanceRow` gives it; NaN at a block without a direction. */
  readonly permutationP: Float64Array;
  /** [layer] the same for the best of all blocks: see `maxOverBlocks`. */
  readonly permutationMaxP: Float64Array;
}

/**
 * Both p of labels thrown by a coin, 2,000 times. `scores`: [layer] of the test texts, the same texts at every block; NaN at a block that
 * has no direction. All p are NaN where a class has no text.
 */
export function thrownLabels(scores: readonly ClassScores[], seed: number): Thrown {
  const none = new Float64Array(0);
  const blocks = scores.map((at) => {
    const known = hasBoth(at) && [at.positive, at.negative].every((side) => Array.from(side).every(Number.isFinite));
    return known ? { is: auroc(at.positive, at.negative), thrown: thrownDraws(at, { seed }) } : { is: NaN, thrown: none };
  });
  const observed = blocks.map(({ is }) => is);
  return {
    permutationP: Float64Array.from(blocks, ({ is, thrown }) => (Number.isNaN(is) ? NaN : permutationP(is, thrown))),
    permutationMaxP: maxOverBlocks(
      observed,
      blocks.map(({ thrown }) => thrown),
    ),
  };
}
