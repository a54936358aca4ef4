/** The first rows of a file under the columns that were chosen, and the rows that are left out, each by its number. */
import type { ImportPreview } from '../../../experiment/import/preview';
import { count } from '../../parts/format';
import { Table, type TwinColumn } from '../../parts/Table';
import { ROLE, ROLES_OF } from './import-words';

export function ShownRows({ preview }: { readonly preview: ImportPreview }) {
  const { choice, shown } = preview;
  const roles = ROLES_OF[choice.use].filter((role) => choice.columns[role] !== undefined);
  return (
    <div className="scroller" tabIndex={0} role="region" aria-label="The first rows">
      <table className="import-rows">
        <caption>The first {shown.length === 1 ? 'row' : `${shown.length} rows`}, as they stand in the file</caption>
        <thead>
          <tr>
            <th scope="col">row</th>
            {roles.map((role) => (
              <th key={role} scope="col">
                {ROLE[role]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ row, cells }) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {roles.map((role) => (
                <td key={role} dir="auto">
                  {cells[role]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const COLUMNS: readonly TwinColumn[] = [{ name: 'row' }, { name: 'column' }, { name: 'what is wrong' }, { name: 'file' }];

export function BadRows({ preview: { problems, problemCount, counts } }: { readonly preview: ImportPreview }) {
  if (problemCount === 0) return null;
  const rest = problemCount - problems.length;
  return (
    <details className="twin" data-testid="import-problems">
      <summary>
        {count(counts.leftOut, 'row')} left out, and why
        {rest > 0 && ` (the first ${count(problems.length, 'problem')} of ${count(problemCount, 'problem')})`}
      </summary>
      <Table
        caption="Rows that are left out"
        columns={COLUMNS}
        rows={problems.map(({ row, field, says, file }) => [row, field || 'the whole row', says, file].map((text) => ({ text })))}
      />
    </details>
  );
}
