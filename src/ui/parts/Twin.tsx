/** The table behind a picture: the same numbers for whoever cannot see it or wants to copy them. Rows exist only while it is open. */
import { useState } from 'react';
import type { ReactNode } from 'react';

interface Props {
  caption: string;
  columns: string[];
  /** Called when the table is opened. The first cell of a row is its header. */
  rows: () => ReactNode[][];
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
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows().map(([head, ...cells], row) => (
                <tr key={row}>
                  <th scope="row">{head}</th>
                  {cells.map((cell, column) => (
                    <td key={column}>{cell}</td>
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
