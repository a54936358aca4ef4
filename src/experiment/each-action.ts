/** How often each single action was done, and how likely it was: by situation and push, of plays of one way (plays-asked.ts). Pure. */
import { mean } from '../lab/moments';
import type { Side } from '../lab/choices';
import { WALK_TEXTS } from '../play/actions';
import { pushBeside } from './answer';
import { isTurned } from './control';
import { byId, type Experiment } from './experiment';
import type { Play } from './play';
import { playedOf, type Played } from './played';
import { situationKey, situationNames } from './plays-asked';

export interface EachAction {
  /** The game, with its variant. */
  readonly situation: string;
  /** Of random directions the size of the push. */
  readonly alpha: number;
  readonly random: boolean;
  readonly side: Side | null;
  readonly games: number;
  /** As the menu has it; null for answers that were no action. */
  readonly action: string | null;
  /** Of the steps, the mean over games. */
  readonly done: number;
  /** The mean over steps of how likely it was, then over games; NaN where policies are not known. */
  readonly likely: number;
}

type One = Pick<EachAction, 'situation' | 'alpha' | 'random' | 'side'> & { readonly play: Play; readonly played: Played };

/** Of the plays of these ids; those under other controls than random directions and asking are left out. */
export function eachAction(known: Pick<Experiment, 'games' | 'plays'>, ids: readonly string[]): EachAction[] {
  const plays = ids.map((id) => ({ play: byId(known.plays, id)! }));
  const names = situationNames(known, plays);
  const groups = new Map<string, One[]>();
  for (const each of plays) {
    const one = oneOf(known, each.play, names.get(situationKey(each))!);
    if (!one) continue;
    const key = JSON.stringify([one.situation, one.side, one.random, one.alpha]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].sort(inOrder).flatMap(actionsOf);
}

function oneOf(known: Pick<Experiment, 'games'>, play: Play, situation: string): One | null {
  const { control } = play;
  const amount = pushBeside(play.edits)?.push.amount ?? 0;
  const random = isTurned(control);
  if (control && !random && control.kind !== 'asked') return null;
  const side = control?.kind === 'asked' ? control.side : null;
  return { situation, play, played: playedOf(known, play), alpha: random ? Math.abs(amount) : amount, random, side };
}

/** By situation; then pushes by strength, random directions, and asking. */
function inOrder([a]: readonly One[], [b]: readonly One[]): number {
  const rank = ({ random, side }: One): number => (side ? 2 : random ? 1 : 0);
  return a!.situation.localeCompare(b!.situation) || rank(a!) - rank(b!) || a!.alpha - b!.alpha;
}

function actionsOf(all: readonly One[]): EachAction[] {
  const [first] = all;
  const { actions, lines } = first!.played.game;
  const texts = new Map<string | null, string>([
    ...Object.entries(WALK_TEXTS),
    ...[...actions, ...lines].map(({ id, text }) => [id, text] as const),
  ]);
  const seen = new Set(all.flatMap(({ play }) => play.steps.flatMap(({ action, policy }) => [action, ...Object.keys(policy ?? {})])));
  const { situation, alpha, random, side } = first!;
  return [...seen]
    .map((action) => ({
      ...{ situation, alpha, random, side, games: all.length },
      action: action === null ? null : (texts.get(action) ?? action),
      done: mean(all.map(({ play: { steps } }) => steps.filter((one) => one.action === action).length / steps.length)),
      likely: mean(all.map(({ play: { steps } }) => mean(steps.map(({ policy }) => (policy ? (policy[action ?? ''] ?? 0) : NaN))))),
    }))
    .sort((a, b) => b.done - a.done);
}
