/** Rows by what their columns are: pairs, rated texts, texts of two classes. A row that lacks something is a problem, and left out. */
import { shown } from '../shown';
import type { ImportChoice } from './choice';
import { ROLES, type Role } from './layouts';
import { MOST_CELL, rowName, type Problem, type Table, type TableRow } from './table';
import { writtenOf } from './written';
import type { WrittenBy } from '../scenario-set';
import { t } from '../../language/t';
import { grouped } from '../../count';

export type SplitName = 'train' | 'test';

export interface Of {
  /** "row 17", with the file where there are several. */
  readonly at: string;
  readonly id: string;
  readonly group: string;
  /** The group's name in words. */
  readonly title: string;
  readonly prompt: string;
  /** What the texts of the row answer and are read behind; absent where there is no prompt, or it is not kept apart. */
  readonly answers?: string;
}
export interface PairRow extends Of {
  readonly positive: string;
  readonly negative: string;
  /** Absent where no model wrote it, or the file does not say how. */
  readonly writtenBy?: WrittenBy;
  /** null where the file does not say. */
  readonly split: SplitName | null;
}
export interface RatedRow extends Of {
  readonly text: string;
  readonly score: 0 | 1 | 2;
}
export interface ClassRow extends Of {
  readonly text: string;
  readonly side: 'positive' | 'negative';
  /** null where the file does not say. */
  readonly split: SplitName | null;
}

export interface Rows<R> {
  readonly rows: readonly R[];
  /** What they are made of. */
  readonly used: readonly TableRow[];
  readonly problems: readonly Problem[];
}

/** What a row's field gives, or why it gives nothing. */
export type Field<T> = { readonly value: T } | { readonly says: string };

export function pairRows(table: Table, choice: ImportChoice): Rows<PairRow> {
  const written = writtenOf(table, choice);
  return each<PairRow>(table, choice, (read, of, row) => {
    const [positive, negative] = [read('positive', side), read('negative', side)];
    const split = choice.split === 'given' ? read('split', splitName) : null;
    if (positive === undefined || negative === undefined || split === undefined) return null;
    if (positive.trim() === negative.trim()) return { field: 'negative', says: t`expected another text than the positive one` };
    const how = written(row);
    if (how !== null && 'says' in how) return how;
    const whole = wholeText(of, choice);
    return { ...of, positive: whole(positive), negative: whole(negative), split, ...(how && { writtenBy: how }) };
  });
}

/** A text with the prompt before it, where both are to be one text. */
const wholeText =
  ({ prompt }: Of, { prompt: way }: ImportChoice) =>
  (text: string): string =>
    way === 'before' && prompt !== '' ? `${prompt}${BEFORE}${text}` : text;
const BEFORE = '\n\n';

/** The text of a row without the prompt that stands before it. */
export const answerAlone = (text: string, prompt: string): string =>
  prompt !== '' && text.startsWith(prompt + BEFORE) ? text.slice(prompt.length + BEFORE.length) : text;

export const ratedRows = (table: Table, choice: ImportChoice): Rows<RatedRow> =>
  each<RatedRow>(table, choice, (read, of) => {
    const [text, score] = [read('text', oneText), read('score', scoreOf)];
    return text === undefined || score === undefined ? null : { ...of, text: wholeText(of, choice)(text), score };
  });

export const classRows = (table: Table, choice: ImportChoice): Rows<ClassRow> =>
  each<ClassRow>(table, choice, (read, of) => {
    const [text, side] = [read('text', oneText), read('label', labelOf)];
    const split = choice.split === 'given' ? read('split', splitName) : null;
    return text === undefined || side === undefined || split === undefined
      ? null
      : { ...of, text: wholeText(of, choice)(text), side, split };
  });

/** Reads the field of a role; undefined where it gives nothing, which is a problem of the row then. */
export type Read = <T>(role: Role, as: (cell: unknown, column: string) => Field<T>) => T | undefined;

