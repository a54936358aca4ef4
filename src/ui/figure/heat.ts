/** The colours and places of a heat map: a scale that leads from its middle to two ends, and cells that fit any width. Pure. */
import type { AreaMark } from './plan';
import { textWidth, wrap } from './text';

/** Values below `low` and above `high` look like the ends. */
export interface Scale {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

export const AUROC_SCALE: Scale = { low: 0, middle: 0.5, high: 1 };
export const COSINE_SCALE: Scale = { low: -1, middle: 0, high: 1 };

/** The most ink of a cell: the number on it keeps a contrast of 4.5 in light and dark (tests/unit/ui/heat-map.test.tsx). */
export const MOST = 0.55;

/** The paper at the middle, one colour above it and another below, the stronger the further away. NaN has no fill. */
export function heatMark(value: number, { low, middle, high }: Scale): AreaMark {
  if (Number.isNaN(value)) return { shape: 'area', fill: 'none', fillOpacity: 0 };
  const share = value >= middle ? (value - middle) / (high - middle) : (middle - value) / (middle - low);
  const fill = value >= middle ? 'var(--heat-high)' : 'var(--heat-low)';
  return { shape: 'area', fill, fillOpacity: MOST * Math.min(1, share) };
}

/** A row or a column: `short` where there is no room for both. */
export interface HeatLabel {
  readonly short: string;
  readonly long: string;
}

export const SIZE = { label: 12.5, number: 13 } as const;
const LINE = 15;
const HEAD = 20;
const ROW = 38;
const WIDEST = 132;

/** Everything in pixels from the upper left corner of the plot; `y` of texts are baselines. */
export interface HeatPlan {
  readonly height: number;
  readonly cell: { readonly width: number; readonly height: number };
  readonly left: number;
  readonly top: number;
  /** Of the numbers in the cells. */
  readonly size: number;
  /** [column] lines of its name, each with its place. */
  readonly columns: readonly { readonly x: number; readonly text: string }[];
  /** [row] up to two lines. */
  readonly rows: readonly { readonly y: number; readonly lines: readonly string[] }[];
}

/** Cells as wide as the longest number needs, at least; names get what is left. */
export function planHeat(rows: readonly HeatLabel[], columns: readonly HeatLabel[], width: number, number: string): HeatPlan {
  const full = ({ short, long }: HeatLabel): string => (long ? `${short} ${long}` : short);
  const most = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => textWidth(text, SIZE.label)));
  const least = columns.length * (textWidth(number, SIZE.number) + 6);
  // Names may take half of the width, unless the numbers need it.
  const room = Math.max(most(rows.map(({ short }) => short)) + 8, Math.min(most(rows.map(full)) + 10, width * 0.5, width - least));
  const cell = { width: Math.min(WIDEST, (width - room) / columns.length), height: ROW };
  const whole = columns.map(full);
  const names = most(whole) <= cell.width - 6 ? whole : columns.map(({ short }) => short);
  return {
    height: HEAD + rows.length * ROW + 2,
    cell,
    left: room,
    top: HEAD,
    size: Math.min(SIZE.number, (SIZE.number * (cell.width - 4)) / textWidth(number, SIZE.number)),
    columns: names.map((text, i) => ({ x: room + (i + 0.5) * cell.width, text })),
    rows: rows.map((label, i) => {
      const lines = wrap(full(label), SIZE.label, room - 8);
      const two = lines.length > 2 ? [lines[0]!, `${lines[1]!.replace(/[\s·…]*$/, '…')}`] : lines;
      return { y: HEAD + (i + 0.5) * ROW - ((two.length - 1) * LINE) / 2, lines: two };
    }),
  };
}

export const LINE_HEIGHT = LINE;
