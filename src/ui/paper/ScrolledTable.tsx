/** A table that is wider than a phone: it scrolls inside its own frame, and the page does not. */
import type { ReactNode } from 'react';

interface Props {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly testId: string;
  /** Rows; the first cell of each is a header. */
  readonly children: ReactNode;
}

export function ScrolledTable({ caption, heads, testId, children }: Props) {
  return (
    <div className="scroller" tabIndex={0} role="region" aria-label={caption}>
      <table className="paper-table" data-testid={testId}>
        <caption>
          <span>{caption}</span>
        </caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
