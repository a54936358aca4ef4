/** How games that were played are brought together by way, and what their steps were. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rowName, type ChoiceRow } from '../../../src/experiment/choice-plan';
import { turned } from '../../../src/experiment/control';
import { knownGame, type KnownGame } from '../../../src/experiment/known-game';
import type { Play } from '../../../src/experiment/play';
import { expectPlay } from '../../../src/experiment/expect-play';
import { eachAction } from '../../../src/experiment/each-action';
import { gamesWanted, type PlayWay } from '../../../src/experiment/play-plan';
import { groupLevels } from '../../../src/experiment/group-levels';
import { helpsIn, kindOfAction, openSteps, sharesIn } from '../../../src/experiment/play-steps';
import { playedOf } from '../../../src/experiment/played';
import { groupsIn, playedIn, playWaysAlong } from '../../../src/experiment/plays-asked';
import type { ModelStamp } from '../../../src/experiment/stamp';
import { parseGame, type ScriptedPlayer } from '../../../src/formats/game';
import { playsSaid } from '../../../src/lab/report/plays-said';
import { drawn } from '../../../src/play/policy';
import { legal } from '../../../src/play/actions';
import { played, scripted } from '../../../src/play/scripted';
import { verdictOf } from '../../../src/play/score';
import { SHIPPED_GAMES } from '../../../src/play/shipped';
import { begin } from '../../../src/play/state';
import { step } from '../../../src/play/step';

const gameOf = (id: string): KnownGame => knownGame(parseGame(readFileSync(`public/games/${id}.json`, 'utf8'), id));
const games = SHIPPED_GAMES.map(gameOf);
const [food, duel] = games as [KnownGame, KnownGame];
const stamp = { id: 'm', graphHash: 'graph', device: 'wasm', layers: 2, width: 2 } as ModelStamp;
const WAY: PlayWay = {
  directions: 'directions-1',
  band: [0, 1],
  unit: 'separation',
  edits: [],
  template: true,
  model: { graphHash: 'graph', device: 'wasm' },
};
let count = 0;

/** A game as a script plays it, with an even policy over what can be done. */
function playOf(known: KnownGame, script: ScriptedPlayer, row: ChoiceRow, seed = 1, over: Partial<Play> = {}): Play {
  const { game } = known;
  let state = begin(game, seed);
  const player = scripted(script);
  const steps: Play['steps'][number][] = [];
  while (state.ended === null) {
    const menu = legal(game, state);
    const action = player(game, state)!;
    const policy = Object.fromEntries(menu.map(({ id }) => [id, 1 / menu.length]));
    steps.push({ action, policy, mass: 1, read: [steps.length, -1], tokens: 100 + steps.length });
    state = step(game, state, action);
  }
  const { directions, band, unit } = WAY;
  return {
    ...{ id: `play-${++count}`, at: `2026-11-28T12:00:${String(count % 60).padStart(2, '0')}.000Z`, game: known.id, variant: null, seed },
    ...{ player: 'model', model: stamp, template: true, steps },
    edits: [{ op: 'add', directions, band, amount: row.amount, unit, when: 'all' }],
    ...(row.control && { control: row.control }),
    ...over,
  };
}
const [shoots, late, asks] = duel.game.players as [ScriptedPlayer, ScriptedPlayer, ScriptedPlayer];

test.each(games)('$game.id: who scores 2 has helped, who scores 0 by script has not', ({ game }) => {
  const helps = helpsIn(game);
  const did = game.players.map((one) => {
    const state = played(game, 1, scripted(one));
    return [verdictOf(game, state).score, state.moves.some(({ action }) => helps.has(String(action)))];
  });
  expect(did[0]).toEqual([0, false]);
  expect(did.at(-1)).toEqual([2, true]);
});

