/** A table of numbers and words, which scrolls sideways where the page is narrow. */
import { tick } from './format';

/** A column's head, how its numbers are printed, and what NaN means in it. */
export interface TwinColumn {
  readonly name: string;
  readonly print?: (value: number) => string;
  readonly nan?: string;
}

/** A number, which its column prints, or words. No plain string: a number printed too early does not compile. */
export type Cell = number | { readonly text: string };

interface Props {
  readonly caption: string;
  readonly columns: readonly TwinColumn[];
  /** The first cell of a row is its header. */
  readonly rows: readonly (readonly Cell[])[];
}

export function Table({ caption, columns, rows }: Props) {
  return (
    <div className="scroller" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col">
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, i) => (
                <TableCell key={i} cell={cell} column={columns[i]} head={i === 0} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TableCell({ cell, column, head }: { readonly cell: Cell; readonly column: TwinColumn | undefined; readonly head: boolean }) {
  const content = typeof cell === 'number' ? (column?.print ?? tick)(cell) : cell.text;
  if (head) return <th scope="row">{content}</th>;
  return <td title={typeof cell === 'number' && Number.isNaN(cell) ? column?.nan : undefined}>{content}</td>;
}
