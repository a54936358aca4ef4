/** Files of texts, by what is in them: a table, its layout, and the choice to begin with, of which a person can change everything. */
import { count } from '../../count';
import { LabError } from '../../error';
import { separatorOf } from '../text';
import type { ImportChoice } from './choice';
import { withoutConversations } from './conversation';
import { csvTable } from './csv-rows';
import { furtherGroup, tellsApart } from './groups';
import { jsonTable, jsonValues } from './json-rows';
import { layoutOf, PLAIN, rolesOf, type Layout } from './layouts';
import { expectRow } from './no-rows';
import { continuations, persona, plainLines, twoFiles, type Persona } from './shapes';
import { expectFewRows, type Table } from './table';
import { t } from '../../language/t';

/** A file that was read, or a text that was pasted. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** Files, read. */
export interface Source {
  readonly layout: Layout;
  readonly table: Table;
  /** What to begin with. */
  readonly choice: ImportChoice;
  /** Why it can be looked at, but not taken, whatever its columns are; null where nothing stands in the way. */
  readonly lacks: string | null;
  /** Of a persona trait, whose texts a model has to write; null of all else. */
  readonly persona: Persona | null;
}

type Shaped = Pick<Source, 'layout' | 'table' | 'lacks'> & Partial<Pick<Source, 'persona'>>;

/**
 * Reads one file, or several of one layout. Throws `import-unreadable` with file, place and what to do; a row that is wrong is a problem
 * of the table.
 */
export function readSource(files: readonly TextFile[]): Source {
  if (files.length === 0) throw new LabError('import-unreadable', t`There is no file to read.`, t`Give one, or paste texts.`);
  const all = files.map(shaped);
  const { layout, table, lacks, persona: trait = null } = joined(all);
  if (table.rows.length === 0 && table.problems.length === 0)
    throw new LabError(
      'import-unreadable',
      t`${files.map(({ name }) => name).join(', ')}: there is no text in it.`,
      t`A row needs a text.`,
    );
  return { layout, table, lacks, persona: trait, choice: firstChoice(layout, table) };
}

