/** The table behind a picture: the same numbers for whoever cannot see it or wants to copy them. Rows exist only while it is open. */
import { useState } from 'react';
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
  /** Called when the table is opened. The first cell of a row is its header. */
  readonly rows: () => readonly (readonly Cell[])[];
}

export function Twin({ caption, columns, rows }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details className="twin" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Table</summary>
      {open && (
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
              {rows().map((cells, row) => (
                <tr key={row}>
                  {cells.map((cell, i) => (
                    <TwinCell key={i} cell={cell} column={columns[i]} head={i === 0} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

function TwinCell({ cell, column, head }: { readonly cell: Cell; readonly column: TwinColumn | undefined; readonly head: boolean }) {
  const content = typeof cell === 'number' ? (column?.print ?? tick)(cell) : cell.text;
  if (head) return <th scope="row">{content}</th>;
  return <td title={typeof cell === 'number' && Number.isNaN(cell) ? column?.nan : undefined}>{content}</td>;
}
