/**
 * Files of texts, looked at before anything is taken: what they are, three of their rows, how many are usable, what is wrong with the
 * others, and what should be known of the texts. A worker reads them (`RunFileCalls.lookAtTexts`), anew for each choice: it keeps nothing.
 */
import { errorData, type LabError } from '../../error';
import type { ImportChoice } from '../../formats/import/choice';
import type { LayoutId, Role, Use } from '../../formats/import/layouts';
import { readSource, type Source, type TextFile } from '../../formats/import/read';
import { expectBothClasses, expectBothSplits, expectItems, expectRated } from '../../formats/import/enough';
import { itemRows } from '../../formats/import/item-rows';
import { classRows, pairRows, ratedRows, type PairRow } from '../../formats/import/rows';
import type { Persona } from '../../formats/import/shapes';
import { splitsOf, splitsOfClasses } from '../../formats/import/split';
import { rowName, type Problem, type TableFile, type TableRow } from '../../formats/import/table';
import { setOfClasses, setOfPairs, setOfRated, type Origin } from '../../formats/import/to-set';
import { hashScenarioSet, type ScenarioSet } from '../../formats/scenario-set';
import type { LabErrorData } from '../../protocol';
import type { KnownSet } from '../experiment';
import { lintItems } from './items';
import { lackOf } from './lacking';
import { lintClasses, lintPairs, lintRated } from './lint';
import { ratedInTraining, trainingTexts } from './lint-rated';
import { readSentences } from './lint-read';

/** Bad rows that cross to the page. */
export const MOST_PROBLEMS = 2000;
/** Rows that are shown. */
const SHOWN_ROWS = 3;
/** Characters of a cell that is shown. */
const SHOWN_CELL = 200;

export interface ImportPreview {
  readonly layout: { readonly id: LayoutId; readonly name: string; readonly uses: readonly Use[] };
  readonly columns: readonly string[];
  readonly choice: ImportChoice;
  /** The first rows as they stand in the file, with the cells of the columns that have a role. */
  readonly shown: readonly { readonly row: string; readonly cells: Readonly<Partial<Record<Role, string>>> }[];
  readonly counts: {
    readonly rows: number;
    readonly usable: number;
    readonly leftOut: number;
    /** Groups among the usable ones; 0 without a column for them. */
    readonly groups: number;
    readonly train: number;
    readonly test: number;
  };
  /** The first bad rows, and how many there are. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  readonly lint: readonly string[];
  readonly licences: readonly string[];
  readonly sources: readonly string[];
  /** Why it cannot be taken as it is; null where it can. */
  readonly refused: Refusal | null;
  /** What a model can be asked, where its texts are still to be written; null of all else. */
  readonly persona: Persona | null;
}

/** `because`: of what was chosen; or of rows, of which too few can be used (`problems` has the others). */
export interface Refusal extends Pick<LabErrorData, 'message' | 'hint'> {
  readonly because: 'choice' | 'rows';
}

/** What is asked of the set in use before rated texts come beside its own. */
export type InUse = Pick<ScenarioSet, 'pairs' | 'texts'>;

export interface ImportRequest {
  readonly files: readonly TextFile[];
  /** null: what the file itself suggests. */
  readonly choice: ImportChoice | null;
  /** The set in use, whose texts rated ones come beside; null where there is none. */
  readonly inUse: InUse | null;
}

/** Throws `import-unreadable`; what only this choice lacks is said in `refused`. */
export function previewOf(request: ImportRequest): ImportPreview {
  const source = readSource(request.files);
  const choice = request.choice ?? source.choice;
  const { layout, table } = source;
  const found = usable(source, choice, request.inUse);
  const problems = inOrder([...table.problems, ...found.problems], table.files);
  const rows = table.rows.length + table.problems.length;
  return {
    layout: { id: layout.id, name: layout.name, uses: layout.uses },
    columns: table.columns,
    choice,
    shown: shownRows(source, choice),
    counts: { rows, usable: found.usable, leftOut: rows - found.usable, groups: found.groups, train: found.train, test: found.test },
    problems: problems.slice(0, MOST_PROBLEMS),
    problemCount: problems.length,
    lint: [...readSentences(table, found.used, choice), ...found.lint],
    ...originOf(source, choice, found.used),
    persona: source.persona,
    refused: refusalOf(lackOf(source, choice, request.inUse !== null)) ?? whyRefused(() => found.check(namesOf(source))),
  };
}

/**
 * The set that these files become under a choice; `inUse` is the set in use, for rated texts. Throws `import-refused` and
 * `import-unreadable`.
 */
export async function importedSet(files: readonly TextFile[], choice: ImportChoice, inUse: ScenarioSet | null): Promise<KnownSet> {
  const set = setOf(readSource(files), choice, inUse);
  return { set, hash: await hashScenarioSet(set) };
}

/** As they stand in the files: what no row could be made of is found first, what its fields lack later. */
function inOrder(problems: readonly Problem[], files: readonly TableFile[]): Problem[] {
  const places = new Map(files.map(({ name }, i) => [name, i]));
  const placed = problems.map((problem) => ({
    problem,
    file: places.get(problem.file) ?? 0,
    row: Number(/\d+/.exec(problem.row)?.[0] ?? 0),
  }));
  return placed.sort((a, b) => a.file - b.file || a.row - b.row).map(({ problem }) => problem);
}

const namesOf = ({ table }: Source): string => table.files.map(({ name }) => name).join(', ');

