/**
 * Tables as CSV (RFC 4180), for spreadsheets and data frames: numbers in full, an empty field where there is none. Papa Parse writes it.
 */
import Papa from 'papaparse';

/**
 * How a text begins that a spreadsheet would run, whatever lines follow: Papa Parse’s own pattern ends with the first. Apostrophes in front
 * of that belong to it: such a text gets one more, else `unescaped` would take its own for ours.
 */
const FORMULA = /^'*[=+\-@\t\r]/;

/** A text as it was before `encodeCsv` put an apostrophe in front of it. */
export const unescaped = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);

/**
 * `head`: names of columns. A number that is none becomes an empty field. A text that a spreadsheet would take for a formula gets an
 * apostrophe in front, for texts come from models and from other people's files.
 */
export const encodeCsv = (head: readonly string[], rows: readonly (readonly (number | string)[])[]): string =>
  Papa.unparse(
    {
      fields: [...head],
      data: rows.map((row) => row.map((cell) => (typeof cell === 'number' && !Number.isFinite(cell) ? '' : cell))),
    },
    { escapeFormulae: FORMULA },
  );
