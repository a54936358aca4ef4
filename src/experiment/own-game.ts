/** A game of one's own, played before it is taken: the worker that reads run files does that, for the page would stand still meanwhile. */
import { parseGame, type Game } from '../formats/game';
import { expectPlayable } from '../play/check';

/** Throws what `parseGame` and `expectPlayable` throw; `file` names the source in messages. */
export function ownGame(json: string, file: string): Game {
  const game = parseGame(json, file);
  expectPlayable(game);
  return game;
}
