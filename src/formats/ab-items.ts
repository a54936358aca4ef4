/**
 * A/B items as contrastive activation addition and the model-written evaluations publish them: a question, the answers that match a
 * behaviour, and those that do not. They are read as items to choose in, for which the matching answers are the positive side. This file is
 * the format: one JSON list, or JSON lines; fields that are not named here are dropped.
 */
import * as v from 'valibot';
import { prefixes, type ChoiceOfSet } from './choice-item';
import { decode } from './codec';
import { LabError } from '../error';
import { parseJson } from './json';
import { reversed } from './listing';
import { also, counted, inside, is, nonEmptyText, record, type Report } from './schemas';
import { t } from '../language/t';

/** Of a file; the largest that are published have about ten thousand. */
export const MOST_ROWS = 50_000;
/** Of a side: as many as there are letters. */
export const MOST_ANSWERS = 26;

/** The fields of the answers of each side. */
export const SIDES = { positive: 'answer_matching_behavior', negative: 'answer_not_matching_behavior' } as const;

const filled = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
/** " (A)", or several. */
const answers = is<string | readonly string[]>(
  t`a non-empty text, or a list of 1 to ${MOST_ANSWERS} of them`,
  (value) => filled(value) || (Array.isArray(value) && value.length > 0 && value.length <= MOST_ANSWERS && value.every(filled)),
);

const row = v.pipe(
  record({
    question: nonEmptyText,
    [SIDES.positive]: answers,
    [SIDES.negative]: answers,
    /** Where the row comes from, and under which licence it may be used, where the file says so. */
    source: v.optional(nonEmptyText),
    licence: v.optional(nonEmptyText),
    license: v.optional(nonEmptyText),
  }),
  also((value, report) => haveNoPrefix(value, report)),
);
type Row = v.InferOutput<typeof row>;
const rows = counted('rows', MOST_ROWS, row);

/** Where in its file an item comes from, and what the file says of that. */
export interface RowOrigin {
  /** The line of JSON lines, the place in a JSON list, from 1. */
  readonly row: number;
  readonly source?: string;
  readonly licence?: string;
}
export type AbItem = ChoiceOfSet & { readonly of: RowOrigin };

/** A file of A/B items, read. */
export interface AbItems {
  /** How many rows the file has. */
  readonly rows: number;
  /** One a row, and behind it the same with its listed options in the opposite order, where they can be turned round. */
  readonly items: readonly AbItem[];
}

interface Option {
  readonly text: string;
  readonly side: keyof typeof SIDES;
}

/** Of two answers of which one begins with the other the shorter one is at least as likely, whatever the model prefers. `value`: a row. */
export function haveNoPrefix(value: unknown, report: Report): void {
  const options = (['positive', 'negative'] as const).flatMap((side) => {
    const given = inside(value, [SIDES[side]]);
    const texts = Array.isArray(given) ? given.slice(0, MOST_ANSWERS) : [given];
    return texts.map((text: unknown) => ({ text: typeof text === 'string' ? text.trim() : '', side }));
  });
  for (const [at, longer] of prefixes(options.map(({ text }) => text))) {
    const [one, other] = [options[at]!, options[longer]!];
    const said = one.text === other.text ? t`is the same` : t`begins with it`;
    report([SIDES[one.side]], t`a text with which no other answer begins (one of ${SIDES[other.side]} ${said})`, JSON.stringify(one.text));
  }
}

const hint = t`Correct the rows named and open the file again. A row is {"question": "…", "answer_matching_behavior": " (A)", "answer_not_matching_behavior": " (B)"}; an answer may be a list of several.`;

/**
 * The items in `text`. `file` names the source in messages, and items by it and their row. Throws LabError `items-not-json` (with the line
 * where the file is JSON lines) and `items-invalid`: all rows that are wrong, the first ten spelt out.
 */
export function parseAbItems(text: string, file: string): AbItems {
  const { values, lines } = valuesOf(text, file);
  const rowOf = (index: number): number => lines?.[index] ?? index + 1;
  const word = lines ? 'line' : 'row';
  const given = decode(rows, values, { file, code: 'items-invalid', hint, rowName: (index) => `${word} ${rowOf(index)}` });
  const asked = new Set(given.map(({ question }) => question));
  const items = given.flatMap((one, i): AbItem[] => {
    const licence = one.licence ?? one.license;
    const of: RowOrigin = { row: rowOf(i), ...(one.source && { source: one.source }), ...(licence && { licence }) };
    const item: AbItem = { id: `${file}, ${word} ${of.row}`, scenario: file, ...itemOf(one.question, optionsOf(one)), of };
    const other = otherOrder(item);
    return other && !asked.has(other.prompt) ? [item, other] : [item];
  });
  return { rows: given.length, items };
}

/** The rows' values, and of JSON lines the line of each. A single row alone is one, too. */
function valuesOf(text: string, file: string): { values: unknown; lines: number[] | null } {
  const json = { what: t`a file of A/B items`, shape: t`a list of rows, or one row a line`, code: 'items-not-json', hint } as const;
  if (/^\s*\[/.test(text)) return { values: parseJson(text, file, json), lines: null };
  if (isOneRow(text)) return { values: [JSON.parse(text) as unknown], lines: null };
  const lines: number[] = [];
  const values: unknown[] = [];
  text.split('\n').forEach((line, i) => {
    if (line.trim() === '') return;
    lines.push(i + 1);
    if (lines.length <= MOST_ROWS) values.push(valueOf(line, t`${file}, line ${i + 1}`));
  });
  if (lines.length > MOST_ROWS)
    throw new LabError('items-invalid', t`${file}: expected at most ${MOST_ROWS} rows, got ${lines.length}`, t`Split the file.`);
  return { values, lines };
}

function isOneRow(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function valueOf(line: string, where: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LabError('items-not-json', t`${where}: not JSON (${reason})`, hint);
  }
}

const optionsOf = (one: Row): Option[] =>
  (['positive', 'negative'] as const).flatMap((side) => [one[SIDES[side]]].flat().map((text): Option => ({ text, side })));

/** `listed` where every answer is a letter, or begins with one, and stands in the question as it is. */
const itemOf = (prompt: string, options: readonly Option[]): Pick<ChoiceOfSet, 'prompt' | 'options' | 'order'> => {
  const listed = options.every(({ text }) => /^\([A-Z]\)/.test(text.trim()) && prompt.includes(text.trim()));
  return { prompt, options, ...(listed && { order: 'listed' as const }) };
};

/** The item with its listed options in the opposite order; null where its answers are no bare letters, or `reversed` cannot tell. */
function otherOrder(item: AbItem): AbItem | null {
  const bare = item.options.every(({ text }) => /^\s*\([A-Z]\)\s*$/.test(text));
  const other = bare && item.order === 'listed' ? reversed(item.prompt) : null;
  if (!other) return null;
  const options = item.options.map(({ text, side }) => ({
    text: text.replace(/[A-Z]/, other.letterOf),
    side,
  }));
  return { ...item, id: `${item.id}, other order`, prompt: other.question, options };
}
