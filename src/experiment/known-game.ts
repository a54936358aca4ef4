/** Games of an experiment, rules and all: with them a file can be read anywhere. Plays name their game by its id. */
import type { Game } from '../formats/game';
import { contentId } from './content-id';

export interface KnownGame {
  /** Made of all that the file holds: other rules, or another word, are another game. */
  readonly id: string;
  readonly game: Game;
}

export const knownGame = (game: Game): KnownGame => ({ id: contentId('game', JSON.stringify(game)), game });
