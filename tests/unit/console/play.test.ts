/** lab.play against a worker of ours: what the model is asked, what its letters do, and what is refused. */
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { playActions } from '../../../src/app/play-actions';
import { createLab } from '../../../src/console/console';
import { answered } from '../../../src/play/free';
import { modelStep } from '../../../src/play/play';
import { begin } from '../../../src/play/state';
import { step } from '../../../src/play/step';
import type { PlayEvent, PlayRequest } from '../../../src/protocol';
import { SHIPPED_GAMES } from '../../../src/play/shipped';
import { info, LAYERS, WIDTH } from '../app/model';
import { fakePage } from '../app/ports';

const own = Object.fromEntries(SHIPPED_GAMES.map((id) => [`games/${id}.json`, readFileSync(`public/games/${id}.json`, 'utf8')]));

/** A model that wants one thing, wherever it stands in the menu: the worker's side of a game, without a model. */
function wanting(wish: string) {
  const asked: PlayRequest[] = [];
  const page = fakePage({
    own,
    async answers(_, input: unknown, { onEvent, signal } = {}) {
      const request = input as PlayRequest;
      asked.push(request);
      const { game, seed } = request;
      let state = begin(game, seed);
      while (state.ended === null) {
        signal?.throwIfAborted();
        const played = await modelStep(game, state, seed, ({ prompt, options }) =>
          Promise.resolve({
            logProbs: options.map((letter) => (prompt.includes(`${letter}) ${wish}`) ? 0 : -20)),
            read: request.read ? [1, 2, 3] : [],
          }),
        );
        (onEvent as (event: PlayEvent) => void)({ step: state.moves.length, ...played, tokens: 0, computed: 0, asked: 0 });
        state = step(game, state, played.action);
      }
      return [];
    },
  });
  page.app.store.setState({ model: { status: 'ready', info: info() } });
  return { lab: createLab(page.app), asked };
}
const directions = { layers: LAYERS, width: WIDTH, data: new Float32Array(LAYERS * WIDTH).fill(1 / Math.sqrt(WIDTH)) };

test('a model that wants to shoot shoots, one that wants to ask asks, and the score follows from it', async () => {
  const seen: string[] = [];
  const game = await wanting('Shoot').lab.play('the-duel', { onStep: ({ action }) => seen.push(String(action)) });
  expect([game.score, game.line, game.ended]).toEqual([0, 'shot, and said no more that was kind than unkind', 'U has no life left.']);
  expect(seen).toEqual(['shoot', 'shoot', 'shoot', 'shoot', 'shoot']);
  expect(game.steps.map(({ action }) => action)).toEqual(seen);
  expect(game.numbers['u-lives']).toBe(0);
  const kind = await wanting('Say: “I put my gun down').lab.play('the-duel');
  expect([kind.score, kind.steps[0]!.action]).toEqual([2, 'ask-how-he-is']);
});

