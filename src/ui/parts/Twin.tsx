/** The table behind a picture: the same numbers for whoever cannot see it or wants to copy them. Rows exist only while it is open. */
import { useState } from 'react';
import { tick } from './format';

/** A column's head, how its numbers are printed, and what NaN means in it. */
export interface TwinColumn {
  name: string;
  print?: (value: number) => string;
  nan?: string;
}

interface Props {
  caption: string;
  columns: readonly TwinColumn[];
  /** Called when the table is opened. The first cell of a row is its header. Numbers stay numbers; the column prints them. */
  rows: () => (string | number)[][];
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
              {rows().map(([head, ...cells], row) => (
                <tr key={row}>
                  <th scope="row">{head}</th>
                  {cells.map((cell, i) => (
                    <Cell key={i} value={cell} column={columns[i + 1]} />
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

function Cell({ value, column }: { value: string | number; column: TwinColumn | undefined }) {
  if (typeof value === 'string') return <td>{value}</td>;
  return <td title={Number.isNaN(value) ? column?.nan : undefined}>{(column?.print ?? tick)(value)}</td>;
}