interface Usable {
  readonly usable: number;
  readonly groups: number;
  readonly train: number;
  readonly test: number;
  readonly used: readonly TableRow[];
  readonly problems: readonly Problem[];
  readonly lint: readonly string[];
  /** Throws `import-refused` where the rows are too few. */
  readonly check: (file: string) => void;
}

function usable({ table }: Source, choice: ImportChoice, inUse: InUse | null): Usable {
  const groupsOf = (rows: readonly { readonly group: string }[]): number =>
    choice.columns.group === undefined ? 0 : new Set(rows.map(({ group }) => group)).size;
  if (choice.use === 'rated') {
    const { rows, used, problems } = ratedRows(table, choice);
    const check = (file: string): void => expectRated(rows, file);
    const named = rows.map(({ at, answers, ...row }) => ({ ...row, name: at, prompt: answers }));
    return {
      usable: rows.length,
      groups: groupsOf(rows),
      train: 0,
      test: 0,
      used,
      problems,
      lint: [...lintRated(named), ...(inUse ? ratedInTraining(named, trainingTexts(inUse)) : [])],
      check,
    };
  }
  if (choice.use === 'classes') {
    const { rows, used, problems } = classRows(table, choice);
    const splits = splitsOfClasses(rows, choice.split);
    const count = (split: string): number => splits.filter((one) => one === split).length;
    const texts = rows.map(({ at, side, text, prompt }, i) => ({ name: at, label: side, text, split: splits[i]!, prompt }));
    return {
      usable: rows.length,
      groups: groupsOf(rows),
      train: count('train'),
      test: count('test'),
      used,
      problems,
      lint: lintClasses(texts, choice),
      check: (file) => expectBothClasses(rows, splits, choice, file),
    };
  }
  if (choice.use === 'items') {
    const { rows, used, problems } = itemRows(table, choice);
    const lint = lintItems(rows, table.files.length);
    return { usable: rows.length, groups: 0, train: 0, test: 0, used, problems, lint, check: (file) => expectItems(rows, file) };
  }
  const { rows, used, problems } = pairRows(table, choice);
  const splits = splitsOf(rows, choice.split);
  const count = (split: string): number => splits.filter((one) => one === split).length;
  return {
    usable: rows.length,
    groups: groupsOf(rows),
    train: count('train'),
    test: count('test'),
    used,
    problems,
    lint: lintPairs(named(rows, splits), choice),
    check: (file) => expectBothSplits(rows, splits, choice, file),
  };
}

const named = (rows: readonly PairRow[], splits: readonly ('train' | 'test')[]) =>
  rows.map(({ at, positive, negative, prompt }, i) => ({ name: at, split: splits[i]!, positive, negative, prompt }));

function shownRows({ table }: Source, { columns }: ImportChoice): ImportPreview['shown'] {
  const roles = (Object.entries(columns) as [Role, string][]).map(([role, name]) => [role, table.columns.indexOf(name)] as const);
  const text = (cell: unknown): string => {
    const all = cell === undefined || cell === null ? '' : typeof cell === 'string' ? cell : JSON.stringify(cell);
    return all.length > SHOWN_CELL ? `${all.slice(0, SHOWN_CELL - 1)}…` : all;
  };
  return table.rows.slice(0, SHOWN_ROWS).map((row) => ({
    row: table.files.length > 1 ? `${table.files[row.file]!.name}, ${rowName(table, row)}` : rowName(table, row),
    cells: Object.fromEntries(roles.map(([role, at]) => [role, text(row.cells[at])])),
  }));
}

/** Licences and sources that the rows which are used state, each once; of all rows as long as none can be used. */
function originOf({ table }: Source, { columns }: ImportChoice, used: readonly TableRow[]): { licences: string[]; sources: string[] } {
  const different = (column: string | undefined): string[] => {
    const at = column === undefined ? -1 : table.columns.indexOf(column);
    const all = new Set(
      (used.length > 0 ? used : table.rows).flatMap(({ cells }) =>
        typeof cells[at] === 'string' && cells[at].trim() ? [cells[at].trim()] : [],
      ),
    );
    return [...all].slice(0, 50);
  };
  return { licences: different(columns.licence), sources: different(columns.source) };
}

function setOf(source: Source, choice: ImportChoice, inUse: ScenarioSet | null): ScenarioSet {
  const { table, layout } = source;
  const originOfRows = (used: readonly TableRow[]): Origin => ({
    files: table.files.map(({ name }) => name),
    layout: layout.name,
    of: table.rows.length + table.problems.length,
    ...originOf(source, choice, used),
  });
  const lacking = lackOf(source, choice, inUse !== null);
  if (lacking) throw lacking;
  if (choice.use === 'rated' && inUse) {
    const { rows, used } = ratedRows(table, choice);
    return setOfRated(rows, choice, originOfRows(used), inUse);
  }
  if (choice.use === 'classes') {
    const { rows, used } = classRows(table, choice);
    return setOfClasses(rows, choice, originOfRows(used));
  }
  const { rows, used } = pairRows(table, choice);
  return setOfPairs(rows, choice, originOfRows(used));
}

const refusalOf = (lacking: LabError | null): Refusal | null =>
  lacking && { message: lacking.message, hint: lacking.hint, because: 'choice' };

function whyRefused(check: () => void): Refusal | null {
  try {
    check();
    return null;
  } catch (error) {
    const { message, hint } = errorData(error);
    return { message, hint, because: 'rows' };
  }
}
