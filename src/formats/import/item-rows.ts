/** Rows as A/B items, by the rules of src/formats/ab-items.ts; and the file of A/B items that the usable ones are. */
import { haveNoPrefix, MOST_ANSWERS, SIDES } from '../ab-items';
import { shown } from '../shown';
import type { ImportChoice } from './choice';
import { each, oneText, plain, type Field, type Of, type Rows } from './rows';
import type { Table, TableRow } from './table';
import { t } from '../../language/t';

type Answers = string | readonly string[];
export interface ItemRow extends Of {
  readonly of: TableRow;
  readonly question: string;
  readonly positive: Answers;
  readonly negative: Answers;
  /** '' where the row does not say. */
  readonly source: string;
  readonly licence: string;
}

export const itemRows = (table: Table, choice: ImportChoice): Rows<ItemRow> =>
  each<ItemRow>(table, choice, (read, of, row) => {
    const [question, positive, negative] = [read('prompt', oneText), read('positive', answers), read('negative', answers)];
    if (question === undefined || positive === undefined || negative === undefined) return null;
    const wrong: { field: 'positive' | 'negative'; says: string }[] = [];
    haveNoPrefix({ [SIDES.positive]: positive, [SIDES.negative]: negative }, ([field], expected, got) =>
      wrong.push({ field: field === SIDES.positive ? 'positive' : 'negative', says: t`expected ${expected}, got ${got ?? ''}` }),
    );
    const said = (cell: unknown): Field<string> => ({ value: plain(cell) });
    const [source = '', licence = ''] = [read('source', said), read('licence', said)];
    return wrong[0] ?? { ...of, of: row, question, positive, negative, source, licence };
  });

/** A text, or several. */
function answers(cell: unknown): Field<Answers> {
  if (!Array.isArray(cell)) return oneText(cell);
  if (cell.length === 0 || cell.length > MOST_ANSWERS)
    return { says: t`expected a list of 1 to ${MOST_ANSWERS} texts, got ${cell.length === 0 ? shown(cell) : cell.length}` };
  const texts: string[] = [];
  for (const one of cell) {
    const found = oneText(one);
    if ('says' in found) return found;
    texts.push(found.value);
  }
  return { value: texts };
}

/** The rows as JSON lines. Those of one file stand on the lines of their numbers there, with empty lines for what is left out. */
export function itemsText(rows: readonly ItemRow[], files: number): string {
  const lines: string[] = [];
  for (const { of, question, positive, negative, source, licence } of rows) {
    if (files === 1) while (lines.length < of.at - 1) lines.push('');
    const origin = { ...(source && { source }), ...(licence && { licence }) };
    lines.push(JSON.stringify({ question, [SIDES.positive]: positive, [SIDES.negative]: negative, ...origin }));
  }
  return lines.join('\n');
}
