/** How the scores go along with the ratings at every block, as the twin of what the page says of the block that is shown. */
import type { Association } from '../../lab/report/association';
import { COLUMNS } from '../../lab/report/columns';
import { EIA, type EiaColumn } from '../../lab/report/eia-columns';
import { print } from '../parts/columns';
import type { TwinColumn } from '../parts/Twin';
import { t } from '../../language/t';

/** A column that is not in the registry: how many texts of a rating do not lie above the midpoint. */
interface Below {
  readonly rating: 0 | 1 | 2;
  readonly above: EiaColumn;
}
const BELOW: readonly Below[] = [
  { rating: 0, above: 'eiaAbove0' },
  { rating: 1, above: 'eiaAbove1' },
  { rating: 2, above: 'eiaAbove2' },
];

/** Heads and rows, [layer]: the block, n, every column of the association, and the texts at or below the midpoint. */
export function eiaTwin({ ratings, table }: Association): { columns: TwinColumn[]; rows: () => number[][] } {
  const n = ratings.reduce((sum, one) => sum + one, 0);
  return {
    columns: [
      { name: t`block` },
      { name: 'n' },
      ...EIA.map((column) => ({ name: COLUMNS[column].name, print: (value: number) => print(column, value), nan: COLUMNS[column].nan })),
      ...BELOW.map(({ rating, above }) => ({
        name: t`rated ${rating}, below the midpoint`,
        print: (value: number) => print(above, value),
        nan: COLUMNS[above].nan,
      })),
    ],
    rows: () =>
      Array.from(table.eiaR, (_, layer) => [
        layer,
        n,
        ...EIA.map((column) => table[column][layer]!),
        ...BELOW.map(({ rating, above }) => ratings[rating] - table[above][layer]!),
      ]),
  };
}
