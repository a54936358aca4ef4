/**
 * Where the dots of a strip plot lie. Pure; a row's dots become one SVG path each for hollow, filled and cut, so 100 texts cost 6 nodes.
 */
import { extent, jitter, linear, ticks } from '../parts/scale';

export interface Dot {
  id: string;
  /** NaN: not captured yet, not drawn. */
  x: number;
  filled: boolean;
  /** Its end was not read. */
  cut?: boolean;
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
  rows: { key: string; label: string; top: number; hollow: string; filled: string; cut: string; mean: number | null }[];
  placed: Placed[];
  ticks: { value: number; px: number }[];
  threshold: number | null;
}

export const ROW = 58;
const LABEL = 20;
const FOOT = 28;
const SIDE = 12;
export const RADIUS = 4.5;

export function layout(rows: readonly Row[], threshold: number | null, width: number): Layout | null {
  const range = extent([...rows.flatMap((row) => row.dots.map((dot) => dot.x)), ...(threshold === null ? [] : [threshold])]);
  if (!range || width <= 0) return null;
  const x = linear(range[0], range[1], SIDE, width - SIDE);
  const placed: Placed[] = [];
  const drawn = rows.map((row, index) => {
    const top = index * ROW;
    const middle = top + LABEL + (ROW - LABEL) / 2;
    let hollow = '';
    let filled = '';
    let cut = '';
    for (const dot of row.dots) {
      if (!Number.isFinite(dot.x)) continue;
      const px = Math.round(x(dot.x) * 10) / 10;
      const py = Math.round((middle + jitter(dot.id) * 11) * 10) / 10;
      placed.push({ id: dot.id, px, py });
      if (dot.filled) filled += circle(px, py);
      else hollow += circle(px, py);
      if (dot.cut) cut += `M${px - RADIUS - 2} ${py + RADIUS + 2}h${2 * RADIUS + 4}`;
    }
    return {
      key: row.key,
      label: row.label,
      top,
      hollow,
      filled,
      cut,
      mean: row.mean === null || !Number.isFinite(row.mean) ? null : x(row.mean),
    };
  });
  return {
    height: rows.length * ROW + FOOT,
    rows: drawn,
    placed,
    ticks: ticks(range[0], range[1], Math.max(2, Math.floor(width / 60))).map((value) => ({ value, px: x(value) })),
    threshold: threshold === null ? null : x(threshold),
  };
}

const circle = (x: number, y: number): string =>
  `M${x - RADIUS} ${y}a${RADIUS} ${RADIUS} 0 1 0 ${2 * RADIUS} 0a${RADIUS} ${RADIUS} 0 1 0 ${-2 * RADIUS} 0`;

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
