/** What a game comes to: 0, 1 or 2, and the line of the rubric that says so. Decided by what happened; no wording is looked at. */
import type { Game } from '../formats/game';
import type { GameState } from './state';
import { holds } from './values';

export interface Verdict {
  readonly score: 0 | 1 | 2;
  readonly line: string;
}

/** Of a game that is over; of one that goes on, what it would come to if it ended here. */
export const verdictOf = (game: Game, state: GameState): Verdict => game.rubric.find(({ when }) => holds(game, state, when))!;
