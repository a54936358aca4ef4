/** Where the parts of a figure stand: title, legend, plot and origin, one below the other, for any width. Pure. */
import { textWidth, wrap } from './text';

/** Pixels of the letters of each part. */
export const SIZE = { title: 15, key: 13, axis: 12.5, origin: 11.5 } as const;
/** Pixels from line to line. */
export const LINE = { title: 20, key: 20, origin: 15 } as const;
/** Between the parts, and between two keys. */
const GAP = 8;
const BETWEEN = 18;

/** The mark of a key, as wide as this. */
export const SWATCH = 22;
const SWATCH_GAP = 6;

/** A line, in attributes of SVG. */
export interface LineMark {
  readonly shape: 'line';
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly strokeDasharray?: string;
}

/** A filled range. */
export interface AreaMark {
  readonly shape: 'area';
  readonly fill: string;
  readonly fillOpacity: number;
  /** An edge tells areas apart where their colours do not. */
  readonly stroke?: string;
  readonly strokeDasharray?: string;
}

/** What its shape is drawn with. */
export const lookOf = ({ fill, fillOpacity, stroke, strokeDasharray }: AreaMark) => ({ fill, fillOpacity, stroke, strokeDasharray });

/** What a key of the legend looks like. */
export type Mark =
  | LineMark
  | AreaMark
  | { readonly shape: 'hatch' | 'bar' | 'underline' | 'diamond' | 'cross' | 'triangle'; readonly stroke: string }
  | { readonly shape: 'dot'; readonly fill: string; readonly stroke: string };

/** One entry of a legend. */
export interface Key {
  readonly mark: Mark;
  readonly label: string;
}

export interface Content {
  readonly title: string;
  readonly keys: readonly Key[];
  /** Which model, on what, when: the line at the foot. */
  readonly origin: string;
}

/** A figure's parts in pixels from its upper left corner. `y` is the baseline of a line of text. */
export interface Plan extends Content {
  readonly width: number;
  readonly height: number;
  /** The upper edge of the plot. */
  readonly top: number;
  readonly titleLines: readonly { readonly text: string; readonly y: number }[];
  /** `lines`: of a label that is wider than the figure, below each other. */
  readonly keyPlaces: readonly {
    readonly key: Key;
    readonly x: number;
    readonly y: number;
    readonly textX: number;
    readonly lines: readonly string[];
  }[];
  readonly originLines: readonly { readonly text: string; readonly y: number }[];
}

/** A figure `width` pixels wide around a plot of `plot` pixels' height. */
export function planFigure(content: Content, width: number, plot: number): Plan {
  const lines = (text: string, part: 'title' | 'origin', from: number) =>
    wrap(text, SIZE[part], width).map((line, i) => ({ text: line, y: from + i * LINE[part] + SIZE[part] }));
  const titleLines = lines(content.title, 'title', 0);
  const keysTop = titleLines.length * LINE.title;
  let x = 0;
  let row = 0;
  const keyPlaces = content.keys.map((key) => {
    const lines = wrap(key.label, SIZE.key, width - SWATCH - SWATCH_GAP);
    const wide = SWATCH + SWATCH_GAP + textWidth(key.label, SIZE.key);
    if (x > 0 && x + wide > width) [x, row] = [0, row + 1];
    const place = { key, x, y: keysTop + row * LINE.key + SIZE.key + 2, textX: x + SWATCH + SWATCH_GAP, lines };
    row += lines.length - 1;
    x += wide + BETWEEN;
    return place;
  });
  const top = keysTop + (content.keys.length > 0 ? (row + 1) * LINE.key : 0) + GAP;
  // Without an origin there is no line for one.
  const originLines = content.origin === '' ? [] : lines(content.origin, 'origin', top + plot + GAP);
  return {
    ...content,
    width,
    height: top + plot + GAP + originLines.length * LINE.origin + 2,
    top,
    titleLines,
    keyPlaces,
    originLines,
  };
}
