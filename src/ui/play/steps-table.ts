/** The log of a game as a table: a row a step. Pure. */
import type { Play } from '../../experiment/play';
import type { Played } from '../../experiment/played';
import { compact, percent } from '../parts/format';
import type { Cell, TwinColumn } from '../parts/Table';
import { actionText, logOf, readsOf } from './step-said';
import { t } from '../../language/t';

/** `layer`: of the projection. */
export const stepColumns = (layer: number): TwinColumn[] => [
  { name: t`step` },
  { name: t`action` },
  { name: t`its share`, print: (value) => percent(value), nan: t`no shares are known of this player` },
  { name: t`of letters`, print: (value) => percent(value), nan: t`no letters were asked for` },
  { name: t`projection before, block ${layer}`, print: compact, nan: t`not read` },
  { name: t`what happened` },
];

export function stepRows(played: Played, play: Play, layer: number): Cell[][] {
  const reads = readsOf(play, layer);
  return play.steps.map(({ action, policy, mass }, i) => [
    i + 1,
    { text: actionText(played, play, i + 1) },
    (action === null ? undefined : policy?.[action]) ?? NaN,
    mass ?? NaN,
    reads[i]!,
    { text: logOf(played, i + 1).join(' ') },
  ]);
}
