/**
 * A scenario set while it is being written: rows may be empty, and nothing is refused before the set is taken into use (`to-set.ts`). Every
 * change gives a new draft; rows that did not change stay the same objects. Pure.
 */
import { MOST_CELL } from '../../formats/import/table';
import type { ScenarioSet, Split, WrittenBy } from '../../formats/scenario-set';

/** Characters of a text: as many as the import takes, so that the files of a set come back. */
export const LONGEST_TEXT = MOST_CELL;

/** What every row has: an id that holds within its table. */
interface Row {
  readonly id: string;
  /** Id of its situation. */
  readonly scenario: string;
}
/** '' where nothing is said. */
export interface DraftScenario {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly person: string;
  /** What earns 0, 1 and 2. */
  readonly rubric: readonly [string, string, string];
}
export interface DraftPair extends Row {
  /** `auto`: as `splitsIn` has it. */
  readonly split: Split | 'auto';
  readonly positive: string;
  readonly negative: string;
  /** What both texts answer; absent or '' where they are no answers. */
  readonly prompt?: string | undefined;
  /** Of a pair that a model wrote. */
  readonly writtenBy?: WrittenBy | undefined;
}
export interface DraftRated extends Row {
  readonly text: string;
  readonly score: 0 | 1 | 2 | null;
  /** What it answers; absent or '' where it is no answer. */
  readonly prompt?: string | undefined;
}
export interface DraftPrompt extends Row {
  readonly text: string;
}
export interface DraftOption {
  readonly text: string;
  readonly side: 'positive' | 'negative';
}
export interface DraftItem extends Row {
  readonly prompt: string;
  readonly options: readonly DraftOption[];
  readonly order?: 'listed' | 'open' | undefined;
}

interface Rows {
  readonly scenarios: readonly DraftScenario[];
  readonly pairs: readonly DraftPair[];
  readonly scored: readonly DraftRated[];
  readonly prompts: readonly DraftPrompt[];
  readonly items: readonly DraftItem[];
}
export type TableName = keyof Rows;
export type RowOf<T extends TableName> = Rows[T][number];

export interface Draft extends Rows {
  readonly name: string;
  readonly about: string;
  readonly licence: string;
  readonly concept: ScenarioSet['concept'];
  /** A sentence that asks for each side; '' where there is none. */
  readonly asking: { readonly positive: string; readonly negative: string };
}

/** Pairs that an empty draft has room for: enough for a direction. */
const FIRST_PAIRS = 8;

export function emptyDraft(): Draft {
  const draft: Draft = {
    name: '',
    about: '',
    licence: '',
    concept: { name: '', positive: '', negative: '' },
    asking: { positive: '', negative: '' },
    scenarios: [],
    pairs: [],
    scored: [],
    prompts: [],
    items: [],
  };
  return Array.from({ length: FIRST_PAIRS }).reduce<Draft>((grown) => withRow(grown, 'pairs'), withRow(draft, 'scenarios'));
}

/** The draft from which `setOf` makes this set again. */
export function draftOf(set: ScenarioSet): Draft {
  const { name, about, licence, concept, asking, pairs, scored, prompts, items } = set;
  return {
    ...{ name, about, licence, concept, pairs, scored, prompts },
    asking: asking ?? { positive: '', negative: '' },
    scenarios: set.scenarios.map(({ id, title, objective = '', person = '', rubric }) => ({
      ...{ id, title, objective, person },
      rubric: rubric ? [rubric[0], rubric[1], rubric[2]] : ['', '', ''],
    })),
    items: items ?? [],
  };
}

/** A row more, empty, of the situation of the last one. */
export function withRow(draft: Draft, table: TableName): Draft {
  const rows: readonly { readonly id: string }[] = draft[table];
  const id = freeId(rows, NOUN[table]);
  const last = rows.at(-1);
  const scenario = last && 'scenario' in last ? (last as Row).scenario : (draft.scenarios[0]?.id ?? '');
  return { ...draft, [table]: [...rows, { ...BLANK[table], id, ...(table !== 'scenarios' && { scenario }) }] };
}

/** With other fields in one row; the same draft where there is no such row. A text of a model's that is changed is said to be. */
export const withFields = <T extends TableName>(draft: Draft, table: T, id: string, fields: Partial<RowOf<T>>): Draft => ({
  ...draft,
  [table]: (draft[table] as readonly RowOf<T>[]).map((row) => (row.id === id ? edited({ ...row, ...fields }, fields) : row)),
});

function edited<R>(row: R, fields: Partial<DraftPair>): R {
  const { writtenBy } = row as Partial<DraftPair>;
  const isOther = fields.positive !== undefined || fields.negative !== undefined;
  return writtenBy && isOther && !fields.writtenBy ? { ...row, writtenBy: { ...writtenBy, edited: true } } : row;
}

/** Without a row. */
export const withoutRow = (draft: Draft, table: TableName, id: string): Draft => ({
  ...draft,
  [table]: (draft[table] as readonly { readonly id: string }[]).filter((row) => row.id !== id),
});

/** With a row that was taken away back at its place. A situation of which its table knows no more is that of the first one. */
export function withRowAt<T extends TableName>(draft: Draft, table: T, row: RowOf<T>, at: number): Draft {
  const [first] = draft.scenarios;
  const isLost = 'scenario' in row && first !== undefined && !draft.scenarios.some(({ id }) => id === row.scenario);
  return { ...draft, [table]: (draft[table] as readonly RowOf<T>[]).toSpliced(at, 0, isLost ? { ...row, scenario: first.id } : row) };
}

/** How many rows are of a situation: one with any stays. */
export const rowsIn = ({ pairs, scored, prompts, items }: Draft, scenario: string): number =>
  [pairs, scored, prompts, items].reduce((sum, rows) => sum + rows.filter((row: Row) => row.scenario === scenario).length, 0);

/** Of every so many pairs whose split is left to the lab one is for testing. */
const TEST_EVERY = 3;

/**
 * [pair] what each is for. Those that are left to the lab: every third of a situation is for testing; where that leaves none to test, the
 * last of them all. So a pair that is written further on changes no earlier one but that.
 */
export function splitsIn({ pairs }: Pick<Draft, 'pairs'>): Split[] {
  const seen = new Map<string, number>();
  const splits = pairs.map(({ split, scenario }): Split => {
    if (split !== 'auto') return split;
    const n = (seen.get(scenario) ?? 0) + 1;
    seen.set(scenario, n);
    return n % TEST_EVERY === 0 ? 'test' : 'train';
  });
  const last = pairs.findLastIndex(({ split }) => split === 'auto');
  return splits.includes('test') || last < 0 ? splits : splits.with(last, 'test');
}

export const NOUN: Readonly<Record<TableName, string>> = {
  scenarios: 'situation',
  pairs: 'pair',
  scored: 'rated',
  prompts: 'prompt',
  items: 'item',
};

const BLANK: { readonly [T in TableName]: Omit<RowOf<T>, 'id' | 'scenario'> } = {
  scenarios: { title: '', objective: '', person: '', rubric: ['', '', ''] },
  pairs: { split: 'auto', positive: '', negative: '' },
  scored: { text: '', score: null },
  prompts: { text: '' },
  items: {
    prompt: '',
    options: [
      { text: '', side: 'positive' },
      { text: '', side: 'negative' },
    ],
  },
};

/** "pair-9": the first number above those in use that no row has. */
export function freeId(rows: readonly { readonly id: string }[], noun: string): string {
  const taken = new Set(rows.map(({ id }) => id));
  let n = rows.length + 1;
  while (taken.has(`${noun}-${n}`)) n++;
  return `${noun}-${n}`;
}
