/** Directions of a block made orthogonal to each other, each with the bounds of its projection. Pure. */
import type { Clamps } from './clamps';
import { InvalidInput } from './invalid';
import type { Steerable } from './units';

/** One direction and its bounds at each block: NaN where it has none. */
export interface Bounded {
  readonly directions: Steerable;
  /** The number of the first edit that names it. */
  readonly edit: number;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Less of a unit vector than this beside those before it is rounding: parallel. */
const PARALLEL = 1e-3;

/**
 * Gram and Schmidt, block by block: a later direction keeps what of it is not in an earlier one. Throws, naming the edits, where nothing
 * is left of it.
 */
export function clampsOf(bounded: readonly Bounded[], layers: number, width: number): Clamps {
  const count = bounded.length;
  const directions = new Float32Array(layers * count * width);
  const low = new Float32Array(layers * count).fill(-Infinity);
  const high = new Float32Array(layers * count).fill(Infinity);
  for (let layer = 0; layer < layers; layer++) {
    const before: { unit: Float64Array; edit: number }[] = [];
    bounded.forEach((one, k) => {
      if (Number.isNaN(one.low[layer])) return;
      const unit = Float64Array.from(one.directions.data.subarray(layer * width, (layer + 1) * width));
      // A block at which the classes read the same has no direction.
      if (unit.every((x) => x === 0)) return;
      const nearest = before.map((other) => ({ edit: other.edit, cosine: dot(unit, other.unit) }));
      for (const other of before) {
        const share = dot(unit, other.unit);
        unit.forEach((x, i) => (unit[i] = x - share * other.unit[i]!));
      }
      const left = Math.sqrt(dot(unit, unit));
      if (left < PARALLEL) {
        const [{ edit, cosine } = { edit: 0, cosine: 1 }] = nearest.toSorted((a, b) => Math.abs(b.cosine) - Math.abs(a.cosine));
        throw new InvalidInput(
          `edits[${edit}] and edits[${one.edit}] have parallel directions at block ${layer} (cosine ${cosine.toFixed(4)})`,
          'Leave one of them out, or give other blocks to it.',
        );
      }
      unit.forEach((x, i) => (unit[i] = x / left));
      before.push({ unit, edit: one.edit });
      const at = layer * count + k;
      directions.set(unit, at * width);
      [low[at], high[at]] = [one.low[layer]!, one.high[layer]!];
    });
  }
  return { count, directions, low, high };
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
