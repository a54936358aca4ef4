/** The first rows of a file under the columns that were chosen, and the rows that are left out, each by its number. */
import type { ImportPreview } from '../../../experiment/import/preview';
import type { Role } from '../../../formats/import/layouts';
import { count } from '../../parts/format';
import { Table, type TwinColumn } from '../../parts/Table';
import { roleName, ROLES_OF } from './import-words';
import { t } from '../../../language/t';

/** Roles whose cells hold sentences. */
const IS_TEXT: ReadonlySet<Role> = new Set<Role>(['positive', 'negative', 'text', 'prompt']);

export function ShownRows({ preview }: { readonly preview: ImportPreview }) {
  const { choice, shown } = preview;
  const roles = ROLES_OF[choice.use].filter((role) => choice.columns[role] !== undefined);
  return (
    <div className="scroller" tabIndex={0} role="region" aria-label={t`The first rows`}>
      <table className="import-rows">
        <caption>
          {shown.length === 1 ? t`The first row, as it stands in the file` : t`The first ${shown.length} rows, as they stand in the file`}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t`row`}</th>
            {roles.map((role) => (
              <th key={role} scope="col">
                {roleName(choice.use, role)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ row, cells }) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {roles.map((role) => (
                <td key={role} dir="auto" className={IS_TEXT.has(role) ? 'import-text' : undefined}>
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

const COLUMNS: readonly TwinColumn[] = [{ name: t`row` }, { name: t`column` }, { name: t`what is wrong` }, { name: t`file` }];

export function BadRows({ preview: { problems, problemCount, counts } }: { readonly preview: ImportPreview }) {
  if (problemCount === 0) return null;
  const rest = problemCount - problems.length;
  return (
    <details className="twin" data-testid="import-problems">
      <summary>
        {t`${count(counts.leftOut, 'row')} left out, and why`}
        {rest > 0 && t` (the first ${count(problems.length, 'problem')} of ${count(problemCount, 'problem')})`}
      </summary>
      <Table
        caption={t`Rows that are left out`}
        columns={COLUMNS}
        rows={problems.map(({ row, field, says, file }) => [row, field || t`the whole row`, says, file].map((text) => ({ text })))}
      />
    </details>
  );
}
