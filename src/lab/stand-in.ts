/**
 * Directions that stand in for others as controls: a push along them is as long at every block as one along those, whatever the unit,
 * because the others' separation and norm scale it.
 */
import { isPaired, type Contrast, type Sides } from './contrast';
import { checkDirections } from './direction';
import { indices, type LayerIndex, type RowIndex } from './indices';
import { InvalidInput } from './invalid';
import { layerRow } from './layer-row';
import { random, shuffle } from './random';
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

/**
 * Labels that mean nothing: the two texts of each pair swapped with probability ½; of lone texts, the labels dealt anew, as many of each as
 * there are. The same seed swaps and deals the same.
 */
export function swapped<P extends Sides<unknown>>(pairs: readonly P[], seed: number): P[];
export function swapped<T, More>(contrast: Contrast<T, More>, seed: number): Contrast<T, More>;
export function swapped<T, More>(contrast: Contrast<T, More>, seed: number): Contrast<T, More> {
  const uniform = random(seed);
  if (isPaired(contrast))
    return contrast.map((pair) => (uniform() < 0.5 ? { ...pair, positive: pair.negative, negative: pair.positive } : pair));
  const labels = shuffle(
    contrast.texts.map(({ label }) => label),
    uniform,
  );
  return { texts: contrast.texts.map((one, i) => ({ ...one, label: labels[i]! })) };
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
