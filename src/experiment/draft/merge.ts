/** A draft that two tabs changed, brought together: rows by their ids, all else by field (three-way.ts). Pure. */
import { isSameRecord } from '../same-record';
import { fieldsOf, rowsOf } from '../three-way';
import { freeId, NOUN, type Draft, type RowOf, type TableName } from './draft';

const TABLES: readonly TableName[] = ['scenarios', 'pairs', 'scored', 'prompts', 'items'];
type AnyRow = { readonly id: string; readonly scenario?: string };
const rowsIn = (draft: Draft, table: TableName): readonly AnyRow[] => draft[table];

/** `base`: what both began with. Rows that both added under one id stay both. */
export function mergedDraft(base: Draft, mine: Draft, given: Draft): Draft {
  const theirs = TABLES.reduce<Draft>((now, table) => renamed(base, mine, now, table), given);
  const merged = <T extends TableName>(table: T): readonly RowOf<T>[] => {
    const [before, own, other] = [base, mine, theirs].map((draft) => draft[table] as readonly RowOf<T>[]);
    return rowsOf({ base: before!, mine: own!, theirs: other! }, ({ id }) => id);
  };
  return {
    ...fieldsOf(base, mine, theirs),
    scenarios: merged('scenarios'),
    pairs: merged('pairs'),
    scored: merged('scored'),
    prompts: merged('prompts'),
    items: merged('items'),
  };
}

/** `theirs` with other ids for rows that both added under one id, and that say different things. */
function renamed(base: Draft, mine: Draft, theirs: Draft, table: TableName): Draft {
  const [before, own] = [base, mine].map((draft) => new Map(rowsIn(draft, table).map((row) => [row.id, row] as const)));
  return rowsIn(theirs, table).reduce<Draft>((now, row) => {
    const there = own!.get(row.id);
    if (before!.has(row.id) || !there || isSameRecord(there, row)) return now;
    const id = freeId([...rowsIn(mine, table), ...rowsIn(now, table)], NOUN[table]);
    const rows = rowsIn(now, table).map((one) => (one === row ? { ...one, id } : one));
    const next = { ...now, [table]: rows };
    return table === 'scenarios' ? ofScenario(next, row.id, id) : next;
  }, theirs);
}

/** With every row of one situation in another. */
const ofScenario = (draft: Draft, from: string, to: string): Draft => ({
  ...draft,
  ...Object.fromEntries(
    TABLES.filter((table) => table !== 'scenarios').map((table) => [
      table,
      rowsIn(draft, table).map((row) => (row.scenario === from ? { ...row, scenario: to } : row)),
    ]),
  ),
});
