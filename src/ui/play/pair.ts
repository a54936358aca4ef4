/** Which two games stand side by side, and what each that was played is called. Pure. */
import { pushBeside } from '../../experiment/answer';
import { byId } from '../../experiment/experiment';
import { DICE, FREE, isModel, PERSON } from '../../experiment/expect-play';
import type { Play } from '../../experiment/play';
import type { Played } from '../../experiment/played';
import type { Game } from '../../formats/game';
import { brief } from '../parts/format';
import { doseText } from '../steer/dose';
import { t } from '../../language/t';

/** A game, its control (null: as it is), and the seed that it is begun with. */
export interface Begun {
  /** The id of a known game. */
  readonly game: string;
  readonly variant: string | null;
  readonly seed: number;
}

/** How strongly a play was pushed; 0 without a push, and where no model played. */
export const alphaOf = ({ edits }: Pick<Play, 'edits'>): number => pushBeside(edits)?.push.amount ?? 0;

/**
 * The two of a game, variant and seed that are held side by side unless somebody chooses others, left first: a game that goes on from
 * another beside that one, be it a control or not; a pushed one beside the last that a model played without a push and answered in the
 * same way; else the last two, the pushed one right. Other controls are left out.
 */
export function pairOf(plays: readonly Play[], { game, variant, seed }: Begun): readonly Play[] {
  const own = plays.filter((one) => one.game === game && one.variant === variant && one.seed === seed);
  const last = own.findLast((one) => !one.control || one.from);
  if (!last) return [];
  const parent = last.from && byId(plays, last.from.play);
  if (parent) return [parent, last];
  const others = own.filter((one) => one !== last && !one.control);
  const plain =
    alphaOf(last) === 0
      ? undefined
      : others.findLast((one) => isModel(one.player) && one.player === last.player && alphaOf(one) === 0 && !one.from);
  const before = plain ?? others.at(-1);
  if (!before) return [last];
  return alphaOf(before) !== 0 && alphaOf(last) === 0 ? [last, before] : [before, last];
}

const CONTROLS: Readonly<Record<'random' | 'shuffled' | 'other', string>> = {
  random: t`along a random direction`,
  shuffled: t`along a direction of shuffled labels`,
  other: t`along another concept’s direction`,
};

/** Of the sentence that asks so many letters are named: those of the two sides differ from their beginning on. */
const ASKS = 40;

const controlSaid = (control: NonNullable<Play['control']>): string =>
  control.kind === 'asked' ? t`just asked: “${brief(control.instruction, ASKS)}”` : CONTROLS[control.kind];

/** "a person", "Task first", "the model, +2.0 separations", "the model, without a push, just asked: “Put the …”". */
export function playerSaid(
  { player, edits, control }: Pick<Play, 'player' | 'edits' | 'control'>,
  { players }: Pick<Game, 'players'>,
): string {
  if (player === PERSON) return t`a person`;
  if (player === DICE) return t`dice`;
  if (!isModel(player)) return byId(players, player)?.name ?? player;
  const pushed = pushBeside(edits);
  const dose = pushed && pushed.push.amount !== 0 ? doseText(pushed.push.amount, pushed.push.unit) : t`without a push`;
  return [t`the model, ${dose}`, player === FREE ? t`in free text` : '', control ? controlSaid(control) : ''].filter(Boolean).join(', ');
}

/** The same with what tells plays of one game apart: its number in the list, control, seed, and what it came to. */
export function optionSaid(play: Play, { game, states, ended, verdict }: Played, n: number): string {
  const variant = game.variants.find(({ id }) => id === play.variant)?.name;
  const came = ended ? t`score ${verdict.score}` : t`step ${states.length - 1} of ${game.steps}, goes on`;
  const from = play.from ? t`gone on from step ${play.from.steps}` : '';
  return `${n}. ${[playerSaid(play, game), variant, t`seed ${play.seed}`, from, came].filter(Boolean).join(' · ')}`;
}
