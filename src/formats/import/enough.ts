/** Whether rows are enough to be taken: to find a direction and to judge it, or to ask anything at all. */
import { count } from '../../count';
import { LabError } from '../../error';
import type { ImportChoice } from './choice';
import type { ClassRow, PairRow, RatedRow, SplitName } from './rows';
import { t } from '../../language/t';

const refused = (message: string, hint: string): LabError => new LabError('import-refused', message, hint);

/** Throws `import-refused` where these pairs are too few to find a direction and to judge it. */
export function expectBothSplits(
  rows: readonly PairRow[],
  splits: readonly SplitName[],
  { split }: Pick<ImportChoice, 'split'>,
  file: string,
): void {
  if (rows.length < 2)
    throw refused(
      t`${file} has ${count(rows.length, 'usable pair')}: one is needed to find a direction, and another to judge it.`,
      t`Look at the rows that were left out, and at which column is which side.`,
    );
  const missing = (['train', 'test'] as const).find((name) => !splits.includes(name));
  if (missing !== undefined) throw refused(t`${file}: no pair is left for “${missing}”.`, CURE[split]);
}

const CURE: Readonly<Record<ImportChoice['split'], string>> = {
  given: t`Its column says the same for every row. Bring the other file with it, or let the pairs be split by group or by text.`,
  group: t`There is one group alone. Let the pairs be split by text, or choose the column of the groups.`,
  hash: t`All pairs are the same.`,
};

/** Throws `import-refused` where a class has no text to find a direction, or none to judge it. */
export function expectBothClasses(
  rows: readonly ClassRow[],
  splits: readonly SplitName[],
  { split }: Pick<ImportChoice, 'split'>,
  file: string,
): void {
  for (const side of ['positive', 'negative'] as const) {
    const own = rows.flatMap((row, i) => (row.side === side ? [splits[i]!] : []));
    const name = side === 'positive' ? t`label 1` : t`label 0`;
    if (own.length < 2)
      throw refused(
        t`${file} has ${count(own.length, 'usable text')} of ${name}: one is needed to find a direction, and another to judge it.`,
        t`Look at the rows that were left out, and at which column is the label.`,
      );
    const missing = (['train', 'test'] as const).find((one) => !own.includes(one));
    if (missing !== undefined) throw refused(t`${file}: no text of ${name} is left for “${missing}”.`, CLASS_CURE[split]);
  }
}

const CLASS_CURE: Readonly<Record<ImportChoice['split'], string>> = {
  given: t`Each part needs texts of both labels. Bring the other file with it, or let the texts be split by group or one by one.`,
  group: t`The groups that are held out have texts of one label alone. Let the texts be split one by one, or choose another column.`,
  hash: t`All texts of that label are the same.`,
};

/** Throws `import-refused` where there is no rated text. */
export function expectRated(rows: readonly RatedRow[], file: string): void {
  if (rows.length === 0)
    throw refused(t`${file} has no usable rated text.`, t`Look at the rows that were left out, and at which column is the score.`);
}

/** Throws `import-refused` where there is no item. */
export function expectItems(rows: readonly unknown[], file: string): void {
  if (rows.length === 0)
    throw refused(
      t`${file} has no usable item.`,
      t`Look at the rows that were left out, and at which column is the question and which are the answers.`,
    );
}