test('a game is played under the push, and reads before each action', async () => {
  const { lab, asked } = wanting('Wait');
  const game = await lab.play('the-duel', { directions, layer: 1, alpha: 2 });
  const [{ done, before, steer, read, game: rules }] = asked as [PlayRequest];
  expect([asked.length, done, before, read, rules.id]).toEqual([1, [], '', directions.data, 'the-duel']);
  expect(steer.some((x) => x !== 0)).toBe(true);
  expect(game.steps[0]!.read).toEqual([1, 2, 3]);
  expect(Object.values(game.steps[0]!.policy!).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
  expect(game.steps[0]!.mass).toBeCloseTo(1, 6);
});

test('in free text the model does what it writes; what is no action costs the step', async () => {
  const asked: PlayRequest[] = [];
  const page = fakePage({
    own,
    answers(_, input: unknown, { onEvent } = {}) {
      const request = input as PlayRequest;
      asked.push(request);
      let state = begin(request.game, request.seed);
      for (let i = 0; state.ended === null; i++) {
        const wrote = i % 2 === 0 ? 'I shoot.' : '{"action": "shoot"}';
        const action = answered(request.game, state, wrote);
        const said = { policy: null, mass: null, wrote, read: [], tokens: 1, computed: 1, asked: 1 };
        (onEvent as (event: PlayEvent) => void)({ step: i, action, ...said });
        state = step(request.game, state, action);
      }
      return Promise.resolve([]);
    },
  });
  page.app.store.setState({ model: { status: 'ready', info: info() } });
  const game = await createLab(page.app).play('the-duel', { answer: 'free' });
  expect(asked[0]!.answers).toBe('free');
  expect(game.steps.slice(0, 2).map(({ action, wrote, policy, mass }) => [action, wrote, policy, mass])).toEqual([
    [null, 'I shoot.', null, null],
    ['shoot', '{"action": "shoot"}', null, null],
  ]);
});

test('the same seed plays the same game; scripts and dice need no model', async () => {
  const lab = createLab(fakePage({ own }).app);
  const scores = await Promise.all(
    ['task-first', 'late', 'person-first'].map((player) => lab.play('the-maze', { player }).then(({ score }) => score)),
  );
  expect(scores).toEqual([0, 1, 2]);
  expect(await lab.play('the-maze', { player: 'dice', seed: 4 })).toEqual(await lab.play('the-maze', { player: 'dice', seed: 4 }));
  const child = await lab.play('the-duel', { player: 'dice', variant: 'child' });
  expect(child.steps[0]!.events.at(-1)!.text).toBe('I do not want to shoot. I am seven.');
});

test('a game of one’s own is played before it is taken', async () => {
  const lab = createLab(fakePage({ own }).app);
  const duel = JSON.parse(own['games/the-duel.json']!) as { players: unknown[] };
  expect((await lab.play(duel, { player: 'dice' })).game).toBe('the-duel');
  await expect(lab.play({ ...duel, players: duel.players.slice(0, 1) }, { player: 'dice' })).rejects.toMatchObject({
    code: 'game-unplayable',
  });
  await expect(lab.play('{')).rejects.toMatchObject({ code: 'game-not-json' });
});

test('other rules under the id of a game of the lab are refused, its own file is not', async () => {
  const { app } = fakePage({ own });
  const lab = createLab(app);
  const duel = JSON.parse(own['games/the-duel.json']!) as { role: string };
  const other = { ...duel, role: `${duel.role} Shoot.` };
  const refused = { code: 'game-invalid', message: expect.stringContaining('id “the-duel” is that of a game that comes with') as string };
  await expect(lab.play(other, { player: 'dice' })).rejects.toMatchObject(refused);
  await expect(app.ownGame(JSON.stringify(other), 'mine.json')).rejects.toMatchObject(refused);
  expect((await lab.play({ ...other, id: 'mine' }, { player: 'dice' })).game).toBe('mine');
  const played = await lab.play('the-duel', { player: 'dice', seed: 3 });
  expect(await lab.play(duel, { player: 'dice', seed: 3 })).toEqual(played);
  expect(await lab.play(own['games/the-duel.json']!, { player: 'dice', seed: 3 })).toEqual(played);
});

test.each([
  ['chess', {}, 'bad-input', 'No game is called “chess”'],
  ['the-duel', { variant: 'x' }, 'bad-input', 'has no variant “x”'],
  ['the-duel', { player: 'x' }, 'bad-input', 'No player of “The duel” is called “x”'],
  ['the-duel', {}, 'no-model', 'No model is loaded'],
  ['the-duel', { player: 'dice', answer: 'free' }, 'bad-input', 'writes nothing'],
  ['the-duel', { answer: 'aloud' }, 'bad-input', 'answer'],
  ['the-duel', { seed: 1.5 }, 'bad-input', 'seed'],
  ['the-duel', { aplha: 1 }, 'bad-input', 'aplha'],
] as const)('%s with %o is refused: %s', async (game, options, code, message) => {
  const lab = createLab(fakePage({ own }).app);
  await expect(lab.play(game, options as object)).rejects.toMatchObject({ code, message: expect.stringContaining(message) as string });
});

test('what is no game is refused with what is expected', async () => {
  const lab = createLab(fakePage({ own }).app);
  const play = lab.play as (of?: unknown) => Promise<unknown>;
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  for (const [of, says] of [
    [undefined, 'game: expected a name, an object or JSON text, got undefined'],
    [null, 'game: expected a name, an object or JSON text, got null'],
    [7, 'game: expected a name, an object or JSON text, got 7'],
    [[], 'game: expected a name, an object or JSON text, got '],
    [circle, 'game: expected an object that can be written as JSON, but '],
  ] as const) {
    await expect(play(of)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining(says) as string,
      hint: expect.stringContaining('the-duel') as string,
    });
  }
});

