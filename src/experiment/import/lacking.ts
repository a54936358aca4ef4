/** What a choice lacks before its rows are looked at: a column for a side, a set for rated texts. */
import { LabError } from '../../error';
import type { ImportChoice } from '../../formats/import/choice';
import type { Role, Use } from '../../formats/import/layouts';
import type { Source } from '../../formats/import/read';
import { t } from '../../language/t';

/** The columns without which a use has no rows, and what they are called. */
export const NEEDED: Readonly<Record<Use, readonly (readonly [Role, string])[]>> = {
  pairs: [
    ['positive', t`the positive side`],
    ['negative', t`the negative side`],
  ],
  items: [
    ['prompt', t`the question`],
    ['positive', t`the matching answer`],
    ['negative', t`the other answer`],
  ],
  rated: [
    ['text', t`the text`],
    ['score', t`the score`],
  ],
  classes: [
    ['text', t`the text`],
    ['label', t`the label`],
  ],
};

/** Why nothing can be made of the files under this choice, whatever their rows are; null where something can. */
export function lackOf({ table, lacks }: Source, choice: ImportChoice, hasSet: boolean): LabError | null {
  const refused = (message: string, hint: string): LabError => new LabError('import-refused', message, hint);
  const files = table.files.map(({ name }) => name).join(', ');
  if (lacks !== null) return refused(t`${files} cannot be taken as it is.`, lacks);
  const { name, concept } = choice;
  const contrasts = choice.use === 'pairs' || choice.use === 'classes';
  const noun = choice.use === 'classes' ? t`texts` : t`pairs`;
  if (contrasts && [name, concept.name, concept.positive, concept.negative].some((one) => one.trim() === ''))
    return refused(t`The set, its concept and both sides need names.`, t`Fill in the empty one.`);
  const missing = NEEDED[choice.use].filter(([role]) => !table.columns.includes(choice.columns[role] ?? ''));
  if (missing.length > 0)
    return refused(
      t`${files}: no column is chosen as ${missing.map(([, name]) => name).join(' and ')}.`,
      t`Its columns are: ${table.columns.slice(0, 20).join(', ')}. Choose one, or add it to the file.`,
    );
  if ((choice.use === 'pairs' || choice.use === 'items') && choice.columns.positive === choice.columns.negative)
    return refused(t`${files}: one column is chosen as both sides.`, t`Choose another column for one of them.`);
  if (contrasts && choice.split === 'given' && !table.columns.includes(choice.columns.split ?? ''))
    return refused(
      t`${files}: no column is chosen that says train or test.`,
      t`Choose one, or let the ${noun} be split by group or ${choice.use === 'classes' ? t`one by one` : t`by text`}.`,
    );
  if (contrasts && choice.split === 'group' && !table.columns.includes(choice.columns.group ?? ''))
    return refused(
      t`${files}: no column is chosen as the group.`,
      t`Choose one, or let the ${noun} be split ${choice.use === 'classes' ? t`one by one` : t`by text`}.`,
    );
  if (choice.use === 'rated' && !hasSet)
    return refused(t`Rated texts come beside the texts of a set, and no set is in use.`, t`Take a set into use first.`);
  return null;
}
