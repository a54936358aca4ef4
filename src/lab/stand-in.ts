/**
 * Directions that stand in for others as controls: a push along them is as long at every block as one along those, whatever the unit,
 * because the others' separation and norm scale it.
 */
import { checkDirections, type PairIndex } from './direction';
import { indices, type LayerIndex, type RowIndex } from './indices';
import { InvalidInput } from './invalid';
import { layerRow } from './layer-row';
import { random } from './random';
import type { Steerable } from './units';

/**
 * The directions with other unit vectors in their place, [layer, width]. A block at which either has none has zeros. Throws where the sizes
 * do not fit.
 */
export function standIn(directions: Steerable, units: Float32Array): Steerable {
  checkDirections(directions);
  const { layers, width, data } = directions;
  if (units.length !== data.length)
    throw new InvalidInput(`expected directions of ${layers} layers × ${width} = ${data.length} numbers, got ${units.length}`);
  const kept = units.slice();
  for (let layer = 0; layer < layers; layer++) {
    const own = data.subarray(layer * width, (layer + 1) * width);
    if (own.every((x) => x === 0)) kept.fill(0, layer * width, (layer + 1) * width);
  }
  return { ...directions, data: kept };
}

/** The pairs, the two texts of each swapped with probability ½: labels that mean nothing. The same seed swaps the same. */
export function swapped<P extends PairIndex>(pairs: readonly P[], seed: number): P[] {
  const uniform = random(seed);
  return pairs.map((pair) => (uniform() < 0.5 ? { ...pair, positive: pair.negative, negative: pair.positive } : pair));
}

/** Pushes of one row each, [layer, width], as rows of one batch, [layer, row, width]. Throws where a size does not fit. */
export function stackRows(
  pushes: readonly Float32Array[],
  { layers, width }: Pick<Steerable, 'layers' | 'width'>,
): Float32Array<ArrayBuffer> {
  const steer = new Float32Array(layers * pushes.length * width);
  for (const row of indices<RowIndex>(pushes.length)) {
    const push = pushes[row]!;
    if (push.length !== layers * width) throw new InvalidInput(`expected ${layers} layers × ${width} numbers, got ${push.length}`);
    for (const layer of indices<LayerIndex>(layers))
      layerRow(steer, { rows: pushes.length, width }, layer, row).set(push.subarray(layer * width, (layer + 1) * width));
  }
  return steer;
}
