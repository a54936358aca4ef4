/** Whether somebody who is not always there can come to the cell on which the player stands: nobody may. */
import type { Game, Thing } from '../formats/game';
import { isWalk } from '../formats/game-problems';
import { STANDS } from '../formats/game-size';
import { random } from '../lab/random';
import { legal } from './actions';
import { played, thrown, walkWhere, type Player } from './scripted';
import { begin, cellsOf, type GameState, type Place } from './state';
import { step } from './step';
import { isThere } from './values';

/**
 * After how many steps somebody comes to where the player stands; null where none of the games that are played here has that: of those who
 * go and stand there, the later ones after more steps of dice.
 */
export function comesToPlayer(game: Game, thing: Thing): number | null {
  const cell = game.board && thing.kind === 'person' && thing.when ? cellsOf(game.board, thing.letter)[0] : undefined;
  if (!cell) return null;
  const isMet = (state: GameState): boolean => String(state.at) === String(cell) && isThere(game, state, thing);
  for (let seed = 0; seed < STANDS; seed++) {
    let state = begin(game, seed);
    for (const { action } of played(game, seed, standing(cell, Math.floor((seed * game.steps) / STANDS), seed)).moves) {
      state = step(game, state, action);
      if (isMet(state)) return state.moves.length;
    }
  }
  return null;
}

/** Throws dice for so many steps, then goes to the cell and does there whatever is no walk. */
function standing(cell: Place, after: number, seed: number): Player {
  const dice = thrown(seed);
  const uniform = random(seed);
  return (game, state) => {
    if (state.moves.length < after) return dice(game, state);
    if (String(state.at) !== String(cell)) return walkWhere(game, state, (at) => String(at) === String(cell)) ?? dice(game, state);
    const still = legal(game, state).filter(({ id }) => !isWalk(id));
    return still[Math.floor(uniform() * still.length)]?.id ?? null;
  };
}