test('steps by kind: what helps, what is said, walked and done, and answers that were no action', () => {
  expect(['give-d', 'comfort', 'report-trip', 'refuse', 'walk-up', 'take', null].map((one) => kindOfAction(food.game, one))).toEqual([
    'helps',
    'kind',
    'neutral',
    'unkind',
    'walk',
    'deed',
    'none',
  ]);
  const play = playOf(duel, late, { amount: 0 });
  const { done, likely } = sharesIn(playedOf({ games }, play), play);
  // Two shots, two kind lines, then what can be done first: waiting.
  expect(done).toMatchObject({ helps: 2 / 6, deed: 4 / 6, walk: 0 });
  expect(likely.helps).toBeCloseTo(2 / 6, 12);
  expect(Object.values(done).reduce((sum, one) => sum + one)).toBeCloseTo(1, 12);
  const unknown = { steps: [{ action: 'shoot', policy: null, mass: null, read: null }] };
  expect(sharesIn({ game: duel.game }, unknown).likely.helps).toBeNaN();
});

test('a step decides something where something that helps and something else can be done', () => {
  const play = playOf(duel, late, { amount: 0 });
  const open = openSteps(playedOf({ games }, play), play);
  expect(open.map(({ turn, helped }) => [turn, helped])).toEqual([
    [1, false],
    [2, false],
    [3, true],
    [4, true],
    [5, false],
    [6, false],
  ]);
  expect(open[0]!.likely).toBeCloseTo(2 / 6, 12);
  // Far from anybody, with nothing to give, nothing that helps can be done.
  const far = playOf(food, food.game.players[0]!, { amount: 0 });
  expect(openSteps(playedOf({ games }, far), far).length).toBeLessThan(far.steps.length);
});

test('games of one way: scores of those that are over, by push and control', () => {
  const random: ChoiceRow = { amount: 3, control: { kind: 'random', seed: 1, turned: true } };
  const asked: ChoiceRow = { amount: 0, control: { kind: 'asked', side: 'positive', instruction: 'Be good.' } };
  const plays = [
    playOf(duel, shoots, { amount: 0 }),
    playOf(duel, asks, { amount: 3 }),
    playOf(duel, late, random),
    playOf(duel, late, asked),
    playOf(duel, shoots, { amount: 0 }, 2),
    // Pushed along other directions without a push: a zero of this way, too; read along others, and so no decision of it.
    playOf(food, food.game.players[0]!, { amount: 0 }, 1, {
      edits: [{ op: 'add', directions: 'directions-2', band: [1, 1], amount: 0, unit: 'raw', when: 'all' }],
    }),
    playOf(food, food.game.players[2]!, { amount: 3 }),
  ];
  const cut = { ...playOf(duel, asks, { amount: 3 }, 2), steps: [] };
  const known = { games, plays: [...plays, cut, playOf(duel, asks, { amount: 3 }, 1, { player: 'free' })] };
  expect(playWaysAlong(known, 'directions-1')).toMatchObject([{ ...WAY, model: stamp }]);
  // Read along these without a push, which is a way to be told of what was read.
  expect(playWaysAlong(known, 'directions-2')).toMatchObject([{ directions: 'directions-2', band: [1, 1], unit: 'raw' }]);
  const found = playedIn(known, WAY)!;
  // The second seed was pushed in no game that is over, and says nothing.
  expect(found.begun).toEqual([
    { game: duel.id, variant: null, seed: 1 },
    { game: food.id, variant: null, seed: 1 },
  ]);
  const { scores, helping, actions } = found.given;
  expect(scores).toMatchObject({
    situations: ['The duel', 'Food delivery'],
    together: true,
    plain: [0, 0],
    pushes: [
      { alpha: 0, margins: [0, 0] },
      { alpha: 3, margins: [2, 2] },
    ],
    random: [{ alpha: 3, margins: [1, NaN] }],
    asked: [{ side: 'positive', margins: [1, NaN] }],
  });
  expect(helping.plain[0]).toBeCloseTo(2 / 6, 12);
  expect(actions.map(({ alpha, side, games: all }) => [alpha, side, all.length])).toEqual([
    [0, null, 2],
    [3, null, 2],
    // Under a random direction.
    [3, null, 1],
    [0, 'positive', 1],
  ]);
  // What is read before a decision needs no push: the second seed counts there, too.
  expect(new Set(found.decisions.map(({ play }) => play))).toEqual(new Set([plays[0]!.id, plays[4]!.id]));
  expect(found.decisions[1]).toMatchObject({ situation: 'The duel', read: [1, -1], helped: false, tokens: 101, turn: 2 });
  expect(found.records).toHaveLength(6);
  expect(found.at).toBe(plays[6]!.at);
});

