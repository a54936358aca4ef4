/** What a game's file must not be: each problem with its place, and a rubric or a board that cannot be played. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseGame, type Game } from '../../../src/formats/game';
import { expectPlayable } from '../../../src/play/check';
import { EXAMPLE_GAME } from '../../../src/play/shipped';
import { begin } from '../../../src/play/state';
import { step } from '../../../src/play/step';

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

const hintOf = (json: string): string => {
  try {
    expectPlayable(parseGame(json, 'own.json'));
  } catch (error) {
    return (error as { hint: string }).hint;
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
  [
    'more rules than any game has',
    duel((g) => (g.rules = Array.from({ length: 201 }, (_, i) => ({ id: `r-${i}`, from: 1, log: 'x', do: [] })))),
    /game-invalid: own\.json: rules: expected at most 200 rules, got 201/,
  ],
  [
    'more lines',
    duel((g) => (g.lines = Array.from({ length: 17 }, (_, i) => ({ ...g.lines[0]!, id: `l-${i}` })))),
    /lines: expected at most 16 lines, got 17/,
  ],
  [
    'more things',
    duel((g) => (g.things = Array.from({ length: 26 }, (_, i) => ({ ...g.things[0]!, id: `t-${i}` })))),
    /things: expected at most 25 things, got 26/,
  ],
  [
    'more ends',
    duel((g) => (g.ends = Array.from({ length: 21 }, () => ({ when: ['step', '=', 1] as const, log: 'x' })))),
    /ends: expected at most 20 ends, got 21/,
  ],
  [
    'more effects of a rule',
    duel((g) => (g.rules = [{ id: 'x', from: 1, do: Array.from({ length: 31 }, () => ({ add: { lives: 1 } })) }])),
    /rules\[0\]\.do: expected at most 30 effects, got 31/,
  ],
  [
    'one condition as long as a book',
    duel((g) => (g.ends = [{ when: { any: Array.from({ length: 2000 }, () => ['step', '=', 99] as const) }, log: 'x' }])),
    /rules: expected at most 2000 rules, comparisons and effects in the whole file: take some out, or join them, got 20\d\d/,
  ],
  [
    'much of everything: it would be checked for minutes',
    duel((g) => {
      g.steps = 100;
      const when = { all: Array.from({ length: 5 }, () => ['step', '>', 0] as const) };
      g.rules = Array.from({ length: 200 }, (_, i) => ({ id: `r-${i}`, from: 1, every: 1, when, log: 'x', do: [] }));
      g.variants = Array.from({ length: 10 }, (_, i) => ({ id: `v-${i}`, name: 'V', without: [], says: {} }));
    }),
    /steps: expected at most \d\d for a game with so much in it: take out steps, rules, variants or players, got 100/,
  ],
  [
    'a number that may become endless',
    duel((g) => (g.rules = [{ id: 'x', from: 1, do: [{ set: { lives: 'first.taunt' } }] }])),
    /rules\[0\]\.do\[0\]\.set: expected a number with a most, because first\.taunt may be endless, got "lives"/,
  ],
  [
    'a number that doubles',
    duel((g) => (g.rules = [{ id: 'x', from: 1, every: 1, do: [{ add: { lives: 'lives' } }] }])),
    /rules\[0\]\.do\[0\]\.add: expected a number with a least and a most, because lives is added to it.*got "lives"/,
  ],
  [
    'a number with more digits than sums have',
    duel((g) => (g.rules = [{ id: 'x', from: 1, every: 1, do: [{ add: { lives: 1e308 } }] }])),
    /rules\[0\]\.do/,
  ],
  [
    'things that are there or not by all of those before them',
    maze((g) => {
      const letters = 'BCDEFGHIJKMNOPQSTVWXYZ';
      const before = (i: number) => [...letters.slice(0, i)].map((letter) => ['near.' + letter.toLowerCase(), '>', 0] as const);
      const more = [...letters].map((letter, i) => ({
        ...{ id: letter.toLowerCase(), letter, name: letter, kind: 'place' as const },
        ...(i > 0 && { when: { all: before(i) } }),
      }));
      g.things = [...g.things, ...more];
      g.board = [...g.board!, ...[0, 7, 14].map((at) => letters.slice(at, at + 7)), `${letters.slice(21)}......`];
    }),
    /^taken$/,
  ],
])('%s', (_, json, says) => {
  expect(message(json)).toMatch(says);
});

test.each<[place: string, from: RegExp, to: string, says: string]>([
  ['', /"role":/, '"rolle": "", "role":', 'rolle: expected no field of this name (maybe “role” is meant), got ""'],
  ['', /"role":/, '"cost": 3, "role":', 'cost: expected no field but format, version, id, name, '],
  ['actions[0].', /("actions": \[\s*\{)/, '$1"constructor": 4,', 'constructor: expected no field but id, text, '],
  [
    'actions[0].',
    /("actions": \[\s*\{)/,
    '$1"wehn": ["step", ">", 3],',
    'wehn: expected no field of this name (maybe “when” is meant), got ',
  ],
  ['lines[0].', /("lines": \[\s*\{)/, '$1"foo": 1,', 'foo: expected no field but id, tone, text, helps, when, blocked, do, got 1'],
  ['numbers[0].', /("numbers": \[\s*\{)/, '$1"max": 1,', 'max: expected no field but id, start, least, most, label, got 1'],
  ['things[0].', /("things": \[\s*\{)/, '$1"kinds": 1,', 'kinds: expected no field of this name (maybe “kind” is meant), got 1'],
  ['rules[0].', /("rules": \[\s*\{)/, '$1"evry": 1,', 'evry: expected no field of this name (maybe “every” is meant), got 1'],
  ['rules[0].do[0].', /("rules": \[\s*\{)/, '$1"do": [{"ad": {}}],', 'ad: expected no field of this name (maybe “add” is meant), got '],
  ['ends[0].', /("ends": \[\s*\{)/, '$1"score": 1,', 'score: expected no field but when, log, got 1'],
  ['rubric[0].', /("rubric": \[\s*\{)/, '$1"lines": 1,', 'lines: expected no field of this name (maybe “line” is meant), got 1'],
  ['players[0].', /("players": \[\s*\{)/, '$1"agian": true,', 'agian: expected no field of this name (maybe “again” is meant), got true'],
  ['variants[0].', /("variants": \[\s*\{)/, '$1"about": "x",', 'about: expected no field but id, name, role, without, says, got "x"'],
])('%s: a field that no game has is refused with the one that was meant: %s', (place, from, to, says) => {
  const text = readFileSync('public/games/the-maze.json', 'utf8');
  // Of two fields of one name JSON keeps the last.
  const json =
    place === 'rules[0].do[0].' ? text.replace(/"do": /g, (found, at: number) => (at > text.indexOf('"rules"') ? '"was": ' : found)) : text;
  expect(from.test(json)).toBe(true);
  expect(message(json.replace(from, to))).toContain(`${place}${says}`);
});

test('of a later version it is the version that is told, and not its fields', () => {
  const json = duel((g) => Object.assign(g, { version: 2, sounds: [] }));
  expect(message(json)).toBe('game-invalid: own.json: version: expected 1, got 2');
  expect(hintOf(json)).toContain('newer version of the lab');
});

test('a file as it ships is taken', () => {
  expect(message(duel(() => undefined))).toBe('taken');
});

test('all problems are told at once', () => {
  const json = duel((g) => ((g.steps = 0), (g.role = ''), (g.rubric = [])));
  expect(message(json).split('\n').length).toBeGreaterThanOrEqual(3);
});

test('a step costs as much for each rule, however many there are', () => {
  const game = parseGame(
    duel(() => undefined),
    'own.json',
  );
  const rules = Array.from({ length: 20_000 }, (_, i) => ({ id: `r-${i}`, from: 1, every: 1, log: 'x', do: [] }));
  // What each rule had copied of all the others would be 400 million names.
  const state = step({ ...game, rules }, step({ ...game, rules }, begin(game, 1), 'wait'), 'wait');
  expect([state.moves[1]!.events.length, state.fired['r-19999']]).toEqual([20_001, 2]);
});

test.each(['docs/games.md', 'README.md'])('no refusal of a file points to %s, which the page does not have', (file) => {
  for (const json of [duel((g) => (g.steps = 0)), duel((g) => (g.players = []))]) {
    const hint = hintOf(json);
    expect(hint).not.toContain(file);
    expect(hint).toContain(EXAMPLE_GAME);
  }
});
