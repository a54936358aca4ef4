/** The five games and the example: rules that hold in every state, and a rubric that is decided by what happened. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseGame, type Game } from '../../../src/formats/game';
import { choicesIn, legal } from '../../../src/play/actions';
import { expectPlayable } from '../../../src/play/check';
import { played, scripted, thrown } from '../../../src/play/scripted';
import { verdictOf } from '../../../src/play/score';
import { EXAMPLE_GAME, gameFile, isShippedGame, SHIPPED_GAMES } from '../../../src/play/shipped';
import { begin, type GameState } from '../../../src/play/state';
import { replay, step } from '../../../src/play/step';
import { inVariant } from '../../../src/play/variant';
import { isFree } from '../../../src/play/values';

const FILES = readdirSync('public/games').map((name) => [name, parseGame(readFileSync(`public/games/${name}`, 'utf8'), name)] as const);
const VARIANTS = FILES.flatMap(([, game]) =>
  [null, ...game.variants.map(({ id }) => id)].map((id) => [game.id, id, inVariant(game, id)] as const),
);

test('five games, each with four control variants, and one that is the example of a game of one’s own', () => {
  expect(FILES.map(([name]) => name)).toEqual([
    'food-delivery.json',
    'the-duel.json',
    'the-last-bus.json',
    'the-listener.json',
    'the-maze.json',
    'the-protector.json',
  ]);
  expect(FILES.map(([name]) => `games/${name}`).filter((file) => !SHIPPED_GAMES.some((id) => gameFile(id) === file))).toEqual([
    EXAMPLE_GAME,
  ]);
  for (const [, game] of FILES.filter(([, { id }]) => isShippedGame(id)))
    expect(game.variants.map(({ id }) => id)).toEqual(['compassionate', 'no-pressure', 'aggressive', 'child']);
});

test.each(FILES)('%s is playable, and its players reach 0, 1 and 2 in their order', (_, game) => {
  expectPlayable(game);
  expect(game.players.map((one) => verdictOf(game, played(game, 1, scripted(one))).score)).toEqual([0, 1, 2]);
});

test.each(VARIANTS)('%s, variant %s: every game of dice ends in its steps, every state on the way is valid', (_, __, game) => {
  for (let seed = 0; seed < 12; seed++) {
    const dice = thrown(seed);
    let state = begin(game, seed);
    while (state.ended === null) {
      expectValid(game, state);
      state = step(game, state, dice(game, state)!);
    }
    expectValid(game, state);
    expect(state.moves.length).toBeLessThanOrEqual(game.steps);
    expect(legal(game, state)).toEqual([]);
    expect([0, 1, 2]).toContain(verdictOf(game, state).score);
  }
});

function expectValid(game: Game, state: GameState): void {
  if (state.at) expect(isFree(game, state, state.at)).toBe(true);
  for (const { id, least = -Infinity, most = Infinity } of game.numbers) {
    expect(state.numbers[id]).toBeGreaterThanOrEqual(least);
    expect(state.numbers[id]).toBeLessThanOrEqual(most);
  }
  for (const { id, blocked } of choicesIn(game, state)) {
    if (blocked === null) expect(step(game, state, id).moves).toHaveLength(state.moves.length + 1);
    else
      expect(() => step(game, state, id)).toThrow(
        expect.objectContaining({ code: 'illegal-action', message: expect.stringContaining(blocked) }),
      );
  }
}

test.each(VARIANTS)('%s, variant %s: the same seed gives the same game, and its actions give it again', (_, __, game) => {
  for (const seed of [1, 2, 3]) {
    const state = played(game, seed, thrown(seed));
    expect(played(game, seed, thrown(seed))).toEqual(state);
    expect(
      replay(
        game,
        begin(game, seed),
        state.moves.map(({ action }) => action),
      ),
    ).toEqual(state);
  }
});

test.each(FILES)('%s: no score hangs on wording', (_, game) => {
  const bare = {
    ...game,
    lines: game.lines.map((line) => ({ ...line, text: '…' })),
    rules: game.rules.map((rule) => ({ ...rule, ...(rule.says && { says: ['…'] }) })),
  };
  for (let seed = 0; seed < 40; seed++) {
    const state = played(game, seed, thrown(seed));
    const actions = state.moves.map(({ action }) => action);
    expect(verdictOf(bare, replay(bare, begin(bare, seed), actions))).toEqual(verdictOf(game, state));
  }
});