function shaped({ name, text }: TextFile): Shaped {
  const beginning = text.slice(0, 1 << 16);
  if (/^\s*[[{]/.test(beginning) && !/\.(csv|tsv|tab)$/i.test(name)) return shapedJson(name, text);
  const separator = /\.txt$/i.test(name) ? null : separatorOf(beginning, name);
  if (separator === null) return lines(plainLines(text, name));
  const table = csvTable(text, name, separator);
  const layout = layoutOf(table.columns);
  // A table without a header has its two sides next to each other.
  const bare = layout === PLAIN && table.columns.length === 2 && table.columns.every((column, i) => column === `column ${i + 1}`);
  return { layout: bare ? { ...PLAIN, columns: { positive: ['column 1'], negative: ['column 2'] } } : layout, table, lacks: null };
}

function shapedJson(name: string, text: string): Shaped {
  const { whole, values, unit, problems } = jsonValues(text, name);
  const pairs = continuations(whole, name);
  if (pairs) {
    const [one = '', other = ''] = pairs.columns;
    const layout: Layout = {
      ...PLAIN,
      id: 'continuations',
      name: t`two classes with continuations`,
      uses: ['pairs'],
      columns: { positive: [one.toLowerCase()], negative: [other.toLowerCase()] },
      sides: [one, other],
    };
    return { layout, table: pairs, lacks: null };
  }
  const trait = persona(whole, name);
  if (trait) {
    const layout: Layout = { ...PLAIN, id: 'persona', name: t`a persona trait`, columns: { positive: ['pos'], negative: ['neg'] } };
    const { table, questions, hasEvalPrompt } = trait;
    const unused = hasEvalPrompt
      ? t`Its eval_prompt is not used: it asks a judge for a score of its own scale, and the judge here gives 0, 1 or 2 by what a situation says earns each.`
      : '';
    const lacks = t`It has ${count(table.rows.length, 'instruction')} for each side, ${count(questions, 'question')} and no answers. A model writes both sides: for “Write pairs with a model” a question is a situation, and the first instruction of each side is what the model is told there. Or bring answers that a model gave elsewhere, as prompt, positive_response and negative_response.`;
    return { layout: { ...layout, uses: ['pairs'] }, table, lacks: `${lacks} ${unused}`.trim(), persona: trait.persona };
  }
  expectRow(whole, name);
  const table = withoutConversations(jsonTable(values, name, unit, problems));
  return table.columns.length === 1 && table.columns[0] === 'text' ? lines(table) : { layout: layoutOf(table.columns), table, lacks: null };
}

const LINES: Layout = { ...PLAIN, id: 'two-files', name: t`texts of one class, one a line`, uses: ['pairs'], columns: {} };
const lines = (table: Table): Shaped => ({
  layout: LINES,
  table,
  lacks: t`These are the texts of one side alone. Bring the file of the other side with it, as positive.txt and negative.txt.`,
});

/** Several files as one table: those of one layout below each other, two of plain texts beside each other. */
function joined(all: readonly Shaped[]): Shaped {
  const [first, second] = all as [Shaped, ...Shaped[]];
  if (second === undefined) return first;
  if (all.every(({ layout }) => layout === LINES)) {
    if (all.length > 2)
      throw new LabError('import-unreadable', t`There are ${all.length} files of plain texts.`, t`Bring two: one of each side.`);
    const table = twoFiles(first.table, second.table);
    const paired = table.columns.includes('positive');
    const layout: Layout = paired
      ? { ...LINES, name: t`two files of texts, which are pairs line by line`, columns: { positive: ['positive'], negative: ['negative'] } }
      : {
          ...LINES,
          name: t`two files of texts, ${first.table.rows.length} and ${second.table.rows.length}, which are therefore no pairs`,
          uses: ['classes'],
          columns: { text: ['text'], label: ['label'] },
        };
    return { layout, table, lacks: null };
  }
  const other = all.find(({ layout }) => layout.id !== first.layout.id);
  if (other)
    throw new LabError(
      'import-unreadable',
      t`${first.table.files[0]!.name} is ${first.layout.name}, and ${other.table.files[0]!.name} is ${other.layout.name}.`,
      t`Files that are opened together have one layout. Open one after the other.`,
    );
  const table = below(all.map((one) => one.table));
  const traits = all.flatMap(({ persona: trait }) => (trait ? [trait] : []));
  const [trait = null] = traits;
  return { ...first, table, persona: trait && { ...trait, questions: traits.flatMap(({ questions }) => questions) } };
}

/** Where the names of files say which of them is for the test, that is a column. */
export const SPLIT_OF_FILE = t`split (by file name)`;
const splitOfName = (name: string): string | null =>
  /(^|[^a-z])(test|val|valid|validation|dev|eval)([^a-z]|$)/i.test(name) ? 'test' : /(^|[^a-z])train/i.test(name) ? 'train' : null;

function below(tables: readonly Table[]): Table {
  const files = tables.flatMap((table) => table.files);
  const splits = files.map(({ name }) => splitOfName(name));
  const told = splits.includes('train') && splits.includes('test') && !splits.includes(null);
  const columns = [...new Set([...tables.flatMap((table) => table.columns), ...(told ? [SPLIT_OF_FILE] : [])])];
  const rows = tables.flatMap((table, file) =>
    table.rows.map(({ at, cells, cut }) => {
      const here = columns.map((name) => cells[table.columns.indexOf(name)]);
      if (told) here[columns.length - 1] = splits[file];
      return { file, at, cells: here, ...(cut && { cut }) };
    }),
  );
  expectFewRows(rows.length, files.map(({ name }) => name).join(', '));
  return { files, columns, rows, problems: tables.flatMap(({ problems }) => problems) };
}

/** "train pairs" of "train_pairs.jsonl". */
const bareName = (name: string): string =>
  name
    .replace(/\.[a-z0-9]+$/i, '')
    .replace(/[_\s]+/g, ' ')
    .trim() || name;

function firstChoice(layout: Layout, table: Table): ImportChoice {
  const columns = rolesOf(layout, table.columns);
  if (table.columns.includes(SPLIT_OF_FILE)) columns.split = SPLIT_OF_FILE;
  const further = layout.id === 'labelled' && columns.group === undefined ? furtherGroup(table, columns) : undefined;
  if (further !== undefined) columns.group = further;
  const [positive, negative] = layout.sides;
  const name = bareName(table.files[0]!.name);
  return {
    use: layout.uses[0]!,
    columns,
    prompt: layout.prompt ?? 'apart',
    split: columns.split !== undefined ? 'given' : tellsApart(table, columns) ? 'group' : 'hash',
    name,
    concept: { name, positive, negative },
  };
}
