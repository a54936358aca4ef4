/** Players without a model: those that a game's file has, and one that throws dice. */
import type { Game, ScriptedPlayer } from '../formats/game';
import { isWalk, WALKS, type Walk } from '../formats/game-problems';
import { random } from '../lab/random';
import { legal } from './actions';
import { begin, cellsOf, type GameState, type Place } from './state';
import { step } from './step';
import { holds, isFree, isThere, walks } from './values';

/** An action for each state; null where it has nothing left that it could do. */
export type Player = (game: Game, state: GameState) => string | null;

/** A game from its beginning to its end, or to where the player can do nothing. */
export function played(game: Game, seed: number, player: Player): GameState {
  let state = begin(game, seed);
  while (state.ended === null) {
    const action = player(game, state);
    if (action === null) break;
    state = step(game, state, action);
  }
  return state;
}

/** Any of what can be done, each as likely. */
export function thrown(seed: number): Player {
  const uniform = random(seed);
  return (game, state) => {
    const all = legal(game, state);
    return all[Math.floor(uniform() * all.length)]?.id ?? null;
  };
}

/** Does one deed after the other; what cannot be done now is left out, and after the last one it waits as the game lets it. */
export function scripted({ does, again }: Pick<ScriptedPlayer, 'does' | 'again'>): Player {
  let next = 0;
  return (game, state) => {
    const can = new Set(legal(game, state).map(({ id }) => id));
    // Once round at most: a deed that is done already, or cannot be, is passed over.
    for (let tried = 0; tried <= does.length; tried++) {
      if (next === does.length) {
        if (!again) break;
        next = 0;
      }
      const deed = does[next]!;
      if (typeof deed !== 'string' && 'to' in deed) {
        const way = wayTo(game, state, deed.to);
        if (way !== null) return way;
        next++;
      } else if (typeof deed !== 'string') {
        if (!holds(game, state, deed.until) && can.has(deed.do)) return deed.do;
        next++;
      } else {
        next++;
        if (can.has(deed)) return deed;
      }
    }
    return game.actions.find(({ id }) => can.has(id))?.id ?? [...can][0] ?? null;
  };
}

/** The first walk of a shortest way to a place, or beside a person; null where one stands there, or where no way leads. */
export function wayTo(game: Game, state: GameState, thing: string): Walk | null {
  const target = game.things.find(({ id }) => id === thing)!;
  const near = target.kind === 'person' ? 1 : 0;
  const cells = game.board === null ? [] : cellsOf(game.board, target.letter);
  // Whether it is there may hang on where the player is: asked only of cells that are near enough.
  return walkWhere(game, state, (at) => cells.some((one) => walks(one, at) <= near) && isThere(game, { ...state, at }, target));
}

/** The first walk of a shortest way to the nearest cell of those; null where one stands on one, or where no way leads to any. */
export function walkWhere(game: Game, state: GameState, isThere: (at: Place) => boolean): Walk | null {
  if (state.at === null || isThere(state.at)) return null;
  return reached(game, state, state.at).find(({ at }) => isThere(at))?.first ?? null;
}

/** A cell that a way leads to, and the first walk of a shortest one. */
interface Reached {
  readonly at: Place;
  readonly first: Walk;
}

const ways = new WeakMap<GameState, readonly Reached[]>();

/** All of them, the nearest first: a script may ask for a way to many things in one state. */
function reached(game: Game, state: GameState, from: Place): readonly Reached[] {
  const known = ways.get(state);
  if (known) return known;
  const been = new Set([String(from)]);
  const all: Reached[] = [];
  const look = (at: Place, first: Walk | null): void => {
    for (const id of Object.keys(WALKS).filter(isWalk)) {
      const to: Place = [at[0] + WALKS[id][0], at[1] + WALKS[id][1]];
      if (been.has(String(to)) || !isFree(game, state, to)) continue;
      been.add(String(to));
      all.push({ at: to, first: first ?? id });
    }
  };
  look(from, null);
  // The list grows while it is gone through, each cell behind all nearer ones.
  for (const { at, first } of all) look(at, first);
  ways.set(state, all);
  return all;
}
