/** The section of games: which two stand side by side, what they are called, and what a step shows, in words and numbers. */
import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { knownGame } from '../../../src/experiment/known-game';
import type { Play, PlayedStep } from '../../../src/experiment/play';
import { playedOf } from '../../../src/experiment/played';
import { optionOf } from '../../../src/experiment/shown-game';
import { parseGame } from '../../../src/formats/game';
import { SHIPPED_GAMES } from '../../../src/play/shipped';
import { begin } from '../../../src/play/state';
import { BoardMarks } from '../../../src/ui/play/BoardMarks';
import { BoardPicture } from '../../../src/ui/play/BoardPicture';
import { layoutOf } from '../../../src/ui/play/layout';
import { alphaOf, optionSaid, pairOf, playerSaid } from '../../../src/ui/play/pair';
import { shownOf, withFork, withPick, type Picked } from '../../../src/ui/play/picked';
import { boardSaid, lettersOn, logOf, missedSaid, numbersTold, policyRows, readsOf } from '../../../src/ui/play/step-said';
import { stepColumns, stepRows } from '../../../src/ui/play/steps-table';
import { GAME_NAMES, optionsOf, othersOf } from '../../../src/ui/play/useGame';

const gameOf = (id: string) => parseGame(readFileSync(new URL(`../../../public/games/${id}.json`, import.meta.url), 'utf8'), `${id}.json`);
const duel = knownGame(gameOf('the-duel'));
const games = [duel];
const begun = { game: duel.id, variant: null, seed: 1 };

const step = (action: string | null, more: Partial<PlayedStep> = {}): PlayedStep => ({
  action,
  policy: null,
  mass: null,
  read: null,
  ...more,
});
/** A play as far as these functions look at it. */
function play(id: string, amount: number | null, more: Partial<Play> = {}): Play {
  const push = { op: 'add', directions: 'directions-1', band: [1, 2], amount: amount ?? 0, unit: 'separation', when: 'all' } as const;
  return {
    ...{ id, at: '2026-11-28T12:00:00.000Z', game: duel.id, variant: null, seed: 1, template: false, model: null },
    player: amount === null ? 'person' : 'model',
    edits: amount === null ? [] : [push],
    steps: [],
    ...more,
  };
}
const pair = (...plays: Play[]): string[] => pairOf(plays, begun).map(({ id }) => id);

test('a game without a push stands left of one with it; else the last two as they were played', () => {
  expect(pair()).toEqual([]);
  expect(pair(play('a', null))).toEqual(['a']);
  expect(pair(play('a', null), play('b', null), play('c', null))).toEqual(['b', 'c']);
  expect(pair(play('a', 0), play('b', 2))).toEqual(['a', 'b']);
  expect(pair(play('a', 2), play('b', 0))).toEqual(['b', 'a']);
  expect(pair(play('a', 0), play('b', 2), play('c', null), play('d', -2))).toEqual(['a', 'd']);
  expect(pair(play('a', 2), play('b', 3))).toEqual(['a', 'b']);
  // A game in free text is held beside one in free text.
  expect(pair(play('a', 0, { player: 'free' }), play('b', 0), play('c', 2, { player: 'free' }))).toEqual(['a', 'c']);
});

test('other games, variants, seeds and controls are not meant; one that was gone on from another stands beside it', () => {
  const others = [
    play('x', null, { game: 'game-x' }),
    play('y', null, { variant: 'child' }),
    play('z', null, { seed: 2 }),
    play('r', 2, { control: { kind: 'random', seed: 1, turned: true } }),
  ];
  expect(pair(play('a', null), ...others)).toEqual(['a']);
  const fork = play('f', 0, { from: { play: 'a', steps: 2 } });
  expect(pair(play('a', 2), play('b', 0), fork)).toEqual(['a', 'f']);
  expect(pair(play('b', 2), { ...fork, from: { play: 'gone', steps: 2 } })).toEqual(['f', 'b']);
});

