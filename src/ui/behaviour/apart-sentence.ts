/** How often texts that show a concept without its words score above those that only have the words, and what that means. Pure. */
import type { ShownRun } from '../../experiment/shown';
import { APART, follows, type Follows } from '../../lab/report/apart';
import { COLUMNS } from '../../lab/report/columns';
import { valueAt } from '../parts/columns';
import { percent } from '../parts/format';
import type { Cell } from '../parts/Twin';
import { t } from '../../language/t';

/** '' where the share is not known. */
export function apartSentence({ table, report }: Pick<ShownRun, 'table' | 'report'>, layer: number): string {
  const at = (column: (typeof APART)[number]): number => valueAt(table, column, layer);
  const kind = follows(at, report.verdicts[layer]!.kind);
  if (kind === null) return '';
  const beside = [
    ...(Number.isFinite(at('deedsOverWordsLow'))
      ? [t`95 % interval over the texts ${percent(at('deedsOverWordsLow'))} to ${percent(at('deedsOverWordsHigh'))}`]
      : []),
    ...(Number.isFinite(at('deedsBag')) ? [t`a bag of words from the training pairs ${percent(at('deedsBag'))}`] : []),
    t`a coin toss 50 %`,
  ];
  return t`A text that shows it without its words scores above one that only has the words in ${percent(at('deedsOverWords'))} of comparisons (${beside.join('; ')})${SO[kind]}.`;
}

const OPEN = t`these texts leave open which of the two it follows`;
const SO: Readonly<Record<Follows, string>> = {
  deeds: t`: it follows the deed more than the words, and more than counting words does`,
  words: t`: it follows the words, and more than counting words does`,
  bag: t`: counting words may go as far, so ${OPEN}`,
  uncounted: t`: words could not be counted beside it, so ${OPEN}`,
  open: `: ${OPEN}`,
  few: t`: so few texts give no interval and leave open which of the two it follows`,
  nothing: t`; but at this block the direction tells nothing on the test pairs, so this says nothing of it`,
};

/** The same numbers as rows of the table behind the dots: what it is, of which kind, the number. */
export const apartRows = ({ table }: Pick<ShownRun, 'table'>, layer: number): Cell[][] =>
  APART.flatMap((column): Cell[][] => {
    const value = valueAt(table, column, layer);
    return Number.isFinite(value) ? [[{ text: COLUMNS[column].name }, { text: '' }, value]] : [];
  });
