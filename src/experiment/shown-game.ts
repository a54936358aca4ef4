/** Which game is looked at: part of the view, so that the address, a run file and the console name it. */
import * as v from 'valibot';
import { finite, record, text } from '../formats/schemas';
import { isShippedGame } from '../play/shipped';
import type { KnownGame } from './known-game';

export const shownGame = record({
  /** A game that comes with the lab by its name, another by the id of its rules (known-game.ts). */
  of: text,
  /** A control of the game; null: the game itself. */
  variant: v.nullable(text),
  seed: finite,
});
export type ShownGame = v.InferOutput<typeof shownGame>;

/** How a game is named there: one of the lab by its name, another by the id of its rules. */
export const optionOf = ({ id, game }: KnownGame): string => (isShippedGame(game.id) ? game.id : id);

/** What is looked at where nobody has said anything and nothing was played. */
export const FIRST_GAME: ShownGame = { of: 'the-duel', variant: null, seed: 1 };
