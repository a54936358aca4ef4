/**
 * What a file of texts is before anybody said what its columns mean: named columns, rows of cells, and the rows that could not be read.
 * The readers beside this file make it; `rows.ts` gives columns their meaning.
 */
import { bytes as inWords, grouped } from '../../count';
import { LabError } from '../../error';
import { t } from '../../language/t';

/** Rows of all files together. A model reads each text: this is hours of reading. */
export const MOST_ROWS = 50_000;
/** Columns of a file. */
export const MOST_COLUMNS = 200;
/** Characters of a cell: more than any model of the lab reads. */
export const MOST_CELL = 100_000;
/** Bytes of a file. */
export const MOST_BYTES = 64e6;

/** A file that rows are of. `unit`: how its rows are counted, as a text editor or a spreadsheet shows them. */
export interface TableFile {
  readonly name: string;
  readonly unit: 'row' | 'line';
}

export interface TableRow {
  /** Index into `files`. */
  readonly file: number;
  /** Its number in that file, from 1. A spreadsheet's row 1 is the header. */
  readonly at: number;
  /** [column] a text, a number, a list …; undefined where the row has none. */
  readonly cells: readonly unknown[];
  /** Of texts of two files side by side: the line of the other one, where that is another. */
  readonly beside?: number;
  /** A cell of it was a conversation, of which its text is a part. */
  readonly cut?: true;
}

/** A row, or a field of one, that is not what it should be. */
export interface Problem {
  readonly file: string;
  /** "row 17". */
  readonly row: string;
  /** The column; '' for the whole row. */
  readonly field: string;
  /** "expected a text, got nothing". */
  readonly says: string;
}

export interface Table {
  readonly files: readonly TableFile[];
  /** Each once. */
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  /** Rows that are not in `rows`. */
  readonly problems: readonly Problem[];
}

/** "row 17". */
export const rowName = ({ files }: Pick<Table, 'files'>, { file, at }: Pick<TableRow, 'file' | 'at'>): string =>
  `${files[file]?.unit ?? 'row'} ${at}`;

/** Throws `import-unreadable` for a file that is larger than any file of texts, before it is read. */
export function expectReadable(bytes: number, file: string): void {
  if (bytes > MOST_BYTES)
    throw new LabError(
      'import-unreadable',
      t`${file} has ${inWords(bytes)}, and a file of texts may have at most ${inWords(MOST_BYTES)}.`,
      t`Split it, or leave out columns that are not needed.`,
    );
}

/** Throws `import-unreadable` for more rows than the lab takes. `rows`: where they are counted while reading, up to the first too many. */
export function expectFewRows(rows: number, file: string): void {
  const known = rows === MOST_ROWS + 1 ? t`more than ${grouped(MOST_ROWS)}` : grouped(rows);
  if (rows > MOST_ROWS)
    throw new LabError(
      'import-unreadable',
      t`${file} has ${known} rows; at most ${grouped(MOST_ROWS)} are taken, because a model reads each text.`,
      t`Split the file, or take a part of it.`,
    );
}

/** Throws `import-unreadable` for more columns than the lab takes. */
export function expectFewColumns(columns: number, file: string): void {
  if (columns > MOST_COLUMNS)
    throw new LabError(
      'import-unreadable',
      t`${file} has ${grouped(columns)} columns; at most ${MOST_COLUMNS} are taken.`,
      t`Keep the columns with texts, groups and labels.`,
    );
}

/** Names of columns, each once: "", "a", "a" gives "column 1", "a", "a (2)". */
export function columnNames(cells: readonly string[]): string[] {
  const seen = new Set<string>();
  return cells.map((cell, i) => {
    const plain = cell.trim().slice(0, 80) || t`column ${i + 1}`;
    let name = plain;
    for (let n = 2; seen.has(name); n++) name = `${plain} (${n})`;
    seen.add(name);
    return name;
  });
}