test('games without a push alone are a way with decisions and no push; once something is pushed, all of them are decisions still', () => {
  const zeros = [1, 2, 3].map((seed) => playOf(duel, late, { amount: 0 }, seed));
  const asked = playOf(duel, late, { amount: 0, control: { kind: 'asked', side: 'positive', instruction: 'Be good.' } });
  const elsewhere = playOf(duel, late, { amount: 0 }, 4, {
    edits: [{ op: 'add', directions: 'directions-2', band: [0, 1], amount: 0, unit: 'separation', when: 'all' }],
  });
  const alone = { games, plays: [...zeros, asked, elsewhere] };
  const ways = playWaysAlong(alone, 'directions-1');
  expect(ways).toMatchObject([WAY]);
  expect(groupsIn(alone, ways[0]!)).toEqual([{ variant: null, player: 'model' }]);
  const found = playedIn(alone, ways[0]!)!;
  const read = (of: typeof found): string[] => [...new Set(of.decisions.map(({ play }) => play))];
  expect(read(found)).toEqual(zeros.map(({ id }) => id));
  expect(found.given.scores).toMatchObject({ plain: [1, 1, 1], pushes: [{ alpha: 0 }] });
  const sides = { positive: 'empathy', negative: 'task' };
  const { given, decisions, others } = found;
  const said = playsSaid({ given, decisions, sides, others, layer: 0, named: false, seed: 1 });
  expect([said.verdict.kind, said.decided!.verdict.kind]).toEqual(['none', 'few']);
  const pushed = { games, plays: [...alone.plays, playOf(duel, asks, { amount: 3 })] };
  expect(playWaysAlong(pushed, 'directions-1')).toHaveLength(1);
  const both = playedIn(pushed, WAY)!;
  expect(read(both)).toEqual(zeros.map(({ id }) => id));
  expect([both.given.scores.plain, both.given.scores.pushes.map(({ alpha }) => alpha)]).toEqual([[1], [0, 3]]);
  expect(playWaysAlong({ games, plays: [asked] }, 'directions-1')).toEqual([]);
});

test('of two of one row the later counts; another model, template, band or edit is another way', () => {
  const first = playOf(duel, shoots, { amount: 0 });
  const plays = [first, playOf(duel, asks, { amount: 0 }), playOf(duel, late, { amount: 3 })];
  expect(playedIn({ games, plays }, WAY)!.given.scores.plain).toEqual([2]);
  expect(playedIn({ games, plays }, { ...WAY, template: false })).toBeNull();
  // The game without a push is a zero of each of them, and nothing was pushed there.
  expect(playedIn({ games, plays }, { ...WAY, band: [1, 1] })!.given.scores).toMatchObject({ plain: [2], pushes: [{ alpha: 0 }] });
  expect(rowName({ amount: 0 })).not.toBe(rowName({ amount: 3 }));
});

test('games of one name by other rules are two situations; a control has its name', () => {
  const longer = knownGame({ ...duel.game, steps: 5 });
  const plays = [duel, longer].flatMap((one) => [playOf(one, shoots, { amount: 0 }), playOf(one, asks, { amount: 3 })]);
  const child = [playOf(duel, shoots, { amount: 0 }, 1, { variant: 'child' }), playOf(duel, asks, { amount: 3 }, 1, { variant: 'child' })];
  const known = { games: [...games, longer], plays: [...plays, ...child] };
  const of = (variant: string | null) => playedIn(known, WAY, { variant, player: 'model' })!.given.scores;
  expect(of(null).situations).toEqual(['The duel', 'The duel, 2']);
  expect(of('child').situations).toEqual(['The duel (A child as the opponent)']);
  expect(of(null)).toEqual(playedIn(known, WAY)!.given.scores);
  expect(groupsIn(known, WAY)).toEqual([
    { variant: null, player: 'model' },
    { variant: 'child', player: 'model' },
  ]);
});

