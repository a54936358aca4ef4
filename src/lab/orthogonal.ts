/** Directions of a block made orthogonal to each other, each with the bounds of its projection. Pure. */
import type { Clamps } from './clamps';
import { InvalidInput } from './invalid';
import type { Steerable } from './units';
import { dot } from './vectors';

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

/** A direction of a block as it is bounded: `at`, where the bounds leave one projection alone, is that projection. */
interface Placed {
  readonly unit: Float64Array;
  readonly edit: number;
  readonly at: number | null;
}

/**
 * Gram and Schmidt, block by block: a later direction keeps what of it is not in an earlier one. Its bounds are of its whole score where
 * the earlier ones have fixed projections (set, taken out): what these give to its score is known. Of an earlier one that is only kept
 * below or above, it is not, and the bounds are of the score along what of the later direction is not in that one. Throws, naming the
 * edits, where nothing is left of a direction.
 */
export function clampsOf(bounded: readonly Bounded[], layers: number, width: number): Clamps {
  const count = bounded.length;
  const directions = new Float32Array(layers * count * width);
  const low = new Float32Array(layers * count).fill(-Infinity);
  const high = new Float32Array(layers * count).fill(Infinity);
  for (let layer = 0; layer < layers; layer++) {
    const before: Placed[] = [];
    bounded.forEach((one, k) => {
      if (Number.isNaN(one.low[layer])) return;
      const whole = Float64Array.from(one.directions.data.subarray(layer * width, (layer + 1) * width));
      // A block at which the classes read the same has no direction.
      if (whole.every((x) => x === 0)) return;
      const { unit, shift, scale } = besides(scaled(whole, 1 / Math.sqrt(dot(whole, whole))), before, one.edit, layer);
      const [least, most] = [one.low[layer]!, one.high[layer]!].map((bound) => bound * scale - shift) as [number, number];
      before.push({ unit, edit: one.edit, at: least === most ? least : null });
      const lane = layer * count + k;
      directions.set(unit, lane * width);
      [low[lane], high[lane]] = [least, most];
    });
  }
  return { count, directions, low, high };
}

/**
 * What of a unit vector is not in those before it, as a unit vector. A projection p on it is the score p / scale + shift / scale on the
 * vector less what of it is in directions without a fixed projection, made a unit vector again.
 */
function besides(
  whole: Float64Array,
  before: readonly Placed[],
  edit: number,
  layer: number,
): { unit: Float64Array; shift: number; scale: number } {
  let rest = whole;
  let shift = 0;
  let fixed = 0;
  for (const { unit, at } of before) {
    const share = dot(rest, unit);
    rest = rest.map((x, i) => x - share * unit[i]!);
    if (at === null) continue;
    shift += share * at;
    fixed += share * share;
  }
  const left = Math.sqrt(dot(rest, rest));
  if (left < PARALLEL) {
    const nearest = before.map((other) => ({ edit: other.edit, cosine: dot(whole, other.unit) }));
    const [{ edit: first, cosine } = { edit: 0, cosine: 1 }] = nearest.toSorted((a, b) => Math.abs(b.cosine) - Math.abs(a.cosine));
    throw new InvalidInput(
      `edits[${first}] and edits[${edit}] have parallel directions at block ${layer} (cosine ${cosine.toFixed(4)})`,
      'Leave one of them out, or give other blocks to it.',
    );
  }
  return { unit: scaled(rest, 1 / left), shift: shift / left, scale: Math.sqrt(fixed + left * left) / left };
}

const scaled = (vector: Float64Array, by: number): Float64Array => vector.map((x) => x * by);