test('a push without directions is refused', async () => {
  await expect(wanting('Wait').lab.play('the-duel', { alpha: 2 })).rejects.toMatchObject({ code: 'no-directions' });
});

test('no options are the usual ones, also where they are null', async () => {
  const usual = await wanting('Wait').lab.play('the-duel');
  const play = wanting('Wait').lab.play as (of: string, o: unknown) => Promise<unknown>;
  expect(await play('the-duel', null)).toEqual(usual);
});

test.each([NaN, Infinity, '2'])('a strength that is no number is told as that: %s', async (alpha) => {
  for (const o of [{ alpha }, { alpha, directions }, { alpha, player: 'dice' }])
    await expect(wanting('Wait').lab.play('the-duel', o as object)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(/^alpha: expected a number, got /) as string,
    });
});

test.each(['model', 'dice'])('what a caller’s own onStep throws is no fault of the lab, and ends the game: %s', async (player) => {
  let steps = 0;
  const onStep = (): void => {
    steps++;
    throw new TypeError('mine');
  };
  const game = wanting('Wait').lab.play('the-duel', { player, onStep });
  await expect(game).rejects.toMatchObject({ code: 'bad-input', message: 'onStep threw: mine' });
  expect(steps).toBe(1);
});

test('a stop between steps rejects', async () => {
  const stop = new AbortController();
  const game = wanting('Wait').lab.play('the-duel', { signal: stop.signal, onStep: () => stop.abort() });
  await expect(game).rejects.toMatchObject({ code: 'cancelled', message: expect.any(String) as string });
});

test('a file of one’s own is not taken for a game of the lab', async () => {
  const file = new File([own['games/the-duel.json']!], 'mine.json');
  const { app } = fakePage({ own });
  await expect(app.openGame(file)).rejects.toMatchObject({ code: 'game-invalid', message: expect.stringContaining('the-duel') as string });
  const mine = { ...(JSON.parse(own['games/the-duel.json']!) as object), id: 'twelve-turns' };
  expect((await app.openGame(new File([JSON.stringify(mine)], 'mine.json'))).id).toBe('twelve-turns');
});

test('a game is played before it is taken, and not by the page: the worker of run files does it', async () => {
  const file = { json: own['games/the-duel.json']!, file: 'mine.json' };
  const call = vi.fn(() => Promise.resolve('taken'));
  const { store } = fakePage({ own }).app;
  const taken = playActions({ store, runFiles: { call } } as never, {} as never).ownGame(file.json, file.file);
  expect([await taken, call.mock.calls]).toEqual(['taken', [['takeGame', file]]]);
});

test('a file that is too large to be a game is refused as one', async () => {
  const { app } = fakePage({ own });
  await expect(app.openGame(new File([new Uint8Array(1.2e6)], 'large.json'))).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringMatching(/large\.json has 1(\.2)? MB: more than any game \(at most 1 MB\)/) as string,
  });
});

test.each<[string, object]>([
  ['alpha 3', { alpha: 3 }],
  ['directions, layer', { directions, layer: 1 }],
  ['edits', { edits: [{ op: 'ablate', directions, band: [1, 1] }] }],
])('dice cannot be pushed or read: %s', async (got, more) => {
  await expect(createLab(fakePage({ own }).app).play('the-duel', { player: 'dice', ...more })).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining(`“dice” is no model, and cannot be pushed or read: got ${got}`) as string,
  });
});

test('a game that was played has the fields that are documented, and no condition of its rubric', async () => {
  const game = await createLab(fakePage({ own }).app).play('the-duel', { player: 'dice' });
  expect(Object.keys(game).sort()).toEqual(['alpha', 'ended', 'game', 'line', 'numbers', 'score', 'seed', 'steps', 'variant']);
});
