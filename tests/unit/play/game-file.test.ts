/** What a game's file must not be: each problem with its place, and a rubric or a board that cannot be played. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseGame, type Game } from '../../../src/formats/game';
import { expectPlayable } from '../../../src/play/check';

type Draft = { -readonly [K in keyof Game]: Game[K] };
const duel = (change: (game: Draft) => void): string => {
  const game = JSON.parse(readFileSync('public/games/the-duel.json', 'utf8')) as Draft;
  change(game);
  return JSON.stringify(game);
};
const maze = (change: (game: Draft) => void): string => {
  const game = JSON.parse(readFileSync('public/games/the-maze.json', 'utf8')) as Draft;
  change(game);
  return JSON.stringify(game);
};
const message = (json: string): string => {
  try {
    expectPlayable(parseGame(json, 'own.json'));
  } catch (error) {
    return `${(error as { code: string }).code}: ${(error as Error).message}`;
  }
  return 'taken';
};

test.each<[string, string, RegExp]>([
  ['no JSON', '{', /game-not-json: own\.json/],
  ['another format', duel((g) => ((g as { format: string }).format = 'x')), /format: expected "eia-lab\/game", got "x"/],
  ['a game that cannot end', duel((g) => (g.steps = 0)), /steps: expected a whole number from 1 to 100: every game ends, got 0/],
  ['endless steps', duel((g) => (g.steps = 1e9)), /steps: expected a whole number from 1 to 100/],
  [
    'a name that nothing has',
    duel((g) => (g.ends = [{ when: ['lifes', '=', 0], log: 'x' }])),
    /ends\[0\]\.when: expected the name of a number.*got "lifes"/,
  ],
  ['a distance without a board', duel((g) => (g.ends = [{ when: ['near.u', '=', 0], log: 'x' }])), /ends\[0\]\.when: .*got "near\.u"/],
  ...['near.u.x', 'times.wait.x', 'first.', 'step.1', 'near'].map((name): [string, string, RegExp] => [
    `a name with more or less than it means: ${name}`,
    maze((g) => (g.ends = [{ when: [name, '=', 0], log: 'x' }])),
    new RegExp(`ends\\[0\\]\\.when: expected the name of a number.*got "${name.replaceAll('.', '\\.')}"`),
  ]),
  ...['model', 'free', 'person', 'dice'].map((id): [string, string, RegExp] => [
    `a script that is called ${id}`,
    duel((g) => (g.players = g.players.with(0, { ...g.players[0]!, id }))),
    new RegExp(`players\\[0\\]\\.id: expected a name other than model, free, person, dice, the players of every game, got "${id}"`),
  ]),
  ...['step', 'near', 'times', 'first'].map((id): [string, string, RegExp] => [
    `a number that is called ${id}`,
    duel((g) => (g.numbers = [...g.numbers, { id, start: 5 }])),
    new RegExp(`numbers\\[\\d\\]\\.id: expected a name other than step, near, times, first, the words of conditions, got "${id}"`),
  ]),
  [
    'a name that every object has',
    duel((g) => (g.actions = [...g.actions, { ...g.actions[0]!, id: 'constructor' }])),
    /actions\[2\]\.id: expected small letters.* and neither of constructor, prototype, got "constructor"/,
  ],
  [
    'a start above the most',
    duel((g) => (g.numbers = [{ ...g.numbers[0]!, start: 9, most: 5 }, ...g.numbers.slice(1)])),
    /numbers\[0\]\.start: expected a number of at most 5 \(most\), got 9/,
  ],
  [
    'a start below the least',
    duel((g) => (g.numbers = [{ ...g.numbers[0]!, start: -1, least: 0 }, ...g.numbers.slice(1)])),
    /numbers\[0\]\.start: expected a number of at least 0 \(least\), got -1/,
  ],
  [
    'a least above the most',
    duel((g) => (g.numbers = [{ ...g.numbers[0]!, least: 3, most: 2 }, ...g.numbers.slice(1)])),
    /numbers\[0\]\.least: expected a number of at most 2 \(most\), got 3/,
  ],
  [
    'somebody who is there while somebody is near them',
    maze((g) => (g.things = g.things.map((one) => (one.id === 'u' ? { ...one, when: ['near.u', '>', 1] as const } : one)))),
    /things\[2\]\.when: expected a condition on anything but where u is, for that hangs on it, got "near\.u"/,
  ],
  [
    'two who are there while the other is near',
    maze((g) => {
      g.things = g.things.map((one) =>
        one.id === 'u'
          ? { ...one, when: ['near.left', '>', 1] as const }
          : one.id === 'left'
            ? { ...one, when: ['near.u', '>', 1] as const }
            : one,
      );
    }),
    /things\[0\]\.when: expected a condition on anything but where left is, for that hangs on it, got "near\.u"/,
  ],
  ['an action that nothing has', duel((g) => (g.ends = [{ when: ['times.dance', '=', 1], log: 'x' }])), /"times\.dance"/],
  [
    'a condition that is none',
    duel((g) => (g.ends = [{ when: ['lives', '~', 0] as never, log: 'x' }])),
    /ends\[0\]\.when: expected a condition/,
  ],
  [
    'no verdict for 2',
    duel((g) => (g.rubric = g.rubric.filter(({ score }) => score !== 2))),
    /rubric: expected a verdict for each of 0, 1 and 2, got none for 2/,
  ],
  [
    'no verdict for what is left',
    duel((g) => (g.rubric = g.rubric.slice(0, -1).concat({ ...g.rubric.at(-1)!, when: ['step', '>', 0] }))),
    /rubric\[4\]\.when: expected a condition of every verdict but the last/,
  ],
  [
    'nothing that can always be done',
    duel((g) => (g.actions = g.actions.map((one) => ({ ...one, when: ['step', '<', 3], blocked: 'late' })))),
    /actions: expected one that can always be done, as waiting, got none/,
  ],
  [
    'a lock without a reason',
    duel((g) => (g.actions = [...g.actions, { id: 'x', text: 'x', log: 'x', do: [], when: ['step', '<', 3] }])),
    /actions\[2\]\.blocked: expected why it cannot be done/,
  ],
  [
    'two with one name',
    duel((g) => (g.actions = [...g.actions, { ...g.actions[0]!, id: 'taunt' }])),
    /a name of its own for each action and line, and none of the engine’s, got "taunt"/,
  ],
  [
    'a number that is not there',
    duel((g) => (g.rules = [...g.rules, { id: 'x', from: 1, do: [{ add: { gold: 1 } }] }])),
    /rules\[1\]\.do: expected a number of the game to change, got "gold"/,
  ],
  [
    'a player without such an action',
    duel((g) => (g.players = [{ id: 'p', name: 'P', does: ['dance'], again: false }])),
    /players\[0\]\.does\[0\]: expected an action of the game, got "dance"/,
  ],
  [
    'rows of two lengths',
    maze((g) => (g.board = ['L.....R', '...', '...U...', 'A......'])),
    /board\[1\]: expected a row of 7 cells, got 3/,
  ],
  [
    'a letter that nothing has',
    maze((g) => (g.board = ['L.....R', '...Z...', 'A..U..A'])),
    /board: expected #, \., A or the letter of a thing, got "Z"/,
  ],
  ['nowhere to begin', maze((g) => (g.board = ['L.....R', '...U...'])), /board: expected an A where the player begins, got none/],
  [
    'a rubric that no player reaches',
    duel((g) => (g.players = g.players.slice(0, 2))),
    /game-unplayable: The duel: rubric\[0\]: no scripted player reaches 2 \(spoke kindly, and never shot\); they come to: Task first 0, .+ 1$/,
  ],
  [
    'a rubric that no player reaches in a variant',
    duel((g) => {
      const [two, ...others] = g.rubric as [Game['rubric'][number], ...Game['rubric']];
      g.rubric = [{ ...two, when: { all: [two.when!, ['loud', '=', 1]] } }, ...others];
      g.numbers = [...g.numbers, { id: 'loud', start: 0 }];
      g.rules = [...g.rules, { id: 'shout', from: 1, every: 1, do: [{ set: { loud: 1 } }] }];
      g.variants = [{ id: 'silent', name: 'Silent', says: {}, without: ['shout'] }];
    }),
    /game-unplayable: The duel: rubric\[\d\]: no scripted player reaches 2 .* in the variant “silent”; they come to: /,
  ],
  [
    'somebody who comes to the cell of the player at a step',
    maze((g) => (g.things = g.things.map((one) => (one.id === 'u' ? { ...one, when: ['step', '>=', 20] as const } : one)))),
    /game-unplayable: The maze: things\[2\]\.when: “U, another player” comes to the cell on which the player stands, after \d+ steps/,
  ],
  [
    'a verdict that nothing meets',
    duel((g) => (g.rubric = g.rubric.map((one, i) => (i === 0 ? { ...one, when: ['lives', '>', 9] } : one)))),
    /no scripted player reaches 2/,
  ],
])('%s', (_, json, says) => {
  expect(message(json)).toMatch(says);
});

test('a file as it ships is taken', () => {
  expect(message(duel(() => undefined))).toBe('taken');
});

test('all problems are told at once', () => {
  const json = duel((g) => ((g.steps = 0), (g.role = ''), (g.rubric = [])));
  expect(message(json).split('\n').length).toBeGreaterThanOrEqual(3);
});