/** The rows that `make` makes. It gives null where a field that it read gives nothing, and says what else is wrong of which field. */
export function each<R extends Of>(
  table: Table,
  { columns, prompt: way }: ImportChoice,
  make: (read: Read, of: Of, row: TableRow) => R | { field: Role | 'accepted'; says: string } | null,
): Rows<R> {
  const place = new Map(table.columns.map((name, i) => [name, i]));
  const at = (role: Role): number | undefined => {
    const column = columns[role];
    return column === undefined ? undefined : place.get(column);
  };
  const places = new Map(ROLES.map((role) => [role, at(role)]));
  const ids = idsOf(table, places.get('id'));
  const several = table.files.length > 1;
  const rows: R[] = [];
  const used: TableRow[] = [];
  const problems: Problem[] = [];
  table.rows.forEach((row, i) => {
    const here = rowName(table, row);
    const file = table.files[row.file]?.name ?? '';
    const complain = (field: string, says: string): void => void problems.push({ file, row: here, field, says });
    const cell = (role: Role): unknown => row.cells[places.get(role) ?? -1];
    const read: Read = (role, as) => {
      const column = columns[role] ?? role;
      const found = as(cell(role), column.toLowerCase());
      if ('value' in found) return found.value;
      complain(column, found.says);
      return undefined;
    };
    const group = plain(cell('group'));
    const asked = way === 'out' ? { value: '' } : noneOrText(cell('prompt'));
    if ('says' in asked) return complain(columns.prompt ?? 'prompt', asked.says);
    const prompt = plain(cell('prompt'));
    const of: Of = {
      at: several ? `${file}, ${here}` : here,
      id: ids?.[i] ?? nameOf(table, row),
      group,
      title: plain(cell('title')) || group,
      prompt,
      ...(way === 'apart' && prompt !== '' && { answers: prompt }),
    };
    const made = make(read, of, row);
    if (made === null) return;
    if ('says' in made) complain((made.field === 'accepted' ? undefined : columns[made.field]) ?? made.field, made.says);
    else {
      rows.push(made);
      used.push(row);
    }
  });
  return { rows, used, problems };
}

/** Names of rows by their own column, where each row has one of its own; else null. */
function idsOf({ rows }: Table, place: number | undefined): string[] | null {
  if (place === undefined) return null;
  const ids = rows.map(({ cells }) => plain(cells[place]));
  return ids.every((id) => id !== '') && new Set(ids).size === ids.length ? ids : null;
}

const nameOf = ({ files }: Table, { file, at }: TableRow): string => (files.length > 1 ? `${file + 1}-${at}` : String(at));

/** A text, or a number as one; '' for anything else. */
export const plain = (cell: unknown): string =>
  (typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '').trim();

/** A text with something in it. */
export function oneText(cell: unknown): Field<string> {
  const isNothing = cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');
  if (isNothing) return { says: t`expected a text, got nothing` };
  if (typeof cell !== 'string') return { says: t`expected a text, got ${shown(cell)}` };
  if (cell.length > MOST_CELL) return { says: t`expected at most ${grouped(MOST_CELL)} characters, got ${grouped(cell.length)}` };
  return { value: cell };
}

/** A row may have no prompt; a list or an object is none. */
const noneOrText = (cell: unknown): Field<string> =>
  typeof cell === 'object' && cell !== null ? { says: t`expected a text, got ${shown(cell)}` } : { value: plain(cell) };

/** One of several answers is the first: those of a list, and those that TruthfulQA writes one behind the other. */
const side = (cell: unknown, column: string): Field<string> => oneText(answersIn(cell, column)[0]);

/** The answers of a cell; its column in small letters. */
export function answersIn(cell: unknown, column: string): readonly unknown[] {
  if (Array.isArray(cell)) return cell;
  if (typeof cell !== 'string' || column !== 'incorrect answers') return [cell];
  return cell.split(';').flatMap((one) => one.trim() || []);
}

const SPLITS: Readonly<Record<string, SplitName>> = {
  train: 'train',
  training: 'train',
  test: 'test',
  testing: 'test',
  val: 'test',
  valid: 'test',
  validation: 'test',
  dev: 'test',
  eval: 'test',
};
function splitName(cell: unknown): Field<SplitName> {
  const name = plain(cell).toLowerCase();
  return Object.hasOwn(SPLITS, name)
    ? { value: SPLITS[name]! }
    : { says: t`expected train or test, got ${shown(cell === '' ? undefined : cell)}` };
}

function scoreOf(cell: unknown): Field<0 | 1 | 2> {
  const score = plain(cell) === '' ? NaN : Number(plain(cell));
  return score === 0 || score === 1 || score === 2
    ? { value: score }
    : { says: t`expected 0, 1 or 2, got ${shown(cell === '' ? undefined : cell)}` };
}

function labelOf(cell: unknown): Field<'positive' | 'negative'> {
  // A data frame writes whole numbers with a point where a cell of their column is empty.
  const label = plain(cell)
    .toLowerCase()
    .replace(/^([01])\.0+$/, '$1');
  if (label === '1' || label === 'true') return { value: 'positive' };
  if (label === '0' || label === 'false') return { value: 'negative' };
  return { says: t`expected 1 or 0, got ${shown(cell === '' ? undefined : cell)}` };
}
