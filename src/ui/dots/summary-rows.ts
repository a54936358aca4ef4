/** What rows of dots draw beside the dots, as lines of their twin table: the mean of each row, and the midpoint of the training texts. */
import type { ShownRun } from '../../experiment/shown';
import type { Cell } from '../parts/Twin';
import type { Row } from './layout';
import { t } from '../../language/t';

/** Three cells each: what it is, of which row, the score. A row without a mean, and a block without a midpoint, have no line. */
export function summaryRows({ directions }: Pick<ShownRun, 'directions'>, layer: number, rows: readonly Row[]): Cell[][] {
  const midpoint = directions.midpoint[layer] ?? NaN;
  return [
    ...rows.flatMap(({ label, mean }): Cell[][] => (mean === null ? [] : [[{ text: t`mean of the row` }, { text: label }, mean]])),
    ...(Number.isFinite(midpoint) ? [[{ text: t`midpoint of the training texts` }, { text: '' }, midpoint] satisfies Cell[]] : []),
  ];
}
