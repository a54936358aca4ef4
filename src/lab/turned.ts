/** Random directions that hang together over blocks as a run's own do. Pure. */
import { gaussian, random } from './random';
import type { Steerable } from './units';
import { dot } from './vectors';

/** What of a unit vector is left beside others, below which it is their rounding: float32 directions lie in the others' span. */
const NOTHING_LEFT = 1e-6;

/**
 * The directions as unit vectors, all turned by one random rotation of the residual stream (every one of the orthogonal group equally
 * likely), [layer, width]. Cosines between blocks stay as they are, so what a band of pushes adds up to is as long as before; vectors drawn
 * block by block would cancel, where a concept's own directions hardly turn from block to block. Only their span is turned: Gram and
 * Schmidt give it axes, each of which goes to one of as many random axes. The same seed gives the same. A block without a direction has
 * zeros.
 */
export function turnedUnits({ layers, width, data }: Pick<Steerable, 'layers' | 'width' | 'data'>, seed: number): Float32Array {
  const normal = gaussian(random(seed));
  const axes: Float64Array[] = [];
  const images: Float64Array[] = [];
  const units = new Float32Array(data.length);
  for (let layer = 0; layer < layers; layer++) {
    const own = Float64Array.from(data.subarray(layer * width, (layer + 1) * width));
    const length = Math.hypot(...own);
    if (length === 0) continue;
    const unit = own.map((x) => x / length);
    const rest = besides(unit, axes);
    if (Math.hypot(...rest) > NOTHING_LEFT) {
      axes.push(asUnit(rest));
      images.push(asUnit(besides(Float64Array.from({ length: width }, normal), images)));
    }
    const row = new Float64Array(width);
    axes.forEach((axis, k) => add(row, dot(unit, axis), images[k]!));
    units.set(asUnit(row), layer * width);
  }
  return units;
}

/** What of a vector is at right angles to the axes; taken out twice, for rounding. */
function besides(vector: Float64Array, axes: readonly Float64Array[]): Float64Array {
  const rest = vector.slice();
  for (let pass = 0; pass < 2; pass++) for (const axis of axes) add(rest, -dot(rest, axis), axis);
  return rest;
}

function add(to: Float64Array, by: number, vector: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i] = to[i]! + by * vector[i]!;
}

function asUnit(vector: Float64Array): Float64Array {
  const length = Math.hypot(...vector);
  return vector.map((x) => x / length);
}
