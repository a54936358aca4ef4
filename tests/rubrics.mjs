/**
 * Puts the recorded games (public/demo/plays.json.gz) under the rules in public/games, after a rubric or a number that no player is told of
 * was changed there: no model is asked, and what was played stays as it is. Ends with an error, and writes nothing, where the model would
 * have been told another word or could have done something else at any step: such games have to be played again (`npm run record`).
 *
 * `node tests/rubrics.mjs`. The same files give the same bytes.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { createServer } from 'vite';
import { writePart } from './parts.mjs';

const server = await createServer({ server: { middlewareMode: true, watch: null }, appType: 'custom', logLevel: 'warn' });
const load = (file) => server.ssrLoadModule(`/src/${file}`);
const { parseGame } = await load('formats/game.ts');
const { knownGame } = await load('experiment/known-game.ts');
const { playedOf } = await load('experiment/played.ts');
const { questionsOf } = await load('play/play.ts');
const { gameFile } = await load('play/shipped.ts');

const { games: before, plays: recorded, ...head } = JSON.parse(gunzipSync(readFileSync('public/demo/plays.json.gz')).toString('utf8'));
const games = before.map(({ game: { id } }) => knownGame(parseGame(readFileSync(`public/${gameFile(id)}`, 'utf8'), gameFile(id))));
const now = new Map(before.map(({ id }, i) => [id, games[i].id]));
const plays = recorded.map((play) => ({ ...play, game: now.get(play.game) }));

/** All that the model was asked, and what came of its last answer. */
const asked = ({ game, states, ended }, { seed }) =>
  JSON.stringify([states.map((state) => questionsOf(game, state, seed)), states.at(-1).moves, ended]);

const moved = [];
for (const [i, play] of plays.entries()) {
  const [old, is] = [playedOf({ games: before }, recorded[i]), playedOf({ games }, play)];
  if (asked(old, play) !== asked(is, play)) throw new Error(`${play.id}: under these rules the model is asked something else`);
  if (old.verdict.score !== is.verdict.score) moved.push(`${play.id} ${is.game.id}: ${old.verdict.score} to ${is.verdict.score}`);
}
writePart('plays', { ...head, games, plays });
console.log(`${moved.length} of ${plays.length} games have another score: ${moved.join('; ')}`);
await server.close();
