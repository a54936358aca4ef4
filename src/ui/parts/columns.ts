/** How the page prints the columns of src/lab/report: digits, heads and meanings come from the registry there. */
import { COLUMNS, type Column, type LayerTable } from '../../lab/report/columns';
import type { TermId } from '../glossary';
import { compact, fixed } from './format';
import type { TwinColumn } from './Twin';
import { t } from '../../language/t';

/** A value of this column in its digits; "–" where it is NaN. */
export function print(column: Column, value: number): string {
  const { digits } = COLUMNS[column];
  return 'decimals' in digits ? fixed(value, digits.decimals) : compact(value);
}

/** The value of a column at a layer; NaN where the table has not got it. */
export const valueAt = (table: LayerTable, column: Column, layer: number): number => table[column]?.[layer] ?? NaN;

/** The glossary entry of a column. A term that the glossary has not got does not compile. */
export const termOf = (column: Column): TermId | null => COLUMNS[column].term;

/** "0.953 [0.880, 1.000]"; without brackets where there is no interval. */
export const withInterval = (value: number, low: number, high: number): string =>
  Number.isFinite(low) ? `${fixed(value, 3)} [${fixed(low, 3)}, ${fixed(high, 3)}]` : fixed(value, 3);

/** The columns that a table has, of those wanted, as heads of a twin table that begins with the block; and its rows. */
export function twinOf(table: LayerTable, wanted: readonly Column[]): { columns: TwinColumn[]; rows: () => number[][] } {
  const there = wanted.filter((column) => table[column]);
  const columns = there.map((column) => ({
    name: COLUMNS[column].name,
    print: (value: number) => print(column, value),
    nan: COLUMNS[column].nan,
  }));
  return {
    columns: [{ name: t`block` }, ...columns],
    rows: () => Array.from({ length: table.auroc.length }, (_, layer) => [layer, ...there.map((column) => valueAt(table, column, layer))]),
  };
}
