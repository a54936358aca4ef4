/** Under what answers were written, in words: directions, blocks, unit, and what they stand beside as a control. Pure. */
import type { PushKind } from '../../experiment/ratings-asked';
import { bandText, UNIT_NAMES } from '../steer/dose';

const CONTROLS = {
  random: 'random directions',
  shuffled: 'shuffled labels',
  other: 'another concept',
  asked: 'asked in words',
} as const;

/** `named`: what directions are called; undefined where they are gone. `models`: several models wrote answers, so that each is named. */
export function pushText(
  { model, edit, further, control, side }: PushKind,
  named: (id: string) => string | undefined,
  models: boolean,
): string {
  const parts = [
    edit
      ? `“${named(edit.directions) ?? edit.directions}”, ${bandText(edit.band)}, α in ${UNIT_NAMES[edit.unit].replace('of the ', '')}`
      : 'no push',
    edit && edit.op !== 'add' ? edit.op : '',
    edit?.profile ? 'shared unevenly' : '',
    edit && edit.when !== 'all' ? `${edit.when} only` : '',
    further > 0 ? `and ${further} more` : '',
    control ? `${CONTROLS[control]}${side ? ` (${side})` : ''}` : '',
    models ? model : '',
  ];
  return parts.filter(Boolean).join(', ');
}
