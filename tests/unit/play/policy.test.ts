/** What a model is told, and what its letters come to. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseGame } from '../../../src/formats/game';
import { choicesIn, legal } from '../../../src/play/actions';
import { actionIn, answered } from '../../../src/play/free';
import { drawn, massOf, ordersOf, policyOf } from '../../../src/play/policy';
import { boardOf, freePrompt, letterOf, menuPrompt } from '../../../src/play/prompt';
import { played, thrown } from '../../../src/play/scripted';
import { begin } from '../../../src/play/state';
import { step } from '../../../src/play/step';

const gameOf = (id: string) => parseGame(readFileSync(`public/games/${id}.json`, 'utf8'), id);
const maze = gameOf('the-maze');

test('a prompt has objective, board, what happened, numbers and the menu with its letters', () => {
  const state = step(maze, begin(maze, 1), 'walk-up');
  const prompt = menuPrompt(maze, state, legal(maze, state));
  expect(prompt.startsWith(maze.role)).toBe(true);
  expect(prompt).toContain('You walk up.');
  expect(prompt).toContain(boardOf(maze, state)!.join('\n'));
  expect(prompt).toContain('Your coins: 100.');
  expect(prompt).not.toContain('told');
  legal(maze, state).forEach(({ text }, i) => expect(prompt).toContain(`${letterOf(i)}) ${text}`));
  for (const { id, text } of legal(maze, state)) expect(freePrompt(maze, state, legal(maze, state))).toContain(`${id}: ${text}`);
});

test('who is not there yet is not on the board', () => {
  const state = begin(maze, 1);
  expect(boardOf(maze, state)!.join('')).not.toContain('U');
  expect(boardOf(maze, { ...state, numbers: { ...state.numbers, tries: 1 } })!.join('')).toContain('U');
});

test('from one step to the next a prompt only goes on, but where the oldest steps are forgotten', () => {
  const game = gameOf('food-delivery');
  const { moves } = played(game, 3, thrown(3));
  let state = begin(game, 3);
  let forgot = 0;
  const stem = (): string => menuPrompt(game, state, []).split('\nStep ')[0]!;
  for (const { action } of moves) {
    const before = stem();
    state = step(game, state, action);
    if (!stem().startsWith(before) && !before.endsWith('Nothing yet.')) forgot++;
  }
  expect(moves).toHaveLength(60);
  expect(forgot).toBe(6);
});

test('a menu is asked for in a drawn order and backwards', () => {
  const menu = legal(maze, begin(maze, 1));
  const orders = ordersOf(menu, 1, 1);
  const [drawn, backwards] = orders.map((order) => order.map(({ id }) => id));
  expect([orders.length, drawn!.toSorted()]).toEqual([2, menu.map(({ id }) => id).toSorted()]);
  expect(backwards).toEqual(drawn!.toReversed());
});

test('over seeds a model that likes the ends of a menu does every action alike', () => {
  const menu = legal(maze, begin(maze, 1));
  const times = new Map<string, number>();
  const seeds = 4000;
  for (let seed = 0; seed < seeds; seed++) {
    const orders = ordersOf(menu, seed, 1);
    const liking = menu.map((_, i) => (i === 0 || i === menu.length - 1 ? 0 : -3));
    const action = drawn(policyOf(orders, [liking, liking]), seed, 1);
    times.set(action, (times.get(action) ?? 0) + 1);
  }
  // A standard error of a share of a quarter over 4,000 is .007.
  for (const { id } of menu) expect(Math.abs(times.get(id)! / seeds - 1 / menu.length)).toBeLessThan(0.03);
});

test('how much letters get of a model’s probability is the mean over the orders', () => {
  expect(
    massOf([
      [Math.log(0.2), Math.log(0.1)],
      [Math.log(0.5), -Infinity],
    ]),
  ).toBeCloseTo(0.4, 12);
  expect(massOf([[1e-9]])).toBe(1);
});

test('a policy is the mean of all orders: a model that likes the first letter likes every action alike', () => {
  const menu = legal(maze, begin(maze, 1));
  const two = menu.slice(0, 2);
  const liking = policyOf(
    [two, two.toReversed()],
    [
      [0, -3],
      [0, -3],
    ],
  );
  expect(liking[two[0]!.id]).toBeCloseTo(0.5, 12);
  // softmax(0, −3) = .9526, .0474 (numpy), in both orders for the same action
  const wanting = policyOf(
    [two, two.toReversed()],
    [
      [0, -3],
      [-3, 0],
    ],
  );
  expect(wanting[two[0]!.id]).toBeCloseTo(0.9525741268, 9);
  expect(() => policyOf([two], [[0, NaN]])).toThrow('log-probabilities 0, NaN');
  expect(() => policyOf([two], [])).toThrow('1 orders and 0 rows');
});

test('an action is drawn by its probability, the same one for the same seed and step', () => {
  const policy = { a: 0.7, b: 0.2, c: 0.1 };
  const times = { a: 0, b: 0, c: 0 };
  for (let seed = 0; seed < 4000; seed++) times[drawn(policy, seed, 5) as keyof typeof times]++;
  expect(times.a / 4000).toBeCloseTo(0.7, 1);
  expect(times.c / 4000).toBeCloseTo(0.1, 1);
  expect(drawn(policy, 7, 3)).toBe(drawn(policy, 7, 3));
});

test.each([
  ['{"action": "wait"}', 'wait'],
  [' {"action":"say", "why":"x"}\n', 'say'],
  ['wait', null],
  ['I do {"action": "wait"}', null],
  ['{"action": 3}', null],
  ['["wait"]', null],
  ['{"action": "wait"', null],
])('%s is %s', (answer, action) => expect(actionIn(answer)).toBe(action));

test('an answer does what it names where that can be done now', () => {
  const start = begin(maze, 1);
  const can = legal(maze, start).map(({ id }) => id);
  const cannot = choicesIn(maze, start).find(({ blocked }) => blocked !== null)!.id;
  for (const id of can) expect(answered(maze, start, JSON.stringify({ action: id }))).toBe(id);
  expect(answered(maze, start, JSON.stringify({ action: cannot }))).toBeNull();
  expect(answered(maze, start, '{"action": "fly"}')).toBeNull();
  expect(answered(maze, start, can[0]!)).toBeNull();
});

test('an answer that is no action costs a step, and nothing else of the player’s', () => {
  const game = gameOf('the-duel');
  const state = step(game, begin(game, 1), null);
  expect(state.moves.map(({ action, events }) => [action, events.length])).toEqual([[null, 2]]);
  expect(state.numbers).toEqual(begin(game, 1).numbers);
});
