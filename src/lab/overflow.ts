/** How far a residual stream can be pushed before its numbers, or those of the norms that read it, leave their type. */

import type { Clamps } from './clamps';
import { indices, type LayerIndex, type RowIndex } from './indices';
import { layerRow } from './layer-row';

/** Element type of the residual stream in the graph. */
export type Stream = 'float32' | 'float16';

/**
 * float16: the largest number there is. float32: the largest length. The norms sum squares in float32: above √(3.4·10³⁸) = 1.84·10¹⁹ the
 * sum is infinite, the normed stream zero, and every token gets the same logit. A little below, because the stream itself is added to the
 * push.
 */
export const FURTHEST: Record<Stream, number> = { float32: 1.8e19, float16: 65504 };

export interface Overflow {
  layer: LayerIndex;
  /** What push and bounds alone make of the stream there: its largest number (float16), or its length (float32). */
  reaches: number;
  /** How many times what the type can take; Infinity where the push is no number at all. */
  excess: number;
}

export interface StreamShape {
  layers: number;
  rows: number;
  width: number;
  stream: Stream;
}

/**
 * Where the push of one row overflows most; null where it does not. `steer`: [layer, row, width]. `clamps`: bounds of projections, of the
 * same rows. What was added at a layer stays in the stream above it, so the pushes add up from block to block; a bound moves what came up
 * so far, as the graph does it (src/graph/clamp.ts). The model's own stream is taken to be zero.
 */
export function overflow(
  steer: Float32Array,
  row: RowIndex,
  { layers, rows, width, stream }: StreamShape,
  clamps: Clamps | null = null,
): Overflow | null {
  const added = new Float64Array(width);
  let worst: Overflow | null = null;
  for (const layer of indices<LayerIndex>(layers)) {
    const own = layerRow(steer, { rows, width }, layer, row);
    const change = clamps && changeOf(clamps, layer * rows + row, added);
    own.forEach((value, i) => (added[i]! += value + (change?.[i] ?? 0)));
    // A 16-bit graph adds push and change to what the block adds, which is a sum of 16 bits as well.
    const parts = [added, own, ...(change ? [change, change.map((value, i) => value + own[i]!)] : [])];
    const reaches = Math.max(...(stream === 'float16' ? parts.map(largest) : [length(added), length(own)]));
    const excess = Number.isNaN(reaches) ? Infinity : reaches / FURTHEST[stream];
    if (excess > (worst?.excess ?? 1)) worst = { layer, reaches, excess };
  }
  return worst;
}

/** [width]: what the bounds at a place (layer · rows + row) add to a stream of these numbers. */
function changeOf({ count, directions, low, high }: Clamps, place: number, stream: Float64Array): Float64Array {
  const { length: width } = stream;
  const change = new Float64Array(width);
  for (let lane = place * count; lane < (place + 1) * count; lane++) {
    const unit = directions.subarray(lane * width, (lane + 1) * width);
    const projection = unit.reduce((sum, value, i) => sum + value * stream[i]!, 0);
    const moved = Math.min(Math.max(projection, low[lane]!), high[lane]!) - projection;
    unit.forEach((value, i) => (change[i]! += moved * value));
  }
  return change;
}

/** The largest size of a number among these; NaN where one of them is. */
export function largest(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]!));
  return most;
}

/** L2 norm, in float64. */
export function length(values: ArrayLike<number>): number {
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += values[i]! * values[i]!;
  return Math.sqrt(squares);
}