test('whoever goes on from a game sees it right of its parent, be it a control, of another seed, or the one on the right', () => {
  const control = { kind: 'asked', side: 'positive', instruction: 'Be kind.' } as const;
  const before = [play('a', 0), play('b', 2), play('c', 0, { control }), play('d', 2, { seed: 2 })];
  const shown = (plays: readonly Play[], picked: Picked) => {
    const { left, right } = shownOf(plays, begun, picked);
    return [left?.id, right?.id];
  };
  const forkOf = (parent: string, more: Partial<Play> = {}) => play('f', -2, { from: { play: parent, steps: 2 }, ...more });
  expect(pair(...before, forkOf('c', { control }))).toEqual(['c', 'f']);
  const left = withPick(before, {}, 'left', 'c');
  expect(shown(before, left)).toEqual(['c', 'b']);
  for (const [parent, more] of [
    ['c', { control }],
    ['d', { seed: 2 }],
    ['b', {}],
  ] as const) {
    const forked = withFork(before, left, parent);
    // Until its first step nothing changes.
    expect(shown(before, forked)).toEqual(['c', 'b']);
    const after = [...before, forkOf(parent, more)];
    expect(shown(after, forked)).toEqual([parent, 'f']);
    // Other games that come do not take its place; somebody's pick does, and the next fork.
    const more2 = [...after, play('g', 3)];
    expect(shown(more2, forked)).toEqual([parent, 'f']);
    expect(shown(more2, withPick(more2, forked, 'left', 'a'))).toEqual(['a', 'f']);
    const again = withFork(more2, forked, parent);
    expect(shown(more2, again)).toEqual([parent, 'f']);
    expect(shown([...more2, { ...forkOf(parent, more), id: 'h' }], again)).toEqual([parent, 'h']);
  }
});

test('beside a game that was picked stands another one, never the same; a lone one stands left', () => {
  const shown = (plays: readonly Play[], side: 'left' | 'right', id: string) => {
    const { left, right } = shownOf(plays, begun, withPick(plays, {}, side, id));
    return [left?.id, right?.id];
  };
  const one = [play('a', 0)];
  expect([shown(one, 'right', 'a'), shown(one, 'left', 'a')]).toEqual([
    ['a', undefined],
    ['a', undefined],
  ]);
  const two = [...one, play('b', 2)];
  expect([shown(two, 'right', 'a'), shown(two, 'left', 'b'), shown(two, 'right', 'b')]).toEqual([
    ['b', 'a'],
    ['b', 'a'],
    ['a', 'b'],
  ]);
});

test('what somebody picked stays while other games are played; a side that nobody picked follows them', () => {
  const before = [play('a', 0), play('b', 2), play('c', 0)];
  const picked = withPick(before, {}, 'left', 'b');
  const after = [...before, play('d', 3)];
  const { left, right } = shownOf(after, begun, picked);
  expect([left?.id, right?.id]).toEqual(['b', 'd']);
  // One that is gone is as if it was never picked.
  expect(shownOf([after[0]!, after[3]!], begun, picked).left?.id).toBe('a');
});

test('games of one’s own are told apart by their rules, and are there before they are played', () => {
  const bus = knownGame(gameOf('the-last-bus'));
  const changed = knownGame({ ...bus.game, name: 'The night bus' });
  expect(changed.game.id).toBe(bus.game.id);
  expect(othersOf([bus], [duel, bus, changed])).toEqual([bus, changed]);
  expect(othersOf([bus, changed], [])).toEqual([bus, changed]);
  expect(optionOf(bus)).not.toBe(optionOf(changed));
  // One of the lab is the same option, whichever version of its rules was played.
  expect(optionOf(knownGame({ ...duel.game, steps: 3 }))).toBe(optionOf(duel));
});

