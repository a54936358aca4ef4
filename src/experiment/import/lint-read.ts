/** What a file says and its rows, as they are used, do not have: prompts, messages, further answers, ids, groups. Pure. */
import { count } from '../../count';
import type { ImportChoice } from '../../formats/import/choice';
import type { Role } from '../../formats/import/layouts';
import { answersIn, plain } from '../../formats/import/rows';
import { rowName, type Table, type TableRow } from '../../formats/import/table';
import { some } from './named';
import { t } from '../../language/t';

/** A sentence for each thing that is left out of rows that are used (`used`), or put otherwise in them; [] where there is nothing. */
export function readSentences(table: Table, used: readonly TableRow[], choice: ImportChoice): string[] {
  const { columns, use } = choice;
  const named = (rows: readonly TableRow[]): string =>
    some(rows.map((row) => (table.files.length > 1 ? `${table.files[row.file]!.name}, ${rowName(table, row)}` : rowName(table, row))));
  const placeOf = (role: Role): number => table.columns.indexOf(columns[role] ?? '');
  const without = (role: Role): TableRow[] => {
    const place = placeOf(role);
    const empty = place < 0 ? [] : used.filter(({ cells }) => isNothing(cells[place]));
    return empty.length < used.length ? empty : [];
  };
  const isSeveral = ({ cells }: TableRow): boolean =>
    (['positive', 'negative'] as const).some(
      (role) => placeOf(role) >= 0 && answersIn(cells[placeOf(role)], columns[role]!.toLowerCase()).length > 1,
    );
  const crossed = used.filter(({ beside }) => beside !== undefined);
  const cut = used.filter((row) => row.cut);
  const several = use === 'pairs' ? used.filter(isSeveral) : [];
  const unasked = use !== 'items' && choice.prompt !== 'out' ? without('prompt') : [];
  const ungrouped = use === 'items' ? [] : without('group');
  const [one] = crossed;
  return [
    ...(one
      ? [
          t`Texts that go together stand on different lines of the two files, ${rowName(table, one)} with line ${one.beside!} for one: they are paired in their order, empty lines skipped. Where a text is missing, all behind it have the wrong partner.`,
        ]
      : []),
    ...(cut.length > 0
      ? [
          t`Conversations with a system message, or with answers before the last, are read in part, in ${count(cut.length, 'row')}: ${named(cut)}. The prompt is what the user said, the answer the last message; all else is left out.`,
        ]
      : []),
    ...(unasked.length > 0
      ? [
          t`There is no prompt in ${count(unasked.length, 'row')}: ${named(unasked)}. Their texts are read alone, those of the others behind a prompt.`,
        ]
      : []),
    ...(several.length > 0
      ? [t`A side has several answers in ${count(several.length, 'row')}: ${named(several)}. The first of each is taken.`]
      : []),
    ...(ungrouped.length > 0
      ? [t`There is no group in ${count(ungrouped.length, 'row')}: ${named(ungrouped)}. Together they are taken for one group.`]
      : []),
    ...idSentence(table, placeOf('id'), named),
  ];
}

/** Ids that do not name each row are not used at all. */
function idSentence({ rows }: Table, place: number, named: (rows: readonly TableRow[]) => string): string[] {
  if (place < 0) return [];
  const seen = new Set<string>();
  const wrong = rows.filter(({ cells }) => {
    const id = plain(cells[place]);
    return id === '' || seen.has(id) || !seen.add(id);
  });
  return wrong.length > 0
    ? [
        t`Rows go by their numbers and not by their ids: an id is missing, or stood before, in ${count(wrong.length, 'row')}: ${named(wrong)}.`,
      ]
    : [];
}

const isNothing = (cell: unknown): boolean => (typeof cell === 'string' ? cell.trim() === '' : cell === undefined || cell === null);
