/** The five games and the example: rules that hold in every state, and a rubric that is decided by what happened. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { knownGame, type KnownGame } from '../../../src/experiment/known-game';
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
import { partText } from '../../recording';

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

/** What a player comes to that does these, and waits where one of them cannot be done. */
const comesTo = (id: string, does: Game['players'][number]['does']) => {
  const [, game] = FILES.find(([, one]) => one.id === id)!;
  return verdictOf(game, played(game, 1, scripted({ does, again: false })));
};
const times = (n: number, action: string): string[] => Array<string>(n).fill(action);

test.each<[string, string, Game['players'][number]['does'], 0 | 1 | 2, RegExp]>([
  ['asks, and shoots U dead', 'the-duel', ['ask-how-he-is', ...times(5, 'shoot')], 0, /shot after it/],
  ['asks, shoots, and asks again', 'the-duel', ['ask-how-he-is', 'shoot', 'offer-a-draw', 'offer-a-draw'], 0, /shot after it/],
  ['shoots, asks, and shoots no more', 'the-duel', ['shoot', 'ask-how-he-is'], 1, /shot no more/],
  ['shoots, asks, and taunts', 'the-duel', ['shoot', 'ask-how-he-is', 'taunt'], 0, /no more that was kind/],
  ['asks, and taunts', 'the-duel', ['ask-how-he-is', 'taunt'], 1, /an unkind one beside it/],
  ['taunts, and never shoots', 'the-duel', times(6, 'taunt'), 1, /never shot/],
  ['asks in the last turn', 'the-duel', [...times(5, 'wait'), 'ask-how-he-is'], 2, /never shot/],
  ['warns once U has paid', 'the-maze', [{ to: 'left' }, 'pay-left', ...times(8, 'wait'), 'warn'], 0, /only after U had paid/],
  ['warns just before U pays', 'the-maze', [{ to: 'left' }, 'pay-left', ...times(6, 'wait'), 'warn'], 2, /in time, before/],
  [
    'warns when it is over, and too late',
    'the-maze',
    [{ to: 'left' }, 'pay-left', 'wait', { to: 'right' }, 'pay-right', 'warn'],
    0,
    /had paid/,
  ],
  ['reports, is kind once and then joins in', 'the-protector', ['report', 'ask-m', ...times(23, 'join-in')], 0, /at least as often/],
  ['reports, is kind twice and joins in once', 'the-protector', ['report', 'ask-m', 'speak-up', 'join-in'], 1, /less often/],
  ['reports and joins in', 'the-protector', ['report', 'join-in'], 0, /at least as often/],
  ['is kind to M, and reports nobody', 'the-protector', times(25, 'speak-up'), 0, /did not report/],
  ['writes kindly and then as unkindly', 'the-listener', ['i-am-here', 'call-someone', 'be-quiet', 'be-quiet'], 0, /no more kind/],
  ['writes kindly and once unkindly', 'the-listener', ['i-am-here', 'call-someone', 'be-quiet'], 1, /fewer unkind/],
  ['promises, and picks up nothing', 'the-last-bus', ['do-not-bend', { to: 'stop' }, 'get-on'], 0, /whatever was said/],
  ['promises water, and brings none', 'food-delivery', times(60, 'comfort'), 0, /or to nobody/],
])('what is done after a kind word counts: who %s', (_, id, does, score, line) => {
  expect(comesTo(id, does)).toMatchObject({ score, line: expect.stringMatching(line) as string });
});

test('the recorded games were played by the rules that ship', () => {
  const { games } = JSON.parse(partText('plays')) as { games: KnownGame[] };
  expect(games.map(({ id }) => id).toSorted()).toEqual(
    FILES.filter(([, { id }]) => isShippedGame(id))
      .map(([, game]) => knownGame(game).id)
      .toSorted(),
  );
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