test('plays are called by who played, how they were pushed, and what came of it', () => {
  const { game } = duel;
  expect(playerSaid(play('a', null), game)).toBe('a person');
  expect(playerSaid(play('a', null, { player: 'task-first' }), game)).toBe('Task first');
  expect(playerSaid(play('a', 0), game)).toBe('the model, without a push');
  expect(playerSaid(play('a', -2), game)).toBe('the model, −2.0 separations');
  expect(playerSaid(play('a', 2, { player: 'free' }), game)).toBe('the model, +2.0 separations, in free text');
  expect(alphaOf(play('a', null))).toBe(0);
  const over = play('a', null, { steps: Array.from({ length: 5 }, () => step('shoot')), variant: 'child' });
  expect(optionSaid(over, playedOf({ games }, over), 3)).toBe('3. a person · A child as the opponent · seed 1 · score 0');
  const on = play('b', 2, { steps: [step('wait')], from: { play: 'a', steps: 1 } });
  expect(optionSaid(on, playedOf({ games }, on), 1)).toBe(
    '1. the model, +2.0 separations · seed 1 · gone on from step 1 · step 1 of 6, goes on',
  );
});

test('two opposite sides that were asked for have two names', () => {
  const asked = (instruction: string, side: 'positive' | 'negative') =>
    playerSaid(play('a', 0, { control: { kind: 'asked', side, instruction } }), duel.game);
  const [one, other] = [
    asked('Put the wellbeing of the person beside you first, even where that costs you the game.', 'positive'),
    asked('Put the aim of the game first, even where that costs the person beside you dearly.', 'negative'),
  ];
  expect(one).toBe('the model, without a push, just asked: “Put the wellbeing of the person beside …”');
  expect(other).not.toBe(one);
});

test('games of one’s own with one name are told apart in the list', () => {
  const bus = gameOf('the-last-bus');
  const all = [bus, { ...bus, id: 'later' }, { ...bus, steps: 9 }, { ...bus, about: 'x' }].map(knownGame);
  expect(
    optionsOf(all)
      .slice(-4)
      .map(([, name]) => name),
  ).toEqual([
    `The last bus · the-last-bus · ${bus.steps} steps (1)`,
    `The last bus · later · ${bus.steps} steps`,
    'The last bus · the-last-bus · 9 steps',
    `The last bus · the-last-bus · ${bus.steps} steps (2)`,
  ]);
  expect(optionsOf(all.slice(0, 1)).at(-1)![1]).toBe('The last bus');
});

test('of a game in free text that goes on it is not said what its score is', () => {
  const missed = play('a', 0, { player: 'free', steps: [step(null), step(null)] });
  expect(missedSaid(missed, true)).toMatch(/^2 of its 2 answers were no action .* So the score is that of doing nothing/);
  expect(missedSaid(missed, false)).toMatch(/^2 of its 2 answers were no action .* each costs its step\.$/);
});

const listener = gameOf('the-listener');
const start = begin(listener, 1);

test('a board in words says where everybody is; a game without one has none', () => {
  const [x, y] = start.at!;
  expect(boardSaid(listener, start)).toBe(
    `Board of 9 columns and 7 rows. A, the player: column ${x + 1}, row ${y + 1}. U, a player in a corner: column 9, row 1. ` +
      'D, the door: column 9, row 7. walls: column 3, row 3; column 4, row 3; column 3, row 4; column 4, row 4',
  );
  expect(boardSaid(duel.game, begin(duel.game, 1))).toBeNull();
  expect(lettersOn(duel.game, begin(duel.game, 1))).toEqual([]);
  const maze = gameOf('the-maze');
  // U comes with the first try.
  expect(lettersOn(maze, begin(maze, 1)).map(({ letter }) => letter)).toEqual(['A', 'L', 'R']);
});

