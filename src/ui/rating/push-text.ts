/** Under what answers were written, in words: directions, blocks, unit, and what they stand beside as a control. Pure. */
import type { PushKind } from '../../experiment/ratings-asked';
import { bandText, UNIT_NAMES } from '../steer/dose';
import { t } from '../../language/t';

const CONTROLS = {
  random: t`random directions`,
  shuffled: t`shuffled labels`,
  other: t`another concept`,
  asked: t`asked in words`,
} as const;

/** `named`: what directions are called; undefined where they are gone. `models`: several models wrote answers, so that each is named. */
export function pushText(
  { model, edit, further, control, side }: PushKind,
  named: (id: string) => string | undefined,
  models: boolean,
): string {
  const parts = [
    edit
      ? t`“${named(edit.directions) ?? edit.directions}”, ${bandText(edit.band)}, α in ${UNIT_NAMES[edit.unit].replace('of the ', '')}`
      : t`no push`,
    edit && edit.op !== 'add' ? edit.op : '',
    edit?.profile ? t`shared unevenly` : '',
    edit && edit.when !== 'all' ? t`${edit.when} only` : '',
    further > 0 ? t`and ${further} more` : '',
    control ? `${CONTROLS[control]}${side ? ` (${side})` : ''}` : '',
    models ? model : '',
  ];
  return parts.filter(Boolean).join(', ');
}