test('games in free text are planned for themselves, and stand in no figure of menus', () => {
  const free = { player: 'free' } as const;
  const plays = [playOf(duel, shoots, { amount: 0 }), playOf(duel, asks, { amount: 3 }, 1, free)];
  expect(playedIn({ games, plays }, WAY)!.given.scores.pushes).toEqual([{ alpha: 0, margins: [0] }]);
  const plan = {
    games: [duel],
    variants: [null],
    times: 1,
    alphas: [3],
    random: 0,
    seed: 1,
    shuffled: false,
    other: null,
    asking: null,
  } as const;
  const left = (player: 'model' | 'free'): number[] => gamesWanted({ ...plan, player }, WAY, { games, plays }).map(({ row }) => row.amount);
  expect([left('model'), left('free')]).toEqual([[3], [0]]);
});

test('several controls are played one after the other, in games that have them; what was played of one stays', () => {
  const bus = knownGame(parseGame(readFileSync('public/games/the-last-bus.json', 'utf8'), 'bus'));
  const plan = { times: 2, alphas: [3], random: 0, seed: 1, shuffled: false, other: null, asking: null, player: 'model' } as const;
  const there = [playOf(duel, shoots, { amount: 0 }, 1, { variant: 'child' })];
  const left = gamesWanted({ ...plan, games: [duel, bus], variants: [null, 'child'] }, WAY, { games: [...games, bus], plays: there });
  expect(left.map(({ game, variant, seed, row }) => [game === duel, variant, seed, row.amount])).toEqual([
    ...[1, 2].flatMap((seed) => [
      ...[true, false].flatMap((isDuel) => [0, 3].map((amount) => [isDuel, null, seed, amount])),
      ...[0, 3].filter((amount) => seed === 2 || amount === 3).map((amount) => [true, 'child', seed, amount]),
    ]),
  ]);
});

test('free text stands for itself: its scores, and how many answers were no action; what was likely is not known', () => {
  const written = (seed: number, amount: number, over: Partial<Play> = {}): Play => {
    const { steps, ...play } = playOf(duel, amount > 0 ? asks : shoots, { amount }, seed, { player: 'free', ...over });
    const none = { action: null, policy: null, mass: null, read: null, wrote: 'I wait.' };
    // The first answer without a push is no action, and the game goes on from there.
    return {
      ...play,
      steps: amount === 0 ? Array.from({ length: duel.game.steps }, () => none) : steps.map((one) => ({ ...one, policy: null })),
    };
  };
  const plays = [1, 2].flatMap((seed) => [
    written(seed, 0),
    written(seed, 3),
    playOf(duel, shoots, { amount: 0 }, seed),
    playOf(duel, asks, { amount: 3 }, seed),
  ]);
  const known = { games, plays };
  expect(groupLevels(known, WAY)).toEqual([
    { group: { variant: null, player: 'model' }, alpha: 0, games: 2, mean: 0, shift: NaN, paired: 0, unscored: 0 },
    { group: { variant: null, player: 'model' }, alpha: 3, games: 2, mean: 2, shift: 2, paired: 2, unscored: 0 },
    { group: { variant: null, player: 'free' }, alpha: 0, games: 2, mean: expect.any(Number), shift: NaN, paired: 0, unscored: 1 },
    { group: { variant: null, player: 'free' }, alpha: 3, games: 2, mean: 2, shift: expect.any(Number), paired: 2, unscored: 0 },
  ]);
  const { given, decisions, others } = playedIn(known, WAY, { variant: null, player: 'free' })!;
  const sides = { positive: 'empathy', negative: 'task' };
  const said = playsSaid({ given, decisions, sides, others, layer: 0, named: false, seed: 1 });
  expect(said.report.helping.levels.pushes).toEqual([]);
  expect(said.report.actions.map(({ alpha, done }) => [alpha, done.none])).toEqual([
    [0, 1],
    [3, 0],
  ]);
  expect(said.verdict.sentences.join(' ')).not.toMatch(/NaN|undefined/);
});

