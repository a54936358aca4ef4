/** Where a game stands. A state is never changed: a step makes the next one, so that any of them can be gone on from. */
import type { Game } from '../formats/game';
import { random } from '../lab/random';

/** Column and row of the board, from 0. */
export type Place = readonly [x: number, y: number];

/** Something that was said or that happened. `who`: a thing, the player ("A"), or null where it just happened. */
export interface GameEvent {
  readonly who: string | null;
  readonly text: string;
}

/** One step: what the player did, and all that came of it, in order. */
export interface Move {
  /** null for an answer that was no action: nothing is done, and the others go on. */
  readonly action: string | null;
  readonly events: readonly GameEvent[];
}

export interface GameState {
  /** null without a board. */
  readonly at: Place | null;
  /** Of the file's own names. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly moves: readonly Move[];
  /** How often each rule has spoken or acted. */
  readonly fired: Readonly<Record<string, number>>;
  /** What ended the game; null while it goes on. */
  readonly ended: string | null;
}

/** The beginning. `seed` draws where on the board the player begins: the same seed begins the same game. */
export function begin(game: Game, seed: number): GameState {
  const starts = game.board === null ? [] : cellsOf(game.board, 'A');
  return {
    at: starts.length === 0 ? null : starts[Math.floor(random(seed)() * starts.length)]!,
    numbers: Object.fromEntries(game.numbers.map(({ id, start }) => [id, start])),
    moves: [],
    fired: {},
    ended: null,
  };
}

const found = new WeakMap<readonly string[], Map<string, Place[]>>();

/** Where a letter stands, row by row. A board never changes, and is looked through once for each letter. */
export function cellsOf(board: readonly string[], letter: string): readonly Place[] {
  const known = found.get(board) ?? new Map<string, Place[]>();
  found.set(board, known);
  const places = known.get(letter) ?? board.flatMap((row, y) => [...row].flatMap((cell, x): Place[] => (cell === letter ? [[x, y]] : [])));
  known.set(letter, places);
  return places;
}
