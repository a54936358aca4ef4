/**
 * Where the dots of a strip plot lie. Pure; a row's dots become one SVG path each for hollow, filled, cut and
 * each kind of answer, so 100 texts cost 7 nodes.
 */
import { cutTo } from '../figure/text';
import type { Ends } from '../parts/ends';
import { extent, jitter, linear, roundEnds, ticks } from '../parts/scale';

export interface Dot {
  id: string;
  /** NaN: not captured yet, not drawn. */
  x: number;
  filled: boolean;
  /** Its end was not read. */
  cut?: boolean;
  /** A rated answer, no part of the mean: rated blind (a diamond), by somebody who knew the push (a cross), by a judge (a triangle). */
  answer?: 'blind' | 'seen' | 'judge';
}

export interface Row {
  key: string;
  label: string;
  dots: Dot[];
  /** Marked by an upright bar; null for none. */
  mean: number | null;
}

export interface Placed {
  id: string;
  px: number;
  py: number;
}

export interface Layout {
  height: number;
  rows: {
    key: string;
    label: string;
    top: number;
    hollow: string;
    filled: string;
    cut: string;
    answers: string;
    seen: string;
    judged: string;
    mean: number | null;
  }[];
  placed: Placed[];
  ticks: { value: number; px: number }[];
  threshold: number | null;
}

export const ROW = 58;
/** Pixels of the letters of a row's name. */
export const LABEL_SIZE = 14;
const LABEL = 20;
/** Room for the numbers of the axis. */
export const FOOT = 28;
/** Beside the axis' ends, where the outermost numbers reach over. */
const SIDE = 20;
export const RADIUS = 4.5;
/** From the middle of a diamond to its corners. */
const DIAMOND = 6;

/** The ends of an axis on which all dots and the threshold have a place; null where there are none. */
export function endsOf(rows: readonly Row[], threshold: number | null): Ends | null {
  const range = extent([...rows.flatMap((row) => row.dots.map((dot) => dot.x)), ...(threshold === null ? [] : [threshold])]);
  return range && roundEnds(range);
}

/** Pixels from top to bottom. */
export const heightOf = (rows: number): number => rows * ROW + FOOT;

/** Where everything lies, on an axis with these ends. null without a number, or without room. */
export function layout(
  rows: readonly Row[],
  threshold: number | null,
  width: number,
  ends: Ends | null = endsOf(rows, threshold),
): Layout | null {
  if (!ends || width <= 0) return null;
  const x = linear(ends[0], ends[1], SIDE, width - SIDE);
  const placed: Placed[] = [];
  const drawn = rows.map((row, index) => {
    const top = index * ROW;
    const middle = top + LABEL + (ROW - LABEL) / 2;
    let hollow = '';
    let filled = '';
    let cut = '';
    let answers = '';
    let seen = '';
    let judged = '';
    for (const dot of row.dots) {
      if (!Number.isFinite(dot.x)) continue;
      const px = Math.round(x(dot.x) * 10) / 10;
      const py = Math.round((middle + jitter(dot.id) * 11) * 10) / 10;
      placed.push({ id: dot.id, px, py });
      if (dot.answer === 'blind') answers += diamond(px, py);
      else if (dot.answer === 'judge') judged += triangle(px, py);
      else if (dot.answer) seen += cross(px, py);
      else if (dot.filled) filled += circle(px, py);
      else hollow += circle(px, py);
      if (dot.cut) cut += `M${px - RADIUS - 2} ${py + RADIUS + 2}h${2 * RADIUS + 4}`;
    }
    return {
      key: row.key,
      label: cutTo(row.label, LABEL_SIZE, width),
      top,
      hollow,
      filled,
      cut,
      answers,
      seen,
      judged,
      mean: row.mean === null || !Number.isFinite(row.mean) ? null : x(row.mean),
    };
  });
  return {
    height: heightOf(rows.length),
    rows: drawn,
    placed,
    ticks: ticks(ends[0], ends[1], Math.max(2, Math.floor(width / 60))).map((value) => ({ value, px: x(value) })),
    threshold: threshold === null ? null : x(threshold),
  };
}

const circle = (x: number, y: number): string =>
  `M${x - RADIUS} ${y}a${RADIUS} ${RADIUS} 0 1 0 ${2 * RADIUS} 0a${RADIUS} ${RADIUS} 0 1 0 ${-2 * RADIUS} 0`;

const diamond = (x: number, y: number): string =>
  `M${x} ${y - DIAMOND}l${DIAMOND} ${DIAMOND}l${-DIAMOND} ${DIAMOND}l${-DIAMOND} ${-DIAMOND}Z`;

const triangle = (x: number, y: number): string => `M${x} ${y - DIAMOND}l${DIAMOND} ${2 * DIAMOND - 1}h${-2 * DIAMOND}Z`;

const cross = (x: number, y: number): string =>
  `M${x - RADIUS} ${y - RADIUS}l${2 * RADIUS} ${2 * RADIUS}m0 ${-2 * RADIUS}l${-2 * RADIUS} ${2 * RADIUS}`;

/** The dot next to a point, if one is within reach. */
export function nearest(placed: readonly Placed[], x: number, y: number, reach = 14): Placed | null {
  let best: Placed | null = null;
  let distance = reach * reach;
  for (const dot of placed) {
    const d = (dot.px - x) ** 2 + (dot.py - y) ** 2;
    if (d < distance) [best, distance] = [dot, d];
  }
  return best;
}
