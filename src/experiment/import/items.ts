/** Files of A/B items as the one file that is kept and asked: all rows that can be used, and none of the others. */
import { LabError } from '../../error';
import { parseAbItems } from '../../formats/ab-items';
import type { ImportChoice } from '../../formats/import/choice';
import { expectItems } from '../../formats/import/enough';
import { itemRows, itemsText, type ItemRow } from '../../formats/import/item-rows';
import { readSource, type TextFile } from '../../formats/import/read';
import { choiceWarnings } from '../choice-warnings';
import { lackOf } from './lacking';
import { t } from '../../language/t';

/**
 * A file that `parseAbItems` reads. One that has these items and nothing else is taken as it came, so that it is known by its own hash; of
 * any other, and of several, the rows are written anew, those of one file each on the line of its number. Throws `import-refused` and
 * `import-unreadable`.
 */
export function importedItems(files: readonly TextFile[], choice: ImportChoice): TextFile {
  const source = readSource(files);
  const names = files.map(({ name }) => name).join(' + ');
  const lacking = lackOf(source, choice, false);
  if (lacking) throw lacking;
  const { rows } = itemRows(source.table, choice);
  expectItems(rows, names);
  const text = itemsText(rows, files.length);
  const [first] = files;
  if (files.length === 1 && saidBy(first!.text) === saidBy(text)) return first!;
  const of = source.table.rows.length + source.table.problems.length;
  return { name: rows.length < of ? t`${names} (${rows.length} of ${of} rows)` : names, text };
}

/**
 * What should be known of items before they are asked, each by its row; `files`: how many they come from. Items come one a row, some with
 * their other order behind them.
 */
export function lintItems(rows: readonly ItemRow[], files: number): string[] {
  if (rows.length === 0) return [];
  const places = new Map<number, string>();
  const { items } = parseAbItems(itemsText(rows, files), '');
  return choiceWarnings(
    items.map((item) => {
      const known = places.get(item.of.row);
      const at = known ?? rows[places.size]!.at;
      places.set(item.of.row, at);
      return { ...item, id: known === undefined ? at : t`${at} (other order)` };
    }),
  );
}

/** What a file of A/B items asks, and where it says that it comes from, as one text; null where the file cannot be read as it is. */
function saidBy(text: string): string | null {
  try {
    const { items } = parseAbItems(text, '');
    return JSON.stringify(items.map(({ prompt, options, order, of: { source, licence } }) => [prompt, options, order, source, licence]));
  } catch (error) {
    if (error instanceof LabError) return null;
    throw error;
  }
}
