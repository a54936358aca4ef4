/**
 * The layouts of files of texts that public tools and data sets use, by the names of their columns, and what each column is in them. Names
 * are compared without regard to capitals. A layout is only a first guess: a person may map every column otherwise.
 */
import { t } from '../../language/t';
import type { PromptWay } from './choice';

/** What a column can be. `title` is a group's name in words. */
export const ROLES = [
  'positive',
  'negative',
  'text',
  'label',
  'score',
  'prompt',
  'group',
  'title',
  'split',
  'id',
  'source',
  'licence',
] as const;
export type Role = (typeof ROLES)[number];

/** What a file is used as: contrastive pairs, texts that people rated, texts of two classes without partners, or items to choose in. */
export type Use = 'pairs' | 'rated' | 'classes' | 'items';

export type LayoutId =
  | 'pairs'
  | 'items'
  | 'answers'
  | 'labelled'
  | 'two-files'
  | 'persona'
  | 'continuations'
  | 'preference'
  | 'truthful-qa'
  | 'paper'
  | 'rated'
  | 'table';

export interface Layout {
  readonly id: LayoutId;
  /** What a reader is told that the file is. */
  readonly name: string;
  /** It is this layout where all of these columns are there. */
  readonly needs: readonly string[];
  /** The ways in which it can be used, the first one to begin with. */
  readonly uses: readonly Use[];
  /** For each role the columns that can have it, the best first. */
  readonly columns: Partial<Readonly<Record<Role, readonly string[]>>>;
  /** What its two sides are called. */
  readonly sides: readonly [positive: string, negative: string];
  /** What becomes of the prompt to begin with; kept apart unless said. */
  readonly prompt?: PromptWay;
}

/** What further columns can be in any layout. */
const COMMON: Layout['columns'] = {
  prompt: ['prompt', 'question'],
  group: ['group', 'scenario', 'scenario_id', 'category', 'topic'],
  title: ['scenario_title', 'title'],
  split: ['split'],
  id: ['id'],
  source: ['source', 'source_model'],
  licence: ['licence', 'license'],
};
const SIDES = ['positive', 'negative'] as const;

/** The first that fits counts. Two files, persona traits and continuations are told by their shape (`read.ts`). */
export const LAYOUTS: readonly Layout[] = [
  {
    id: 'items',
    name: t`A/B items (contrastive activation addition, model-written evaluations)`,
    needs: ['question', 'answer_matching_behavior', 'answer_not_matching_behavior'],
    uses: ['items', 'pairs'],
    columns: { positive: ['answer_matching_behavior'], negative: ['answer_not_matching_behavior'], prompt: ['question', 'prompt'] },
    sides: ['matching', 'not matching'],
    // As contrastive activation addition reads them: an answer of one letter means nothing without its question.
    prompt: 'before',
  },
  {
    id: 'paper',
    name: t`the paper’s pairs`,
    needs: ['empathic_text', 'non_empathic_text'],
    uses: ['pairs'],
    columns: { positive: ['empathic_text'], negative: ['non_empathic_text'] },
    sides: ['empathic', 'not empathic'],
  },
  {
    id: 'answers',
    name: t`prompts with two answers`,
    needs: ['prompt', 'positive_response', 'negative_response'],
    uses: ['pairs'],
    columns: { positive: ['positive_response'], negative: ['negative_response'] },
    sides: SIDES,
  },
  {
    id: 'preference',
    name: t`preferences: prompts with a chosen and a rejected answer`,
    needs: ['chosen', 'rejected'],
    uses: ['pairs'],
    columns: { positive: ['chosen'], negative: ['rejected'] },
    sides: ['chosen', 'rejected'],
  },
  {
    id: 'truthful-qa',
    name: 'TruthfulQA',
    needs: ['question', 'best answer', 'incorrect answers'],
    uses: ['pairs'],
    columns: { positive: ['best answer'], negative: ['best incorrect answer', 'incorrect answers'] },
    sides: ['true', 'false'],
  },
  {
    id: 'rated',
    name: t`rated texts`,
    needs: ['text', 'eia_score'],
    uses: ['rated'],
    columns: { text: ['text'], score: ['eia_score'] },
    sides: SIDES,
  },
  {
    id: 'rated',
    name: t`rated texts`,
    needs: ['text', 'score'],
    uses: ['rated'],
    columns: { text: ['text'], score: ['score'] },
    sides: SIDES,
  },
  {
    id: 'labelled',
    name: t`labelled statements, which are no pairs`,
    needs: ['statement', 'label'],
    uses: ['classes'],
    columns: { text: ['statement'], label: ['label'] },
    sides: ['label 1', 'label 0'],
  },
  { id: 'pairs', name: 'pairs', needs: ['positive', 'negative'], uses: ['pairs'], columns: {}, sides: SIDES },
];

/** A table of none of these layouts: a person says what its columns are. */
export const PLAIN: Layout = {
  id: 'table',
  name: t`a table of no known layout`,
  needs: [],
  uses: ['pairs', 'rated', 'classes', 'items'],
  columns: { positive: ['positive'], negative: ['negative'], text: ['text'], label: ['label'], score: ['score'] },
  sides: SIDES,
};

const lower = (name: string): string => name.trim().toLowerCase();
const KNOWN = new Set([...LAYOUTS, PLAIN].flatMap(({ needs, columns }) => [...needs, ...Object.values({ ...COMMON, ...columns }).flat()]));

/** Whether a layout has a column of that name. */
export const isKnownColumn = (name: string): boolean => KNOWN.has(lower(name));

/** The layout of a table with these columns. */
export function layoutOf(columns: readonly string[]): Layout {
  const there = new Set(columns.map(lower));
  return LAYOUTS.find(({ needs }) => needs.every((name) => there.has(name))) ?? PLAIN;
}

/** Which column has which role to begin with. A column has one role. */
export function rolesOf({ columns: own }: Layout, columns: readonly string[]): Partial<Record<Role, string>> {
  const wanted: Layout['columns'] = { ...COMMON, positive: ['positive'], negative: ['negative'], ...own };
  const taken = new Set<string>();
  const roles: Partial<Record<Role, string>> = {};
  for (const role of ROLES) {
    const found = (wanted[role] ?? []).flatMap((name) => columns.filter((column) => lower(column) === name && !taken.has(column)))[0];
    if (found === undefined) continue;
    taken.add(found);
    roles[role] = found;
  }
  return roles;
}
