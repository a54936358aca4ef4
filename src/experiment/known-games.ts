/** Games within a run file or a part of the recording, as they are written there. */
import * as v from 'valibot';
import { decodeGame } from '../formats/game';
import { record, text } from '../formats/schemas';
import { shown } from '../formats/shown';
import { knownGame, type KnownGame } from './known-game';
import { misfit, type Told } from './misfit';

/** `game` is looked at by its own codec. */
export const writtenGame = record({ id: text, game: v.unknown() });

/** Throws for a game whose id is not the one that its rules give: plays would name another one. */
export const decodeGames = (games: readonly { readonly id: string; readonly game: unknown }[], told: Told): KnownGame[] =>
  games.map(({ id, game }, i) => {
    const known = knownGame(decodeGame(game, { ...told, at: `games[${i}].game` }));
    if (known.id !== id) misfit(told, `games[${i}].id`, `"${known.id}"`, shown(id));
    return known;
  });
