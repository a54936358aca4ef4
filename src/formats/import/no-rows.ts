/** JSON objects that hold texts and are no row: lists of rows inside, columns, rows by name. They are refused with what they are. */
import { brief } from '../../count';
import { LabError } from '../../error';
import { isKnownColumn, layoutOf } from './layouts';
import { t } from '../../language/t';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isCell = (value: unknown): boolean => typeof value !== 'object' || value === null;
/** A message of a conversation, which a cell of a row may be a list of. */
const isMessage = (value: unknown): boolean => isFields(value) && typeof value.role === 'string';

/** Objects in objects that are looked into for lists. */
const DEPTH = 3;
/** Fields that a message names. */
const NAMED = 5;

/**
 * Throws `import-unreadable` where the object that a file is holds its rows in another way than as one row: as lists inside
 * (`{"data": […]}`, `{"train": […], "test": […]}`), by column or by name (what pandas writes unless it is told otherwise).
 */
export function expectRow(whole: unknown, file: string): void {
  if (!isFields(whole) || isRow(whole)) return;
  const names = (all: readonly string[]): string =>
    all.slice(0, NAMED).map(named).join(', ') + (all.length > NAMED ? t`, and ${all.length - NAMED} more` : '');
  const refused = (message: string, hint: string): LabError => new LabError('import-unreadable', message, hint);
  const base = file.replace(/\.jsonl?$/i, '');
  const pandas = (orient: string): string =>
    t`A row is an object with named texts, as {"positive": "…", "negative": "…"}: in one JSON list, or one a line. In Python: import pandas; pandas.read_json("${file}", orient="${orient}").to_json("${base}.jsonl", orient="records", lines=True, force_ascii=False).`;
  const lists = listsIn(whole, DEPTH);
  if (lists.length > 0)
    throw refused(
      t`${file} is one object, with lists inside: ${names(lists.map(({ path, size }) => `${path} (${size})`))}. Rows are looked for in the whole file, not in a field of it.`,
      t`Save each list as a file of its own. In Python: import json; json.dump(json.load(open("${file}"))${keysOf(lists[0]!.keys)}, open("${base}-${(lists[0]!.keys.at(-1) ?? '').slice(0, 60)}.json", "w")). Files that are called train and test come in together, as that.`,
    );
  const fields = Object.keys(whole);
  if (areColumns(whole) || isSplit(whole))
    throw refused(t`${file} holds its texts by column (${names(fields)}), and no rows.`, pandas(isSplit(whole) ? 'split' : 'columns'));
  if (areNamedRows(whole)) throw refused(t`${file} holds its rows by name (${names(fields)}), and not in a list.`, pandas('index'));
}

const named = (name: string): string => brief(name, 40);
const keysOf = (keys: readonly string[]): string => keys.map((key) => `[${JSON.stringify(key)}]`).join('');

/** Whether it is itself a row of some layout: a field without which that layout is none is a text. */
function isRow(whole: Fields): boolean {
  const { needs } = layoutOf(Object.keys(whole));
  return Object.entries(whole).some(([name, value]) => typeof value === 'string' && needs.includes(name.trim().toLowerCase()));
}

interface List {
  readonly keys: readonly string[];
  /** "data.train". */
  readonly path: string;
  readonly size: number;
}

/** Lists of objects that are no messages, in it and in objects inside. */
function listsIn(fields: Fields, depth: number, before: readonly string[] = []): List[] {
  return Object.entries(fields).flatMap(([name, value]): List[] => {
    const keys = [...before, name];
    if (Array.isArray(value))
      return value.some((one) => isFields(one) && !isMessage(one)) ? [{ keys, path: keys.map(named).join('.'), size: value.length }] : [];
    return depth > 1 && isFields(value) ? listsIn(value, depth - 1, keys) : [];
  });
}

/** Lists of cells, of one length; or objects of cells with the same names, which are no names of columns. */
function areColumns(whole: Fields): boolean {
  const columns = Object.values(whole);
  const [first] = columns;
  if (Array.isArray(first) && first.length > 0)
    return columns.every((one) => Array.isArray(one) && one.length === first.length && !one.some(isFields));
  return isTable(whole) && (Object.keys(whole).some(isKnownColumn) || !Object.keys(first as Fields).some(isKnownColumn));
}

/** Rows under their names: the inner fields are the columns. */
const areNamedRows = (whole: Fields): boolean => isTable(whole) && Object.keys(Object.values(whole)[0] as Fields).some(isKnownColumn);

/** Objects of cells, all with the same names. */
function isTable(whole: Fields): boolean {
  const all = Object.values(whole);
  if (!all.every(isFields) || all.length === 0) return false;
  const names = Object.keys(all[0]!).sort().join('\n');
  return names !== '' && all.every((one) => Object.keys(one).sort().join('\n') === names && Object.values(one).every(isCell));
}

/** Names of columns, and rows of cells: `orient="split"` of pandas. */
const isSplit = ({ columns, data }: Fields): boolean => Array.isArray(columns) && Array.isArray(data) && data.every(Array.isArray);
