/** Games as they are asked for: those that come with the page by name, and files of one's own. */
import { LabError } from '../error';
import { parseGame, type Game } from '../formats/game';
import { expectPlayable } from '../play/check';
import { gameFile, isShippedGame, SHIPPED_GAMES } from '../play/shipped';
import type { Context } from './ports';
import { t } from '../language/t';

export function playActions({ fetchOwn }: Pick<Context, 'fetchOwn'>) {
  return {
    /** Throws `bad-input` for a name that no game has, and what fetching and reading it throw. */
    async shippedGame(id: string): Promise<Game> {
      if (!isShippedGame(id))
        throw new LabError('bad-input', t`No game is called “${id}”.`, t`Those that come with the lab are ${SHIPPED_GAMES.join(', ')}.`);
      const file = gameFile(id);
      return parseGame(await (await fetchOwn(file)).text(), file);
    },
    /** A game of one's own, played before it is taken. Throws `game-not-json`, `game-invalid` and `game-unplayable`. */
    ownGame(json: string, file: string): Game {
      const game = parseGame(json, file);
      expectPlayable(game);
      return game;
    },
  };
}
