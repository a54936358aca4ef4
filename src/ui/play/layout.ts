/** Where the parts of a game's picture lie, one below the other, for any width. Pure. */
import { SIZE } from '../figure/plan';
import { wrap } from '../figure/text';

/** The widest that a cell of the board is. */
const CELL = 34;
/** From line to line of the letters' names. */
export const LETTERS_LINE = 17;
/** A bar with its action above it. */
export const BAR_ROW = 34;
/** The heading of a part. */
const HEAD = 22;
/** The plot of the projection, and what stands below it. */
export const [READ_HEIGHT, READ_FOOT] = [72, 22];
const GAP = 12;

/** Pixels from the upper edge of the plot; null for a part that the picture has not got. */
export interface GameLayout {
  readonly board: { readonly cell: number } | null;
  readonly letters: { readonly top: number; readonly lines: readonly string[] };
  /** `head`: the baseline of its heading. */
  readonly bars: { readonly head: number; readonly top: number } | null;
  readonly read: { readonly head: number; readonly top: number } | null;
  readonly height: number;
}

export interface Parts {
  readonly board: readonly string[] | null;
  /** The names of the letters that are on the board now, and of all that may come. */
  readonly names: readonly string[];
  readonly allNames: readonly string[];
  /** The most bars that a step of the game has: what lies below them stands still from step to step. */
  readonly bars: number;
  readonly read: boolean;
}

const linesOf = (names: readonly string[], width: number): string[] =>
  names.length === 0 ? [] : wrap(`${names.join(' · ')}.`, SIZE.axis, width);

export function layoutOf({ board, names, allNames, bars, read }: Parts, width: number): GameLayout {
  const cell = board && Math.min(CELL, Math.floor(width / board[0]!.length));
  let y = board ? board.length * cell! + GAP : 0;
  const letters = { top: y, lines: linesOf(names, width) };
  y += Math.max(letters.lines.length, linesOf(allNames, width).length) * LETTERS_LINE;
  const part = (size: number) => {
    const place = { head: y + HEAD - 8, top: y + HEAD };
    y += HEAD + size + GAP;
    return place;
  };
  return {
    board: cell === null ? null : { cell },
    letters,
    bars: bars > 0 ? part(bars * BAR_ROW) : null,
    read: read ? part(READ_HEIGHT + READ_FOOT) : null,
    height: y,
  };
}
