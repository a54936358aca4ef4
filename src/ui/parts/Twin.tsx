/** The table behind a picture: the same numbers for whoever cannot see it or wants to copy them. Rows exist only while it is open. */
import { useState } from 'react';
import { Table, type Row, type TwinColumn } from './Table';
import { t } from '../../language/t';

export type { Cell, TwinColumn } from './Table';

interface Props {
  readonly caption: string;
  readonly columns: readonly TwinColumn[];
  /** Called when the table is opened. */
  readonly rows: () => readonly Row[];
}

export function Twin({ caption, columns, rows }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details className="twin" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t`Table`}</summary>
      {open && <Table caption={caption} columns={columns} rows={rows()} />}
    </details>
  );
}
