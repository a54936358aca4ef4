/**
 * Chance and agreement for directions that somebody brings: `chanceRow` at every block, as in the evidence of an analysis. They need
 * residuals and take seconds, so they come when somebody asks.
 */
import { agreementAt } from '../agreement';
import type { PairIndex } from '../direction';
import { gramAt } from '../gram';
import { indices, type LayerIndex } from '../indices';
import type { Residuals } from '../residuals';
import { CHANCE, chanceRow } from './chance';
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

export const CONTROLS = ['agreement', ...CHANCE] as const satisfies readonly Column[];
export type ControlTable = Record<(typeof CONTROLS)[number], Float64Array>;

/** The control columns. agreement: of the training pairs' differences. The others: `chanceRow`, as if by mean difference. */
export function controls({ residuals, train, test, scores }: ControlEvidence, seed = 1): ControlTable {
  const table = Object.fromEntries(CONTROLS.map((column) => [column, new Float64Array(residuals.layers).fill(NaN)])) as ControlTable;
  const texts = [...train, ...test].flatMap(({ positive, negative }) => [positive, negative]);
  for (const layer of indices<LayerIndex>(residuals.layers)) {
    table.agreement[layer] = agreementAt(residuals, train, layer);
    if (test.length === 0) continue;
    const found = train.length > 0 ? { gram: gramAt(residuals, layer, texts), train, method: 'mean-difference' as const } : null;
    const { row } = chanceRow({ residuals, layer, test, scores: scores[layer]!, found, seed });
    for (const column of CHANCE) table[column][layer] = row[column] ?? NaN;
  }
  return table;
}