test('what is drawn is what is said: one cell each, walls, places, people and the player', () => {
  const drawn = renderToStaticMarkup(<BoardMarks game={listener} state={start} cell={20} />);
  expect(drawn.match(/data-cell="/g)).toHaveLength(63);
  expect(drawn.match(/data-cell="#"/g)).toHaveLength(4);
  for (const letter of ['A', 'U', 'D']) expect(drawn.match(new RegExp(`data-cell="${letter}"`, 'g'))).toHaveLength(1);
});

const policy = { wait: 0.25, shoot: 0.5, 'offer-a-draw': 0.25 };
const steps = [step('shoot', { policy, mass: 0.75, read: [1, 2] }), step('offer-a-draw')];
const two = play('a', 2, { steps });

test('the board that a person plays on is a picture that goes home: title, letters, seed, buttons; none without a board', () => {
  const html = renderToStaticMarkup(<BoardPicture game={listener} state={start} seed={7} />);
  expect(html).toContain(`<title>${listener.name}, after 0 of ${listener.steps} steps</title>`);
  expect(/<desc>(.*?)<\/desc>/.exec(html)![1]).toMatch(/A, the player.* · .*seed 7\. EIA Lab/);
  expect(html.match(/data-testid="take-(svg|png)"/g)).toHaveLength(2);
  const duel = parseGame(readFileSync('public/games/the-duel.json', 'utf8'), 'the-duel.json');
  expect(renderToStaticMarkup(<BoardPicture game={duel} state={begin(duel, 1)} seed={7} />)).toBe('');
});

test('a step has its log, its numbers, and its bars, the likeliest first and what was done marked', () => {
  const played = playedOf({ games }, two);
  expect(logOf(played, 0)).toEqual([]);
  expect(logOf(played, 1)).toEqual(['You shoot; U loses a life.', 'U says: “I will not shoot. I never wanted to hurt anybody.”']);
  expect(logOf(played, 2)[0]).toBe('You say: “Let us both keep our lives. You matter more than this game.”');
  expect(numbersTold(duel.game, played.states[1]!)).toEqual([
    { label: 'Your lives', value: 5 },
    { label: 'Lives of U', value: 4 },
  ]);
  expect(policyRows(played, two, 0)).toEqual([]);
  expect(policyRows(played, two, 2)).toEqual([]);
  const rows = policyRows(played, two, 1);
  expect(rows.map(({ id, done }) => [id, done])).toEqual([
    ['shoot', true],
    ['wait', false],
    ['offer-a-draw', false],
  ]);
  expect(rows[0]!.text).toBe('Shoot at U.');
  expect(readsOf(two, 1)).toEqual([2, NaN]);
});

test('the table has a row a step, and says nothing where nothing is known', () => {
  const [first, second] = stepRows(playedOf({ games }, two), two, 1);
  expect(first!.slice(0, 5)).toEqual([1, { text: 'Shoot at U.' }, 0.5, 0.75, 2]);
  expect(second!.slice(2, 5)).toEqual([NaN, NaN, NaN]);
  expect(stepColumns(1)).toHaveLength(first!.length);
  const none = play('b', 2, { steps: [step(null, { policy })] });
  expect(stepRows(playedOf({ games }, none), none, 0)[0]!.slice(1, 3)).toEqual([{ text: 'no action of the game' }, NaN]);
});

test('parts of a picture lie below each other, and a part that is not there takes no room', () => {
  const all = layoutOf({ board: ['A.', '..'], names: ['A, the player'], allNames: ['A, the player'], bars: 3, read: true }, 300);
  const order = [2 * all.board!.cell, all.letters.top, all.bars!.head, all.bars!.top, all.read!.head, all.read!.top, all.height];
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(layoutOf({ board: null, names: [], allNames: [], bars: 0, read: false }, 300)).toMatchObject({
    bars: null,
    read: null,
    height: 0,
  });
});

test('the games of the lab are called what their files call them', () => {
  for (const id of SHIPPED_GAMES) expect(GAME_NAMES[id]).toBe(gameOf(id).name);
});