test('what was written does what the record says, and only a game in free text has it', () => {
  const told = { file: 'own.json' } as unknown as Parameters<typeof expectPlay>[0];
  const named = () => ({ layers: 2, scale: null }) as unknown as ReturnType<Parameters<typeof expectPlay>[4]>;
  const problemOf = (steps: Play['steps'], player = 'free'): string => {
    try {
      expectPlay(told, 'plays[0]', { ...playOf(duel, shoots, { amount: 0 }), player, edits: [], steps }, duel.game, named);
      return 'none';
    } catch (error) {
      return (error as Error).message;
    }
  };
  const of = (action: string | null, wrote: string) => [{ action, policy: null, mass: null, read: null, wrote }];
  expect(problemOf(of('shoot', '{"action": "shoot"}'))).toBe('none');
  expect(problemOf(of(null, 'I shoot.'))).toBe('none');
  expect(problemOf(of('shoot', 'I shoot.'))).toMatch(/plays\[0\]\.steps\[0\]\.action: expected .*null, got shoot/);
  expect(problemOf(of('shoot', '{"action": "shoot"}'), 'model')).toMatch(/plays\[0\]\.steps\[0\]\.wrote: expected nothing/);
});

test('a step in which nothing was done is of free text alone', () => {
  const told = { file: 'own.json' } as unknown as Parameters<typeof expectPlay>[0];
  const named = () => ({ layers: 2, scale: null }) as unknown as ReturnType<Parameters<typeof expectPlay>[4]>;
  const steps = [{ action: null, policy: null, mass: null, read: null }];
  const check = (player: string) => (): void =>
    expectPlay(
      told,
      'plays[0]',
      { ...playOf(duel, shoots, { amount: 0 }), edits: [], player, model: ['model', 'free'].includes(player) ? stamp : null, steps },
      duel.game,
      named,
    );
  for (const player of ['model', 'person', 'dice', 'task-first'])
    expect(check(player)).toThrow(/steps\[0\]\.action: expected an action: only who writes free text writes what is none, got null/);
  expect(check('free')).not.toThrow();
});

test('what a model did by the menu is what the seed draws from its policy: under another seed it is another game', () => {
  const told = { file: 'own.json' } as unknown as Parameters<typeof expectPlay>[0];
  const named = () => ({ layers: 2, scale: null }) as unknown as ReturnType<Parameters<typeof expectPlay>[4]>;
  const policy = { wait: 0.5, shoot: 0.5 };
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const other = seeds.find((seed) => drawn(policy, seed, 0) !== drawn(policy, 1, 0))!;
  const steps = [{ action: drawn(policy, 1, 0), policy, mass: 1, read: null }];
  const check = (seed: number) => (): void =>
    expectPlay(told, 'plays[0]', { ...playOf(duel, shoots, { amount: 0 }), edits: [], steps, seed }, duel.game, named);
  expect(check(1)).not.toThrow();
  expect(check(other)).toThrow(new RegExp(`plays\\[0\\]\\.steps\\[0\\]\\.action: expected what the seed ${other} draws`));
});

test('shares of actions have a row for random directions of a size, and single actions stand by situation and push', () => {
  const plays = [
    playOf(duel, shoots, { amount: 0 }),
    playOf(duel, asks, { amount: 2 }),
    playOf(duel, shoots, { amount: 2, control: turned(1) }),
    playOf(duel, asks, { amount: -2, control: turned(2) }),
  ];
  const found = playedIn({ games, plays }, playWaysAlong({ games, plays }, WAY.directions)[0]!)!;
  expect(found.given.actions.map(({ alpha, random, games: some }) => [alpha, random, some.length])).toEqual([
    [0, false, 1],
    [2, false, 1],
    [2, true, 2],
  ]);
  const each = eachAction({ games, plays }, found.records);
  const shot = each.filter(({ action }) => action === 'Shoot at U.');
  expect(shot.map(({ alpha, random, games: n, done }) => [alpha, random, n, done])).toEqual([
    [0, false, 1, 1],
    [2, false, 1, 0],
    [2, true, 2, 0.5],
  ]);
  for (const row of new Set(each.map(({ alpha, random }) => `${alpha} ${random}`))) {
    const sum = each.filter(({ alpha, random }) => `${alpha} ${random}` === row).reduce((all, { done }) => all + done, 0);
    expect(sum).toBeCloseTo(1, 12);
  }
});
