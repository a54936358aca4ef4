/** The rows of one table, ten at a time: each a card of fields, with a button that takes it away. */
import { useEffect, useState } from 'react';
import { changeDraft } from '../../../app/lower-actions';
import { rowsIn, splitsIn, withFields, withoutRow, withRow, withRowAt, type Draft, type TableName } from '../../../experiment/draft/draft';
import { count } from '../../parts/format';
import { ItemCard, PairCard, PromptCard, RatedCard, ScenarioCard } from './cards';
import type { Goal } from './Write';
import { t } from '../../../language/t';

const PER_PAGE = 10;

interface Props {
  readonly draft: Draft;
  readonly table: TableName;
  readonly goal: Goal | null;
}

export function DraftRows({ draft, table, goal }: Props) {
  const rows: readonly { readonly id: string }[] = draft[table];
  const pages = Math.max(1, Math.ceil(rows.length / PER_PAGE));
  const [wanted, setPage] = useState(0);
  /** A row that was just made, or that a person is led to: once it is drawn, what is empty in it is gone to. */
  const [lead, setLead] = useState<{ readonly id: string } | null>(null);
  const page = Math.min(wanted, pages - 1);
  const goTo = (id: string, among: readonly { readonly id: string }[]): void => {
    setPage(Math.floor(among.findIndex((row) => row.id === id) / PER_PAGE));
    setLead({ id });
  };
  const [met, setMet] = useState<Goal | null>(null);
  if (goal !== met) {
    setMet(goal);
    if (goal?.table === table) goTo(goal.row, rows);
  }
  useEffect(() => {
    if (lead === null) return;
    const card = document.getElementById(rowId(table, lead.id));
    const fields = [...(card?.querySelectorAll<HTMLTextAreaElement | HTMLSelectElement>('textarea,select') ?? [])];
    const field = fields.find(({ value }) => value.trim() === '') ?? fields[0];
    field?.scrollIntoView({ block: 'center' });
    field?.focus();
  }, [lead, table]);
  const add = (): void => {
    const grown = withRow(draft, table);
    changeDraft(() => grown);
    goTo(grown[table].at(-1)!.id, grown[table]);
  };
  return (
    <>
      {pages > 1 && <Pages page={page} pages={pages} rows={rows.length} onPage={setPage} />}
      <ol className="write-rows" start={page * PER_PAGE + 1} data-testid="write-rows">
        <Cards draft={draft} table={table} from={page * PER_PAGE} to={(page + 1) * PER_PAGE} />
      </ol>
      <div className="actions">
        <button type="button" data-testid="write-add" onClick={add}>
          {ADD[table]}
        </button>
      </div>
    </>
  );
}

const ADD: Readonly<Record<TableName, string>> = {
  pairs: t`Add a pair`,
  scenarios: t`Add a situation`,
  prompts: t`Add a prompt`,
  scored: t`Add a rated text`,
  items: t`Add a choice`,
};

/** The element of a row. */
export const rowId = (table: TableName, id: string): string => `write-${table}-${id}`;

function Cards({ draft, table, from, to }: Pick<Props, 'draft' | 'table'> & { readonly from: number; readonly to: number }) {
  const { scenarios, concept } = draft;
  const given = <R,>(rows: readonly R[]): [row: R, at: number][] => rows.slice(from, to).map((row, i) => [row, from + i]);
  const splits = splitsIn(draft);
  switch (table) {
    case 'pairs':
      return given(draft.pairs).map(([row, at]) => (
        <PairCard key={row.id} row={row} n={at + 1} scenarios={scenarios} concept={concept} meant={splits[at]!} {...ACTS.pairs} />
      ));
    case 'scenarios':
      return given(scenarios).map(([row, at]) => (
        <ScenarioCard key={row.id} row={row} n={at + 1} used={rowsIn(draft, row.id)} {...ACTS.scenarios} />
      ));
    case 'prompts':
      return given(draft.prompts).map(([row, at]) => (
        <PromptCard key={row.id} row={row} n={at + 1} scenarios={scenarios} {...ACTS.prompts} />
      ));
    case 'scored':
      return given(draft.scored).map(([row, at]) => <RatedCard key={row.id} row={row} n={at + 1} scenarios={scenarios} {...ACTS.scored} />);
    case 'items':
      return given(draft.items).map(([row, at]) => (
        <ItemCard key={row.id} row={row} n={at + 1} scenarios={scenarios} concept={concept} {...ACTS.items} />
      ));
  }
}

/** The same functions for all time, so that only a row that changed is drawn anew. */
const actsOf = <T extends TableName>(table: T, noun: (n: number) => string) => ({
  onChange: (id: string, fields: Partial<Draft[T][number]>): void => changeDraft((now) => withFields(now, table, id, fields)),
  onRemove: (row: Draft[T][number], n: number): void =>
    changeDraft((now) => withoutRow(now, table, row.id), {
      says: t`Bring ${noun(n)} back`,
      back: (now) => withRowAt(now, table, row, n - 1),
    }),
});
const ACTS = {
  pairs: actsOf('pairs', (n) => t`pair ${n}`),
  scenarios: actsOf('scenarios', (n) => t`situation ${n}`),
  prompts: actsOf('prompts', (n) => t`prompt ${n}`),
  scored: actsOf('scored', (n) => t`rated text ${n}`),
  items: actsOf('items', (n) => t`choice ${n}`),
};

interface PagesProps {
  readonly page: number;
  readonly pages: number;
  readonly rows: number;
  readonly onPage: (page: number) => void;
}

function Pages({ page, pages, rows, onPage }: PagesProps) {
  return (
    <div className="stepper" role="group" aria-label={t`Which rows are shown`}>
      <button type="button" aria-label={t`Earlier rows`} disabled={page === 0} onClick={() => onPage(page - 1)}>
        ‹
      </button>
      <span aria-live="polite">{t`${page * PER_PAGE + 1} to ${Math.min(rows, (page + 1) * PER_PAGE)} of ${count(rows, 'row')}`}</span>
      <button type="button" aria-label={t`Later rows`} disabled={page === pages - 1} onClick={() => onPage(page + 1)}>
        ›
      </button>
    </div>
  );
}
