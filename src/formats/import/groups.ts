/** Which column tells groups of rows, where no name says so, and whether they are such as can be held out whole. */
import type { Role } from './layouts';
import type { Table } from './table';

type Columns = Readonly<Partial<Record<Role, string>>>;

const cellsOf = ({ columns, rows }: Table, column: string | undefined): string[] => {
  const at = column === undefined ? -1 : columns.indexOf(column);
  return at < 0 ? [] : rows.map(({ cells }) => String(cells[at] ?? '').trim());
};

/** [group] the different labels of its rows. */
function labelsOf(table: Table, group: string, label: string | undefined): ReadonlyMap<string, ReadonlySet<string>> {
  const labels = cellsOf(table, label);
  const found = new Map<string, Set<string>>();
  cellsOf(table, group).forEach((name, i) => found.set(name, (found.get(name) ?? new Set()).add(labels[i] ?? '')));
  return found;
}

/** Of labelled texts the first further column in which values repeat and some value has texts of several labels. */
export function furtherGroup(table: Table, columns: Columns): string | undefined {
  const taken = new Set(Object.values(columns));
  return table.columns.find((column) => {
    if (taken.has(column)) return false;
    const groups = labelsOf(table, column, columns.label);
    return groups.size > 1 && groups.size < table.rows.length && [...groups.values()].some(({ size }) => size > 1);
  });
}

/** Whether there are groups enough to hold some out; of labelled texts, whether each has texts of several labels, too. */
export function tellsApart(table: Table, { group, label }: Columns): boolean {
  if (group === undefined) return false;
  const groups = labelsOf(table, group, label);
  return groups.size >= 3 && groups.size < table.rows.length && (label === undefined || [...groups.values()].every(({ size }) => size > 1));
}
