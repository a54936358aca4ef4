/** What the steps of a played game were: of which kind each was, and how likely the model was to do each kind. Pure. */
import type { Game } from '../formats/game';
import { isWalk } from '../formats/game-problems';
import { mean } from '../lab/moments';
import { ACTION_KINDS, type ActionKind, type ActionShares } from '../lab/report/action-kinds';
import { legal } from '../play/actions';
import type { Play } from './play';
import type { Played } from './played';

const helping = new WeakMap<Game, ReadonlySet<string>>();

/** The actions and lines that the game's file says help somebody. */
export function helpsIn(game: Game): ReadonlySet<string> {
  const known = helping.get(game) ?? new Set([...game.actions, ...game.lines].flatMap(({ id, helps }) => (helps ? [id] : [])));
  helping.set(game, known);
  return known;
}

/** `action` null: what a model wrote was none. */
export function kindOfAction(game: Game, action: string | null): ActionKind {
  if (action === null) return 'none';
  if (helpsIn(game).has(action)) return 'helps';
  if (isWalk(action)) return 'walk';
  return game.lines.find(({ id }) => id === action)?.tone ?? 'deed';
}

/** By the list of steps: each is looked at again with every way that is shown, and records never change. */
const shares = new WeakMap<Play['steps'], { readonly done: ActionShares; readonly likely: ActionShares }>();
const open = new WeakMap<Play['steps'], readonly OpenStep[]>();

/** Of the steps of a game the share of each kind; `likely`: the mean over steps of how likely it was, NaN where policies are not known. */
export function sharesIn(of: Pick<Played, 'game'>, play: Pick<Play, 'steps'>) {
  const known = shares.get(play.steps) ?? countShares(of, play);
  shares.set(play.steps, known);
  return known;
}

function countShares({ game }: Pick<Played, 'game'>, { steps }: Pick<Play, 'steps'>) {
  const kinds = steps.map(({ action }) => kindOfAction(game, action));
  const likely = steps.map(({ policy }) => (policy ? likelyBy(game, policy) : null));
  const by = (of: (kind: ActionKind) => number): ActionShares =>
    Object.fromEntries(ACTION_KINDS.map((kind) => [kind, of(kind)])) as Record<ActionKind, number>;
  return {
    done: by((kind) => kinds.filter((one) => one === kind).length / kinds.length),
    likely: by((kind) => mean(likely.map((one) => (one ? (one.get(kind) ?? 0) : NaN)))),
  };
}

function likelyBy(game: Game, policy: Readonly<Record<string, number>>): Map<ActionKind, number> {
  const sums = new Map<ActionKind, number>();
  for (const [action, share] of Object.entries(policy)) {
    const kind = kindOfAction(game, action);
    sums.set(kind, (sums.get(kind) ?? 0) + share);
  }
  return sums;
}

/** A step in which something that helps and something else could be done. */
export interface OpenStep {
  /** From 1. */
  readonly turn: number;
  readonly helped: boolean;
  /** How likely all that helps was, of 1; NaN where the policy is not known. */
  readonly likely: number;
}

export function openSteps(of: Pick<Played, 'game' | 'states'>, play: Pick<Play, 'steps'>): readonly OpenStep[] {
  const known = open.get(play.steps) ?? findOpen(of, play);
  open.set(play.steps, known);
  return known;
}

function findOpen({ game, states }: Pick<Played, 'game' | 'states'>, { steps }: Pick<Play, 'steps'>): OpenStep[] {
  const helps = helpsIn(game);
  return steps.flatMap(({ action, policy }, i): OpenStep[] => {
    const menu = legal(game, states[i]!);
    const some = menu.filter(({ id }) => helps.has(id));
    if (some.length === 0 || some.length === menu.length) return [];
    const likely = policy ? some.reduce((sum, { id }) => sum + (policy[id] ?? 0), 0) : NaN;
    return [{ turn: i + 1, helped: action !== null && helps.has(action), likely }];
  });
}
