/** The one geometry of all charts over layers: from a pixel to a layer and back, so that click, cursor and curve agree. */
import { linear } from '../parts/scale';

export const HEIGHT = 230;
/** Of a plot on the first screen of a phone. */
export const LOW_HEIGHT = 124;
/** Room for the y axis' numbers. */
export const AXIS = 40;
export const MARGIN = { top: 22, right: 14, bottom: 4, left: 0 };
/** Free space between the axis and the first layer. */
export const PADDING = 8;
/** Room for the x axis' numbers. */
export const FOOT = 26;

const ends = (width: number): [number, number] => [MARGIN.left + AXIS + PADDING, width - MARGIN.right - PADDING];

export function layerToX(layer: number, layers: number, width: number): number {
  const [left, right] = ends(width);
  return layers < 2 ? (left + right) / 2 : left + (layer / (layers - 1)) * (right - left);
}

export function xToLayer(x: number, layers: number, width: number): number {
  const [left, right] = ends(width);
  return Math.max(0, Math.min(layers - 1, Math.round(((x - left) / (right - left)) * (layers - 1))));
}

/** From a value to pixels from the top, on an axis from `low` to `high` in a plot of `height` pixels. */
export const valueToY = (low: number, high: number, height = HEIGHT): ((value: number) => number) =>
  linear(low, high, height - MARGIN.bottom - FOOT, MARGIN.top);

/** The same on a logarithmic axis; NaN for zero and less, which have no place there. */
export function logValueToY(low: number, high: number, height = HEIGHT): (value: number) => number {
  const y = valueToY(Math.log(low), Math.log(high), height);
  return (value) => (value > 0 ? y(Math.log(value)) : NaN);
}

/** Every fifth layer, and the last. */
export function layerTicks(layers: number): number[] {
  const step = layers > 60 ? 10 : 5;
  const all = Array.from({ length: Math.ceil(layers / step) }, (_, i) => i * step);
  const last = layers - 1;
  return last - (all.at(-1) ?? 0) >= step / 2 ? [...all, last] : all;
}
