/** The control that a game stays which goes on from one: what stood in front of its prompts, or along what else it was pushed. Pure. */
import { LabError } from '../error';
import { turned, type Control } from '../experiment/control';
import type { DirectionsRecord } from '../experiment/directions';
import { byId } from '../experiment/experiment';
import { isModel } from '../experiment/expect-play';
import type { Play } from '../experiment/play';
import type { ShownRun } from '../experiment/shown';
import { t } from '../language/t';

export interface ForkControl {
  /** undefined where the game is no control. */
  readonly control: Control | undefined;
  /** The directions of another concept; null where the control is none along them. */
  readonly other: DirectionsRecord | null;
}

/**
 * Throws `shape-mismatch` where the directions of another concept are none for the model that goes on, so that the game cannot stay what it
 * was. Random directions of an earlier version cancelled from block to block (src/experiment/control.ts): the game goes on along those of
 * the same seed as they are drawn today.
 */
export function forkControl(
  { player, control }: Pick<Play, 'player' | 'control'>,
  known: readonly DirectionsRecord[],
  { layers, width }: Pick<ShownRun['directions'], 'layers' | 'width'>,
): ForkControl {
  if (!control || !isModel(player)) return { control: undefined, other: null };
  if (control.kind === 'random') return { control: turned(control.seed), other: null };
  if (control.kind !== 'other') return { control, other: null };
  const other = byId(known, control.directions);
  if (other?.layers === layers && other.width === width) return { control, other };
  throw new LabError(
    'shape-mismatch',
    t`This game was pushed along another concept’s direction, of ${other?.layers ?? 0} × ${other?.width ?? 0} numbers; the directions that are shown have ${layers} × ${width}, so that it cannot go on as it was.`,
    t`Go on from a game without that control, or load the model that played it.`,
  );
}
