/** Files of texts that are told by their shape, not by columns: classes with continuations, persona traits, and plain lines. */
import { LabError } from '../../error';
import { shown } from '../shown';
import { columnNames, expectFewRows, rowName, type Problem, type Table, type TableRow } from './table';
import { t } from '../../language/t';

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
const isText = (value: unknown): value is string => typeof value === 'string';

/** `{"classes": ["a", "b"], "data": [["…", "…"], …]}` as pairs; null for another shape. Throws `import-unreadable`. */
export function continuations(whole: unknown, file: string): Table | null {
  const [classes, data] = [field(whole, 'classes'), field(whole, 'data')];
  if (!Array.isArray(classes) || !Array.isArray(data)) return null;
  if (classes.length !== 2 || !classes.every(isText))
    throw new LabError('import-unreadable', t`${file}: classes: expected two names, got ${shown(classes)}`, t`A contrast has two classes.`);
  expectFewRows(data.length, file);
  const rows: TableRow[] = [];
  const problems: Problem[] = [];
  data.forEach((cells: unknown, i) => {
    if (Array.isArray(cells) && cells.length === 2) rows.push({ file: 0, at: i + 1, cells });
    else problems.push({ file, row: t`row ${i + 1}`, field: 'data', says: t`expected two texts, got ${shown(cells)}` });
  });
  return { files: [{ name: file, unit: 'row' }], columns: columnNames(classes), rows, problems };
}

/** What a model is asked for a persona trait, and told to be on each side. */
export interface Persona {
  /** None is empty. */
  readonly questions: readonly string[];
  /** The first two that both have words. */
  readonly instructions: { readonly positive: string; readonly negative: string };
}

/**
 * The instructions of a persona trait, `{"instruction": [{"pos", "neg"}], "questions": []}`; null for another shape. `persona`: null where
 * it has no question, or no two instructions. `hasEvalPrompt`: it says how a judge is asked, which is not taken: the judge of the lab
 * gives 0, 1 or 2 by the rubric of a situation, and these prompts ask for a score of another scale.
 */
export function persona(
  whole: unknown,
  file: string,
): { table: Table; persona: Persona | null; questions: number; hasEvalPrompt: boolean } | null {
  const [instructions, questions] = [field(whole, 'instruction'), field(whole, 'questions')];
  if (!Array.isArray(instructions) || !Array.isArray(questions)) return null;
  expectFewRows(Math.max(instructions.length, questions.length), file);
  const rows = instructions.map((one: unknown, i): TableRow => ({ file: 0, at: i + 1, cells: [field(one, 'pos'), field(one, 'neg')] }));
  const table: Table = { files: [{ name: file, unit: 'row' }], columns: ['pos', 'neg'], rows, problems: [] };
  const hasWords = (value: unknown): value is string => isText(value) && value.trim() !== '';
  const asked = questions.filter(hasWords).map((question) => question.trim());
  const [first] = rows.flatMap(({ cells: [pos, neg] }) =>
    hasWords(pos) && hasWords(neg) ? [{ positive: pos.trim(), negative: neg.trim() }] : [],
  );
  return {
    table,
    persona: first && asked.length > 0 ? { questions: asked, instructions: first } : null,
    questions: questions.length,
    hasEvalPrompt: hasWords(field(whole, 'eval_prompt')),
  };
}

/** A text a line; empty lines are skipped. */
export function plainLines(text: string, file: string): Table {
  const rows: TableRow[] = [];
  text.split(/\r\n?|\n/).forEach((line, i) => {
    if (line.trim() === '') return;
    rows.push({ file: 0, at: i + 1, cells: [line] });
    expectFewRows(rows.length, file);
  });
  return { files: [{ name: file, unit: 'line' }], columns: ['text'], rows, problems: [] };
}

/**
 * Two files of texts. Where the last text of both stands on the same line, a line goes with the line of its number, and one that is empty
 * in one file alone is a problem. Else, where there are as many texts, as pairs in their order, empty lines skipped, as generators of
 * control vectors pair them (`beside` says which lines those are); else as texts of two classes, with their label. The side is in their
 * names (pos…, neg…), else the first is the positive one.
 */
export function twoFiles(one: Table, other: Table): Table {
  const [positive, negative] = /neg/i.test(one.files[0]!.name) || /pos/i.test(other.files[0]!.name) ? [other, one] : [one, other];
  const both = { files: [...positive.files, ...negative.files], problems: [...positive.problems, ...negative.problems] };
  const columns = ['positive', 'negative'];
  if (positive.rows.at(-1)?.at === negative.rows.at(-1)?.at) {
    const { rows, problems } = lineByLine(positive, negative);
    return { ...both, columns, rows, problems: [...both.problems, ...problems] };
  }
  if (positive.rows.length === negative.rows.length) {
    const rows = positive.rows.map(({ at, cells }, i): TableRow => {
      const other = negative.rows[i]!;
      return { file: 0, at, cells: [cells[0], other.cells[0]], ...(other.at !== at && { beside: other.at }) };
    });
    return { ...both, columns, rows };
  }
  const rows = [positive, negative].flatMap((table, file) =>
    table.rows.map(({ at, cells }): TableRow => ({ file, at, cells: [cells[0], file === 0 ? '1' : '0'] })),
  );
  expectFewRows(rows.length, both.files.map(({ name }) => name).join(', '));
  return { ...both, columns: ['text', 'label'], rows };
}

function lineByLine(positive: Table, negative: Table): Pick<Table, 'rows' | 'problems'> {
  const [yes, no] = [positive, negative].map(({ rows }) => new Map(rows.map(({ at, cells }) => [at, cells[0]])));
  const rows: TableRow[] = [];
  const problems: Problem[] = [];
  const broken = new Set([...positive.problems, ...negative.problems].map(({ file, row }) => `${file} ${row}`));
  for (const at of [...new Set([...yes!.keys(), ...no!.keys()])].sort((a, b) => a - b)) {
    const lacking = !yes!.has(at) ? positive : !no!.has(at) ? negative : null;
    if (lacking === null) rows.push({ file: 0, at, cells: [yes!.get(at), no!.get(at)] });
    else {
      const [there] = (lacking === positive ? negative : positive).files;
      const problem = { file: lacking.files[0]!.name, row: rowName(lacking, { file: 0, at }), field: '' };
      const says = t`expected a text, as ${there!.name} has one there, got nothing`;
      if (!broken.has(`${problem.file} ${problem.row}`)) problems.push({ ...problem, says });
    }
  }
  return { rows, problems };
}
