/**
 * The controls: what the AUROC would be by chance, and how far the pairs agree. They need residuals and take seconds, so they come when
 * somebody asks.
 */
import { agreementAt } from '../agreement';
import { randomDirectionsAt, shuffledLabelsAt } from '../control';
import type { PairIndex } from '../direction';
import { indices, type LayerIndex } from '../indices';
import { aurocPermutationP } from '../permutation';
import type { Residuals } from '../residuals';
import type { Column } from './columns';
import type { PairScores } from './texts';

/** What the controls are made from. Pairs are places of texts in `residuals`; none of a split: its controls stay NaN. */
export interface ControlEvidence {
  readonly residuals: Residuals;
  readonly train: readonly PairIndex[];
  readonly test: readonly PairIndex[];
  /** [layer] the test pairs' scores, in the order of `test`. */
  readonly scores: readonly PairScores[];
}

export const CONTROLS = [
  'agreement',
  'permutationP',
  'shuffledLow',
  'shuffledHigh',
  'randomLow',
  'randomHigh',
] as const satisfies readonly Column[];
export type ControlTable = Record<(typeof CONTROLS)[number], Float64Array>;

/**
 * The control columns. agreement: of the training pairs' differences. permutationP: one-sided, of the AUROC, labels thrown within test
 * pairs. shuffledLow…: middle 95 % of the AUROC after training on shuffled labels. randomLow…: the same along random directions. Draws by
 * the functions' own numbers (2,000, 2,000 and 200).
 */
export function controls({ residuals, train, test, scores }: ControlEvidence, seed = 1): ControlTable {
  const table = Object.fromEntries(CONTROLS.map((column) => [column, new Float64Array(residuals.layers).fill(NaN)])) as ControlTable;
  for (const layer of indices<LayerIndex>(residuals.layers)) {
    table.agreement[layer] = agreementAt(residuals, train, layer);
    if (test.length > 0) {
      const { positive, negative } = scores[layer]!;
      table.permutationP[layer] = aurocPermutationP(positive, negative, { seed });
      const random = randomDirectionsAt(residuals, test, layer, { seed: seed + layer });
      [table.randomLow[layer], table.randomHigh[layer]] = [random.low, random.high];
    }
    if (test.length > 0 && train.length > 0) {
      const shuffled = shuffledLabelsAt(residuals, train, test, layer, { seed });
      [table.shuffledLow[layer], table.shuffledHigh[layer]] = [shuffled.low, shuffled.high];
    }
  }
  return table;
}
