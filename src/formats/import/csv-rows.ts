/** A table (CSV, or cells copied from a spreadsheet) as rows of cells. Papa Parse reads quotes, separators and line ends inside quotes. */
import Papa from 'papaparse';
import { unescaped } from '../csv';
import { shown } from '../shown';
import { isKnownColumn } from './layouts';
import { columnNames, expectFewColumns, expectFewRows, MOST_ROWS, type Problem, type Table, type TableRow } from './table';
import { t } from '../../language/t';

/** What Papa Parse finds wrong with quotes, in our words. */
const QUOTES: Record<string, string> = {
  MissingQuotes: t`a quote is opened here and never closed: the rest of the file is inside it`,
  InvalidQuotes: t`a quote inside a quoted cell is not doubled`,
};

/**
 * The table in `text`. Rows are numbered as a spreadsheet numbers them; empty ones are skipped. A row with more cells than there are
 * columns, or with a broken quote, is a problem and no row. Without a header (`hasHeader`) columns are called "column 1", "column 2".
 * Throws `import-unreadable` for too many rows or columns.
 */
export function csvTable(text: string, file: string, separator: string): Table {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: separator, header: false, preview: MOST_ROWS + 2 });
  expectFewRows(data.length - 1, file);
  const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');
  const first = data.findIndex((cells) => !isEmpty(cells));
  if (first < 0) return { files: [{ name: file, unit: 'row' }], columns: [], rows: [], problems: [] };
  const header = hasHeader(data[first]!);
  expectFewColumns(data[first]!.length, file);
  const columns = header ? columnNames(data[first]!.map(unescaped)) : data[first]!.map((_, i) => t`column ${i + 1}`);
  const broken = new Map(
    errors.filter(({ type }) => type === 'Quotes').map(({ row = 0, code }) => [row, QUOTES[code] ?? t`its quotes are broken`] as const),
  );
  const rows: TableRow[] = [];
  const problems: Problem[] = [];
  data.forEach((cells, i) => {
    if (i < first || (header && i === first) || isEmpty(cells)) return;
    const says =
      broken.get(i) ??
      (cells.length > columns.length
        ? t`expected ${columns.length} cells as in the first row, got ${cells.length} (${shown(cells[columns.length])} is one too many): a cell with a separator in it needs quotes`
        : null);
    if (says === null) rows.push({ file: 0, at: i + 1, cells: cells.map(unescaped) });
    else problems.push({ file, row: t`row ${i + 1}`, field: '', says });
  });
  return { files: [{ name: file, unit: 'row' }], columns, rows, problems };
}

/** Whether a first row names columns: one of them is a name that some layout has, or all are short and none is a sentence. */
export const hasHeader = (cells: readonly string[]): boolean =>
  cells.some(isKnownColumn) || cells.every((cell) => cell.trim() !== '' && cell.length <= 40 && !/[.!?…]\s*$/.test(cell));
