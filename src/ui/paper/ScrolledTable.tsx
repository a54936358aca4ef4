/** A table that is wider than a phone: it scrolls inside its own frame, and the page does not. Below it, the same as CSV. */
import { CsvButton } from '../parts/Table';
import { Heads } from '../parts/Heads';
import type { PaperCell } from './paper-cell';

export interface PaperRow {
  /** Of its own in the table. */
  readonly key: string;
  /** The first is the row's header. */
  readonly cells: readonly PaperCell[];
  /** It is the chance line of the rows above. */
  readonly chance?: boolean;
}

interface Props {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly testId: string;
  readonly rows: readonly PaperRow[];
}

export function ScrolledTable({ caption, heads, testId, rows }: Props) {
  return (
    <>
      <div className="scroller" tabIndex={0} role="region" aria-label={caption}>
        <table className="paper-table" data-testid={testId}>
          <caption>
            <span>{caption}</span>
          </caption>
          <Heads heads={heads} />
          <tbody>
            {rows.map(({ key, cells: [head, ...cells], chance }) => (
              <tr key={key} className={chance ? 'paper-chance' : undefined}>
                <th scope="row">{head?.shown}</th>
                {cells.map(({ shown }, i) => (
                  <td key={i}>{shown}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <CsvButton caption={caption} columns={heads.map((name) => ({ name }))} rows={rows.map(({ cells }) => cells.map(({ csv }) => csv))} />
    </>
  );
}
