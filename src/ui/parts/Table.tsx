/**
 * A table of numbers and words, which scrolls sideways where the page is narrow, and can be taken along as CSV. Of a long one only the rows
 * in sight are drawn, in a frame of its own; each says which row it is.
 */
import { encodeCsv } from '../../app/csv';
import { csvName } from './csvName';
import { tick } from './format';
import { saveFile } from './saveFile';
import { LONG, useRowWindow } from './useRowWindow';
import { t } from '../../language/t';

/** A column's head, how its numbers are printed, and what NaN means in it. */
export interface TwinColumn {
  readonly name: string;
  readonly print?: (value: number) => string;
  readonly nan?: string;
}

/** A number, which its column prints, or words. No plain string: a number printed too early does not compile. */
export type Cell = number | { readonly text: string };

/** Its cells, of which the first is its header, or what gives them: of thousands of rows those are made that are in sight. */
export type Row = readonly Cell[] | (() => readonly Cell[]);

interface Props {
  readonly caption: string;
  readonly columns: readonly TwinColumn[];
  readonly rows: readonly Row[];
}

const cellsOf = (row: Row): readonly Cell[] => (typeof row === 'function' ? row() : row);

export function Table({ caption, columns, rows }: Props) {
  const { frame, first, end, before, behind, onScroll } = useRowWindow(rows.length);
  const isLong = rows.length > LONG;
  return (
    <>
      <div
        ref={frame}
        className={isLong ? 'scroller scroller-long' : 'scroller'}
        tabIndex={0}
        role="region"
        aria-label={caption}
        onScroll={isLong ? onScroll : undefined}
      >
        <table aria-rowcount={isLong ? rows.length + 1 : undefined}>
          <caption>{caption}</caption>
          <thead>
            <tr aria-rowindex={isLong ? 1 : undefined}>
              {columns.map((column) => (
                <th key={column.name} scope="col">
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {before > 0 && <Space height={before} />}
            {rows.slice(first, end).map((row, i) => (
              <tr key={first + i} aria-rowindex={isLong ? first + i + 2 : undefined}>
                {cellsOf(row).map((cell, i) => (
                  <TableCell key={i} cell={cell} column={columns[i]} head={i === 0} />
                ))}
              </tr>
            ))}
            {behind > 0 && <Space height={behind} />}
          </tbody>
        </table>
      </div>
      <CsvButton caption={caption} columns={columns} rows={rows} />
    </>
  );
}

/** In the place of rows that are out of sight. */
function Space({ height }: { readonly height: number }) {
  return <tr aria-hidden="true" style={{ height }} />;
}

/** Saves a table, its numbers in full, not as they are printed. */
export function CsvButton({ caption, columns, rows }: Props) {
  const save = (): void =>
    saveFile(
      encodeCsv(
        columns.map(({ name }) => name),
        rows.map((row) => cellsOf(row).map((cell) => (typeof cell === 'number' ? cell : cell.text))),
      ),
      csvName(caption),
      'text/csv',
    );
  return (
    <p>
      <button type="button" className="quiet" onClick={save}>{t`Download as CSV`}</button>
    </p>
  );
}

function TableCell({ cell, column, head }: { readonly cell: Cell; readonly column: TwinColumn | undefined; readonly head: boolean }) {
  const content = typeof cell === 'number' ? (column?.print ?? tick)(cell) : cell.text;
  if (head) return <th scope="row">{content}</th>;
  return <td title={typeof cell === 'number' && Number.isNaN(cell) ? column?.nan : undefined}>{content}</td>;
}
