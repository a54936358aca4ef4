/**
 * What the AUROC of one block would be by chance, on one split: one home for the evidence of an analysis (workers/analysis/evidence.ts) and
 * for directions that somebody brings (`controls`).
 */
import { auroc } from '../auroc';
import { shuffledDraws } from '../chance-draws';
import { chance, randomDirectionsAt } from '../control';
import type { ClassScores } from '../class-scores';
import type { Training } from '../direction';
import type { BlockGram } from '../gram';
import type { LayerIndex } from '../indices';
import { permutationP, thrownDraws } from '../permutation';
import type { Method } from '../readers/method';
import type { Residuals } from '../residuals';
import type { Column } from './columns';

export const CHANCE = ['permutationP', 'shuffledLow', 'shuffledHigh', 'randomLow', 'randomHigh'] as const satisfies readonly Column[];

/** Of one block. */
interface Given {
  readonly residuals: Residuals;
  readonly layer: LayerIndex;
  /** Places of texts in `residuals`; at least one. */
  readonly test: Training;
  /** Of the test texts, in their order. */
  readonly scores: ClassScores;
  /** What the direction was found from, and how; null where nobody said: there are no shuffled labels then. */
  readonly found: { readonly gram: BlockGram; readonly train: Training; readonly method: Method } | null;
  readonly seed: number;
}

export interface ChanceRow {
  /** Columns that can be made. */
  readonly row: { readonly [column in (typeof CHANCE)[number]]?: number };
  /** Of the test texts with their labels. */
  readonly auroc: number;
  /**
   * [draw] the AUROC after labels were thrown within the test pairs, or over lone test texts: draw i of all blocks belongs together
   * (`maxOverBlocks`).
   */
  readonly thrown: Float64Array;
}

/**
 * permutationP: one-sided, labels thrown as `thrownDraws` does. shuffledLow…: middle 95 % of the AUROC after training on shuffled labels;
 * absent for PCA, which finds the same line whatever labels are swapped. randomLow…: the same along random directions. Draws by the
 * functions' own numbers: 2,000; 2,000, or 200 for a method that is fitted anew for each; 200. Throws on no test texts, and on residuals
 * that are not finite.
 */
export function chanceRow({ residuals, layer, test, scores, found, seed }: Given): ChanceRow {
  const { positive, negative } = scores;
  const thrown = thrownDraws(scores, { seed });
  const observed = auroc(positive, negative);
  const random = randomDirectionsAt(residuals, test, layer, { seed });
  const shuffled =
    found && found.method !== 'pca' ? chance(layer, shuffledDraws(found.gram, found.train, test, { method: found.method, seed })) : null;
  const row = {
    permutationP: permutationP(observed, thrown),
    ...(shuffled && { shuffledLow: shuffled.low, shuffledHigh: shuffled.high }),
    randomLow: random.low,
    randomHigh: random.high,
  };
  return { row, auroc: observed, thrown };
}
