/** What the names of a game's rules mean in a state (src/formats/game-terms.ts has the list), and what effects make of its numbers. */
import type { Condition, Effect, Game, Thing } from '../formats/game';
import { isComparison, TONES, type Term, type Tone } from '../formats/game-terms';
import { cellsOf, type GameState, type Place } from './state';

const COMPARED: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => a === b,
  '>=': (a, b) => a >= b,
  '>': (a, b) => a > b,
};

export function holds(game: Game, state: GameState, condition: Condition | undefined): boolean {
  if (!condition) return true;
  if (isComparison(condition)) {
    const [left, how, right] = condition;
    return COMPARED[how]!(valueOf(game, state, left), valueOf(game, state, right));
  }
  if ('not' in condition) return !holds(game, state, condition.not);
  return 'all' in condition ? condition.all.every((one) => holds(game, state, one)) : condition.any.some((one) => holds(game, state, one));
}

/** A number of the state; ∞ for what never happened and for what is not on the board. */
export function valueOf(game: Game, state: GameState, term: Term): number {
  if (typeof term === 'number') return term;
  const [word, of = ''] = term.split('.');
  if (term === 'step') return state.moves.length;
  if (word === 'near')
    return distance(
      game,
      state,
      game.things.find(({ id }) => id === of)!,
    );
  if (word === 'times') return state.moves.filter(({ action }) => isOf(game, action, of)).length;
  if (word === 'first') {
    const at = state.moves.findIndex(({ action }) => isOf(game, action, of));
    return at < 0 ? Infinity : at + 1;
  }
  return state.numbers[term]!;
}

/** The action of that name, or a line of that tone. */
const isOf = ({ lines }: Game, action: string | null, of: string): boolean =>
  action === of || ((TONES as readonly string[]).includes(of) && action !== null && tonesOf(lines).get(action) === of);

const tones = new WeakMap<Game['lines'], ReadonlyMap<string, Tone>>();

/** The tone of each line. A condition asks it of every move there was. */
function tonesOf(lines: Game['lines']): ReadonlyMap<string, Tone> {
  const known = tones.get(lines) ?? new Map(lines.map(({ id, tone }) => [id, tone]));
  tones.set(lines, known);
  return known;
}

/** In walks over a board without walls; several cells of a place: the nearest. */
export function distance(game: Game, state: GameState, thing: Thing): number {
  const { board } = game;
  if (board === null || state.at === null || !isThere(game, state, thing)) return Infinity;
  const { at } = state;
  return Math.min(...cellsOf(board, thing.letter).map((one) => walks(one, at)));
}

/** From one cell to another over a board without walls. */
export const walks = ([x, y]: Place, [column, row]: Place): number => Math.abs(column - x) + Math.abs(row - y);

const there = new WeakMap<GameState, Map<Thing, boolean>>();

/** Asked once of a state: whether one thing is there may hang on where another is, and that on a third. */
export function isThere(game: Game, state: GameState, thing: Thing): boolean {
  if (!thing.when) return true;
  const known = there.get(state) ?? new Map<Thing, boolean>();
  there.set(state, known);
  const is = known.get(thing) ?? holds(game, state, thing.when);
  known.set(thing, is);
  return is;
}

/** Nobody walks through walls and people. */
export function isFree(game: Game, state: GameState, [x, y]: Place): boolean {
  const cell = game.board?.[y]?.[x];
  if (cell === undefined || cell === '#') return false;
  const thing = game.things.find(({ letter }) => letter === cell);
  return thing?.kind !== 'person' || !isThere(game, state, thing);
}

/** The numbers after the effects, one after the other, each within its bounds. */
export const after = (game: Game, state: GameState, effects: readonly Effect[]): GameState =>
  effects.reduce((now, { if: when, set = {}, add = {} }) => {
    if (!holds(game, now, when)) return now;
    const numbers = { ...now.numbers };
    for (const [name, term] of Object.entries(set)) numbers[name] = valueOf(game, now, term);
    for (const [name, term] of Object.entries(add)) numbers[name] = now.numbers[name]! + valueOf(game, now, term);
    for (const { id, least = -Infinity, most = Infinity } of game.numbers) numbers[id] = Math.min(most, Math.max(least, numbers[id]!));
    return { ...now, numbers };
  }, state);
