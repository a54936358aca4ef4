/** The tables and lines of many games: the benchmark's form, every step, and where the means lie. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { DirectionsRecord } from '../../../src/experiment/directions';
import type { Play } from '../../../src/experiment/play';
import type { ModelStamp } from '../../../src/experiment/stamp';
import type { Levels } from '../../../src/lab/report/play-levels';
import { allStepColumns, allStepRows, BENCH_COLUMNS, benchRows } from '../../../src/ui/play/bench-table';
import { DIFFERENCES } from '../../../src/ui/play/differences';
import { gamesLines, gamesPlot } from '../../../src/ui/play/games-plot';
import { levelColumns, levelRows, movableRows } from '../../../src/ui/play/games-rows';
import { playsReport } from '../../../src/lab/report/plays';
import { madeUpGames } from '../../browser/made-up-games';

const model = {
  id: 'a-model',
  repo: 'somebody/a-model',
  graphHash: 'graph',
  device: 'wasm',
  deviceName: '2 threads',
  layers: 2,
  width: 2,
} as unknown as ModelStamp;
const games = madeUpGames({
  ...{ directions: { id: 'directions-1', layers: 2 }, model, alphas: [3], seeds: 2, draws: 1 },
  lean: (alpha) => 3 * alpha - 3,
});
const made = { ...games, directions: [] };
const textOf = (cell: unknown): unknown => (typeof cell === 'number' ? cell : (cell as { text: string }).text);

test('game by game: the mean of the seeds, the line that decided most, and a total of the games as they are', () => {
  const rows = benchRows(made, []).map((row) => row.map(textOf));
  // Without and with the push, five games and a total each; controls are left out.
  expect(rows).toHaveLength(12);
  expect(rows[0]).toHaveLength(BENCH_COLUMNS.length);
  const [own, total] = [rows.slice(6, 11), rows[11]!];
  expect(own.map((row) => row[2])).toEqual(['Food delivery', 'The duel', 'The listener', 'The maze', 'The protector']);
  expect(own.every((row) => row[1] === '+3.0 separations, blocks 10–19' && row[4] === 2)).toBe(true);
  expect(total.slice(2)).toEqual([
    'total',
    'as it is',
    10,
    own.reduce((sum, row) => sum + (row[5] as number), 0),
    'of 10, over 5 situations',
  ]);
  // The duel takes six steps: one shot, and five answers that were none.
  const duel = made.games.find(({ game }) => game.id === 'the-duel')!;
  const of = made.plays.find(({ game }) => game === duel.id)!;
  const steps = ['shoot', null, null, null, null, null].map((action) => ({ action, policy: null, mass: null, read: null }));
  const missed = { ...of, player: 'free', steps };
  const free = benchRows({ ...made, plays: [missed] }, []);
  expect(free).toHaveLength(2);
  for (const row of free) expect(textOf(row[1])).toBe('none, in free text, 5 of 6 answers no action');
  const asChild = { ...made, plays: made.plays.slice(0, 1).map((play) => ({ ...play, variant: 'child' })) };
  // Without a game as it is there is no total of such games.
  expect(benchRows(asChild, []).map((row) => textOf(row[3]))).toEqual(['A child as D']);
});

test('rows that differ in template, directions or edits say so; without a push one game is one game, whatever it was read along', () => {
  const named = (id: string, name: string) => ({ id, name }) as unknown as DirectionsRecord;
  const directions = [named('directions-1', 'Empathy'), named('directions-2', 'Fairness')];
  const at = (amount: number) => made.plays.find(({ control, edits }) => !control && edits[0]!.amount === amount)!;
  const along = (play: Play): Play => ({
    ...play,
    id: `${play.id} b`,
    edits: play.edits.map((one) => ({ ...one, directions: 'directions-2' })),
  });
  const [plain, pushed] = [at(0), at(3)];
  const ablated = (play: Play, id: string): Play => ({
    ...play,
    edits: [play.edits[0]!, { ...play.edits[0]!, op: 'ablate', directions: id, amount: 0 }],
  });
  const plays = [
    plain,
    along(plain),
    pushed,
    along(pushed),
    { ...pushed, id: 'raw', template: false },
    ablated(plain, 'directions-1'),
    ablated(plain, 'directions-2'),
  ];
  const rows = benchRows({ ...made, directions, plays }, []).map((row) => row.map(textOf));
  const games = rows.filter((row) => row[2] !== 'total');
  expect(games.map((row) => row[4])).toEqual([1, 1, 1, 1, 1, 1]);
  const labels = games.map((row) => row[1]);
  expect(new Set(labels).size).toBe(labels.length);
  expect(labels.slice(0, 4)).toEqual([
    'none',
    '+3.0 separations, blocks 10–19 · as chat messages · along “Empathy”',
    '+3.0 separations, blocks 10–19 · as chat messages · along “Fairness”',
    '+3.0 separations, blocks 10–19 · as plain text · along “Empathy”',
  ]);
  expect(rows.filter((row) => row[2] === 'total').map((row) => row[6])).toEqual(Array(6).fill('of 2, over 1 situation'));
});

test('lines that decided as many games are all named', () => {
  const duel = made.games.find(({ game }) => game.id === 'the-duel')!;
  const of = made.plays.find(({ game }) => game === duel.id)!;
  const by = (seed: number, action: string): Play => ({
    ...{ ...of, id: `${seed}`, seed },
    steps: Array.from({ length: action === 'shoot' ? 5 : 6 }, () => ({ action, policy: null, mass: null, read: null })),
  });
  const line = (plays: readonly Play[]): unknown => textOf(benchRows({ ...made, plays }, [])[0]![6]);
  expect(String(line([by(1, 'shoot'), by(2, 'wait')])).match(/\(1 of 2\)/g)).toHaveLength(2);
  expect(String(line([by(1, 'shoot'), by(2, 'wait'), by(3, 'wait')])).match(/\(\d of 3\)/g)).toEqual(['(2 of 3)']);
});

test('every step of every game, controls too, with the score of its game', () => {
  const rows = allStepRows(made, 1).map((row) => row());
  expect(rows).toHaveLength(made.plays.reduce((sum, { steps }) => sum + steps.length, 0));
  expect(rows[0]).toHaveLength(allStepColumns(1).length);
  const { steps } = made.plays[0]!;
  const { action, policy, read, tokens } = steps[0]!;
  expect([rows[0]![9], rows[0]![11], rows[0]![12]]).toEqual([policy![action!], read![1], tokens]);
  const begun = { ...made, plays: [{ ...made.plays[0]!, steps: steps.slice(0, 1) }] };
  expect(allStepRows(begun, 1)[0]!()[14]).toBeNaN();
});

const level = (mean: number, low = mean - 0.1, high = mean + 0.1) => ({ mean, low, high, games: 10, whole: true });
const levels: Levels = {
  games: 10,
  pushes: [
    { alpha: -2, ...level(0.5) },
    { alpha: 0, ...level(1) },
    { alpha: 2, ...level(1.5) },
  ],
  random: [{ size: 2, low: 0.9, high: 1.2, draws: 20, games: 10, whole: true }],
  asked: [],
};

test('random directions lie to both sides of no push; an interval that one strength lacks is not drawn', () => {
  const lines = gamesLines(levels);
  expect(lines.randomHigh).toEqual([
    [-2, 1.2],
    [0, 1],
    [2, 1.2],
  ]);
  expect(lines.low.map(([, y]) => y)).toEqual([0.4, 0.9, 1.4]);
  expect(gamesLines({ ...levels, pushes: [{ alpha: 0, ...level(1, NaN, NaN) }, ...levels.pushes.slice(2)] }).low).toEqual([]);
  // A strength of other games takes no interval away and is joined to none.
  const more = { ...levels, pushes: [...levels.pushes, { alpha: 3.6, ...level(2, NaN, NaN), games: 1, whole: false }] };
  const beside = gamesLines({ ...more, random: levels.random.map((one) => ({ ...one, whole: false })) });
  expect(beside).toEqual({ ...lines, randomLow: [], randomHigh: [], apart: [{ at: [3.6, 2], games: 1 }] });
  expect(gamesPlot(beside, [], 'score', 600).xTicks).toEqual([-2, 0, 2, 3.6]);
  const plot = gamesPlot(lines, [], 'score', 600);
  expect(plot.yTicks).toEqual([0, 0.5, 1, 1.5, 2]);
  expect(plot.y(2)).toBeLessThan(plot.y(0));
  expect(gamesPlot(lines, [3], 'helping', 600).yTicks.at(-1)).toBe(3);
});

test('the table of levels has a row a strength and one for each side that was asked for', () => {
  const scores = {
    ...{ situations: ['a', 'b'], plain: [0, 1], pushes: [{ alpha: 2, margins: [1, 1] }], random: [], shuffled: [], other: [] },
    asked: [{ side: 'positive' as const, margins: [2, 2] }],
  };
  const report = playsReport({ scores, helping: scores, actions: [] });
  const rows = levelRows(report.score, { positive: 'kindness', negative: 'the task' });
  expect(rows.map((row) => [textOf(row[0]), row[1], row[4], row[5]])).toEqual([
    ['α = 0', 0.5, 2, NaN],
    ['α = 2', 1, 2, 0.5],
    ['asked for “kindness”', 2, 2, 1.5],
  ]);
  // Games of D, of random directions, and of what stands in.
  expect(rows.map((row) => [8, 12, 14, 16].map((at) => row[at]))).toEqual([
    [0, 0, 0, 0],
    [2, 0, 0, 0],
    [2, 0, 0, 0],
  ]);
  for (const measure of ['score', 'helping'] as const) expect(levelColumns(measure)).toHaveLength(rows[0]!.length);
  expect(movableRows(report.movable).map((row) => row.map(textOf))).toEqual([
    ['a', 1, 0, 0, 'yes', 'no', 'yes'],
    ['b', 0, 1, 0, 'yes', 'yes', 'no'],
  ]);
});

test('the page’s list of differences names what docs/games.md has as not as it should be, and says nothing of how often a game was played', () => {
  const NOT_RIGHT = 'Not as they should be';
  const [, , ...listed] = readFileSync('docs/games.md', 'utf8').split('## The five games')[1]!.split('\n');
  const doc = listed.find((line) => line.includes(NOT_RIGHT))!.toLowerCase();
  const said = DIFFERENCES.find((one) => one.startsWith(NOT_RIGHT))!.toLowerCase();
  for (const what of ['food delivery without pressure', 'account', 'ten hearts', '20 steps', 'the maze', 'a hundred coins'])
    expect([what, doc.includes(what), said.includes(what)]).toEqual([what, true, true]);
  // A person may play one game of each: the table above the list says how many there are.
  expect(DIFFERENCES.filter((one) => /several seeds/.test(one))).toEqual([]);
});
