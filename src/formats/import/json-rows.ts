/** JSON, a list or an object, and JSON lines as rows of cells. A line that is no JSON is a problem and no row. */
import { LabError } from '../../error';
import { parseJson } from '../json';
import { shown } from '../shown';
import { expectFewColumns, expectFewRows, type Problem, type Table, type TableRow } from './table';
import { t } from '../../language/t';

const hint = t`A row is an object with named texts, as {"positive": "…", "negative": "…"}: in one JSON list, or one a line. A table (CSV) will do, too.`;
const json = { what: t`a file of texts`, shape: t`a list of rows, or one row a line`, code: 'import-unreadable', hint } as const;

/** A value of the file, and its number there from 1. */
interface Value {
  readonly at: number;
  readonly value: unknown;
}

/**
 * What a JSON text holds: one object (`whole`), or values with their numbers. Throws `import-unreadable` where no line of it is JSON, and
 * for a list that is none.
 */
export function jsonValues(text: string, file: string): { whole: unknown; values: Value[]; unit: 'row' | 'line'; problems: Problem[] } {
  const whole = wholeOf(text);
  if (whole !== undefined && !Array.isArray(whole)) return { whole, values: [{ at: 1, value: whole }], unit: 'row', problems: [] };
  if (whole !== undefined || /^\s*\[/.test(text)) {
    const list = (whole ?? parseJson(text, file, json)) as unknown[];
    expectFewRows(list.length, file);
    return { whole: null, values: list.map((value, i) => ({ at: i + 1, value })), unit: 'row', problems: [] };
  }
  const problems: Problem[] = [];
  const values: Value[] = [];
  let there = 0;
  text.split('\n').forEach((line, i) => {
    if (line.trim() === '') return;
    expectFewRows(++there, file);
    try {
      values.push({ at: i + 1, value: JSON.parse(line) as unknown });
    } catch (error) {
      problems.push({
        file,
        row: t`line ${i + 1}`,
        field: '',
        says: t`not JSON (${error instanceof Error ? error.message : String(error)})`,
      });
    }
  });
  // Of a file that is no JSON lines at all, the place where its JSON breaks tells more than every line of it.
  if (values.length === 0 || values.every(({ value }) => typeof value !== 'object')) parseJson(text, file, json);
  return { whole: null, values, unit: 'line', problems };
}

/** The value of the whole text; undefined where it is no JSON. */
function wholeOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Objects as rows, their fields as columns in the order in which they are met. A text alone is a row with the column "text". */
export function jsonTable(values: readonly Value[], file: string, unit: 'row' | 'line', before: readonly Problem[] = []): Table {
  const places = new Map<string, number>();
  const rows: TableRow[] = [];
  const problems = [...before];
  for (const { at, value } of values) {
    const fields = typeof value === 'string' ? { text: value } : value;
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
      problems.push({ file, row: `${unit} ${at}`, field: '', says: t`expected an object, got ${shown(value)}` });
      continue;
    }
    const cells: unknown[] = [];
    for (const [name, cell] of Object.entries(fields)) {
      const place = places.get(name) ?? places.size;
      places.set(name, place);
      expectFewColumns(places.size, file);
      cells[place] = cell;
    }
    rows.push({ file: 0, at, cells });
  }
  if (rows.length === 0 && problems.length > 0)
    throw new LabError('import-unreadable', `${file}, ${problems[0]!.row}: ${problems[0]!.says}`, hint);
  return { files: [{ name: file, unit }], columns: [...places.keys()], rows, problems };
}
