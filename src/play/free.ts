/** An action in free text: one JSON object with the name of an action, and nothing around it. Nothing is repaired. */
import * as v from 'valibot';
import type { Game } from '../formats/game';
import { legal } from './actions';
import type { GameState } from './state';

/** Tokens that an answer has at most: an object with the longest name of an action has half as many. */
export const MOST_WRITTEN = 48;

const said = v.pipe(v.string(), v.parseJson(), v.object({ action: v.string() }));

/** The action's name; null for an answer that is none. Whether the game has it, and lets it be done now, is for the game to say. */
export function actionIn(answer: string): string | null {
  const found = v.safeParse(said, answer);
  return found.success ? found.output.action : null;
}

/** What the answer does in this state; null where it is no action of the game, or none that can be done now. */
export function answered(game: Game, state: GameState, answer: string): string | null {
  const action = actionIn(answer);
  return legal(game, state).some(({ id }) => id === action) ? action : null;
}
