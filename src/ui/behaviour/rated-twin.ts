/** What the series of rated answers tells at every block, as a table. Pure. */
import type { RatedSeries } from '../../lab/report/ratings';
import { fixed } from '../parts/format';
import type { TwinColumn } from '../parts/Twin';
import { t } from '../../language/t';

const CONSTANT = t`the scores or the ratings do not vary, or the block has no direction`;
const three = (value: number): string => fixed(value, 3);

/** In the order of `seriesRows`. */
const NAMES = {
  r: t`Pearson r`,
  p: 'p',
  rho: 'Spearman ρ',
  rhoP: t`p of ρ`,
  length: t`r of score and words`,
  given: t`r given length`,
  givenP: t`p of r given length`,
} as const satisfies Record<keyof RatedSeries['table'], string>;
const COLUMNS = Object.keys(NAMES) as (keyof RatedSeries['table'])[];

export const SERIES_COLUMNS: readonly TwinColumn[] = [
  { name: t`block` },
  { name: 'n' },
  ...COLUMNS.map((column) => ({ name: NAMES[column], print: three, nan: CONSTANT })),
];

export const seriesRows = ({ n, table }: RatedSeries): number[][] =>
  table.r.map((_, layer) => [layer, n, ...COLUMNS.map((column) => table[column][layer]!)]);
