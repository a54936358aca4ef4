/**
 * Chance and agreement for directions that somebody brings: `chanceRow` at every block, as in the evidence of an analysis. They need
 * residuals and take seconds, so they come when somebody asks.
 */
import { agreementAt } from '../agreement';
import type { ClassScores } from '../class-scores';
import { allTextsOf, isPaired, itemsOf, type Contrast } from '../contrast';
import { gramAt } from '../gram';
import { indices, type LayerIndex, type TextIndex } from '../indices';
import type { Residuals } from '../residuals';
import { CHANCE, chanceRow } from './chance';
import type { Column } from './columns';

/** What the controls are made from: places of texts in `residuals`; none of a split: its controls stay NaN. */
export interface ControlEvidence {
  readonly residuals: Residuals;
  readonly train: Contrast<TextIndex>;
  readonly test: Contrast<TextIndex>;
  /** [layer] the test texts' scores, in the order of `test`. */
  readonly scores: readonly ClassScores[];
}

export const CONTROLS = ['agreement', ...CHANCE] as const satisfies readonly Column[];
export type ControlTable = Record<(typeof CONTROLS)[number], Float64Array>;

/**
 * The control columns. agreement: of the training pairs' differences; NaN without pairs. The others: `chanceRow`, as if by mean difference.
 */
export function controls({ residuals, train, test, scores }: ControlEvidence, seed = 1): ControlTable {
  const table = Object.fromEntries(CONTROLS.map((column) => [column, new Float64Array(residuals.layers).fill(NaN)])) as ControlTable;
  const texts = [...allTextsOf(train), ...allTextsOf(test)];
  for (const layer of indices<LayerIndex>(residuals.layers)) {
    if (isPaired(train)) table.agreement[layer] = agreementAt(residuals, train, layer);
    if (itemsOf(test).length === 0) continue;
    const found = itemsOf(train).length > 0 ? { gram: gramAt(residuals, layer, texts), train, method: 'mean-difference' as const } : null;
    const { row } = chanceRow({ residuals, layer, test, scores: scores[layer]!, found, seed });
    for (const column of CHANCE) table[column][layer] = row[column] ?? NaN;
  }
  return table;
}
