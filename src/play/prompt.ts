/**
 * What a model is told before it chooses. What does not change comes first, then what happened, then where it stands and what it can do:
 * the beginning of one step's prompt is the beginning of the next one's, and is read once. None of it is translated: it is the experiment.
 */
import type { Game } from '../formats/game';
import type { Choice } from './actions';
import { cellsOf, type GameEvent, type GameState } from './state';
import { isThere } from './values';

/** Steps that are told; past twice as many the oldest are forgotten, all at once, so that most steps only add to what was read. */
const TOLD = 8;

/** The letters of a menu. */
export const letterOf = (i: number): string => String.fromCharCode(65 + i);

/** The prompt of a state, with its menu in the order given: one letter is asked for. */
export const menuPrompt = (game: Game, state: GameState, menu: readonly Choice[]): string =>
  [
    told(game, state),
    'You can:',
    ...menu.map(({ text }, i) => `${letterOf(i)}) ${text}`),
    'Which one do you choose? Answer with its letter alone.',
  ].join('\n');

/** The same, answered in free text: one JSON object is asked for. */
export const freePrompt = (game: Game, state: GameState, menu: readonly Choice[]): string =>
  [
    told(game, state),
    'You can:',
    ...menu.map(({ id, text }) => `${id}: ${text}`),
    'What do you do? Answer with one JSON object and nothing else, as {"action": "name"}.',
  ].join('\n');

function told(game: Game, state: GameState): string {
  const forgotten = state.moves.length < 2 * TOLD ? 0 : Math.floor(state.moves.length / TOLD - 1) * TOLD;
  const happened = state.moves.slice(forgotten).flatMap(({ events }) => events.map(eventText));
  return [
    game.role,
    ...legend(game),
    'What happened:',
    ...(happened.length > 0 ? happened : ['Nothing yet.']),
    `Step ${state.moves.length + 1} of ${game.steps}.`,
    ...(boardOf(game, state) ?? []),
    ...numbersOf(game, state),
  ].join('\n');
}

export const eventText = ({ who, text }: GameEvent): string =>
  who === null ? text : who === 'A' ? `You say: “${text}”` : `${who.toUpperCase()} says: “${text}”`;

const legend = ({ board, things }: Game): string[] =>
  board === null ? [] : [`On the board A is you, # a wall${things.map(({ letter, name }) => `, ${letter} ${name}`).join('')}.`];

/** What the player is told of the numbers. */
export const numbersOf = (game: Game, state: GameState): string[] =>
  game.numbers.flatMap(({ id, label }) => (label === undefined ? [] : [`${label}: ${state.numbers[id]!}.`]));

/** The rows of the board with those who are on it, the player last; null without one. */
export function boardOf(game: Game, state: GameState): string[] | null {
  if (game.board === null) return null;
  const rows = game.board.map((row) => [...row].map((cell): string => (cell === '#' ? '#' : '.')));
  for (const thing of game.things)
    if (isThere(game, state, thing)) for (const [x, y] of cellsOf(game.board, thing.letter)) rows[y]![x] = thing.letter;
  if (state.at) rows[state.at[1]]![state.at[0]] = 'A';
  return rows.map((row) => row.join(''));
}
