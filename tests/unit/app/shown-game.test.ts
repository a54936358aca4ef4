/** The game that is looked at: as the address, a run file and what was opened here say it, and what is said of one that is not there. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { emptyExperiment } from '../../../src/experiment/experiment';
import { knownGame } from '../../../src/experiment/known-game';
import { decodeExperiment, encodeExperiment } from '../../../src/experiment/run-file';
import { startView, type View } from '../../../src/experiment/view';
import { parseGame, type Game } from '../../../src/formats/game';
import { RECORDING } from '../../recording';
import { fakePage, type FakePage } from './ports';

const text = (name: string): string => readFileSync(`public/${name}`, 'utf8');
const GAMES = ['food-delivery', 'the-duel', 'the-listener', 'the-maze', 'the-protector'];
const OWN = {
  'models.json': '{"models":[]}',
  'demo/empathy.json.gz': RECORDING,
  'scenarios/empathy.json': text('scenarios/empathy.json'),
  ...Object.fromEntries(GAMES.map((id) => [`games/${id}.json`, text(`games/${id}.json`)])),
};
const bus = parseGame(text('games/the-last-bus.json'), 'bus');
async function open(hash: string, arrival: 'new' | 'again' = 'new'): Promise<FakePage> {
  const page = fakePage({ own: OWN, hash, arrival });
  await page.app.start();
  return page;
}
const now = ({ app }: FakePage) => app.store.getState();
const game = (page: FakePage): View['game'] => now(page).experiment.view.game;
/** The page looks at the game that it was told of. */
async function looked(page: FakePage): Promise<string | undefined> {
  await page.app.expectGame();
  return now(page).error?.message;
}

test('a link leads to its game; the address and the link that is copied name the one that is looked at, and Back brings the first', async () => {
  const page = await open('#v=2&game=the-maze&gameVariant=child&gameSeed=7&end=1');
  expect([game(page), now(page).ledToGame]).toEqual([{ of: 'the-maze', variant: 'child', seed: 7 }, 1]);
  expect(await looked(page)).toBeUndefined();
  page.app.setGame({ of: 'the-listener', variant: null, seed: 2 });
  await Promise.resolve();
  expect(new URL((await page.app.shareWhole({})).href).hash).toBe('#v=2&game=the-listener&gameSeed=2&end=1');
  expect(page.written.at(-1)).toContain('game=the-listener&gameSeed=2');
  page.follow('#v=2&game=the-maze&gameVariant=child&gameSeed=7&end=1');
  await expect.poll(() => game(page)).toEqual({ of: 'the-maze', variant: 'child', seed: 7 });
  expect(now(page).ledToGame).toBe(2);
  page.follow('#v=2&layer=3&end=1');
  await expect.poll(() => game(page)).toBeNull();
  expect(now(page).ledToGame).toBe(2);
});

test('a reload shows the game and leads nowhere', async () => {
  const page = await open('#v=2&game=the-maze&end=1', 'again');
  expect([game(page), now(page).ledToGame]).toEqual([{ of: 'the-maze', variant: null, seed: 1 }, 0]);
});

test('a variant that the game has not, and a game of somebody else’s own, are named once, and what there is stands in their place', async () => {
  const page = await open('#v=2&game=the-maze&gameVariant=kind&gameSeed=7&end=1');
  expect(await looked(page)).toContain('gameVariant=kind (variants of “The maze” are compassionate, no-pressure, aggressive, child)');
  expect(game(page)).toEqual({ of: 'the-maze', variant: null, seed: 7 });
  const { id } = knownGame(bus);
  const other = await open(`#v=2&game=${id}&gameVariant=aggressive&gameSeed=7&end=1`);
  expect(await looked(other)).toContain(`game=${id} (a game of its maker’s own, which is not in this browser: open its file)`);
  expect(game(other)).toEqual({ of: 'the-duel', variant: 'aggressive', seed: 7 });
  // Where its file was opened it is there.
  other.app.addGame(bus);
  other.app.store.setState({ error: null });
  other.app.setGame({ of: id, variant: 'aggressive', seed: 7 });
  expect(await looked(other)).toBeUndefined();
  expect(game(other)!.of).toBe(id);
  other.app.setGame({ of: id, variant: 'child', seed: 7 });
  expect(await looked(other)).toContain('gameVariant=child (variants of “The last bus” are no-pressure, aggressive)');
});

test('a run file keeps the game; one that it does not hold, a variant that it has not and a seed out of range are none of its view', () => {
  const { id } = knownGame(bus);
  const file = JSON.parse(RECORDING) as { view: object };
  const opened = (shown: object, games: readonly Game[] = []): View['game'] => {
    const json = JSON.stringify({ ...file, games: games.map(knownGame), view: { ...file.view, game: shown } });
    const experiment = decodeExperiment(json, 'run.json');
    const again = encodeExperiment({ ...emptyExperiment(), games: experiment.games, view: { ...startView(), game: experiment.view.game } });
    expect(decodeExperiment(again, 'again.json').view.game).toEqual(experiment.view.game);
    return experiment.view.game;
  };
  const the = { of: id, variant: 'aggressive', seed: 3 };
  expect(opened({ ...the, of: 'the-maze' })).toEqual({ ...the, of: 'the-maze' });
  expect(opened(the, [bus])).toEqual(the);
  expect(opened(the)).toBeNull();
  expect(opened({ ...the, variant: 'child' }, [bus])).toEqual({ ...the, variant: null });
  expect(opened({ ...the, seed: -4.4 }, [bus])).toEqual({ ...the, seed: 0 });
  expect(decodeExperiment(RECORDING, 'run.json').view.game).toBeNull();
});
