/**
 * How much of a direction is what all text has in common. Pushing along such a direction, or taking it out, moves the model's mean and not
 * the concept.
 */
import { checkDirections, type Directions } from './direction';
import { indices, type LayerIndex, type TextIndex } from './indices';
import { InvalidInput, NoDirection } from './invalid';
import { checkResiduals, residualAt, type Residuals } from './residuals';
import { dot } from './vectors';

/** Unit vectors of all blocks, data[layer*width + i]. */
export type Units = Pick<Directions, 'layers' | 'width' | 'data'>;

/** Mean residual of some texts (all, unless told), data[layer*width + i]. Throws on no texts, and on residuals that are not finite. */
export function meanResidual(captured: Residuals, texts?: readonly TextIndex[]): Float64Array {
  checkResiduals(captured);
  const { layers, width, count } = captured;
  const asked = texts ?? indices<TextIndex>(count);
  if (asked.length === 0) throw new InvalidInput('no texts to take a mean of');
  const mean = new Float64Array(layers * width);
  for (const text of asked)
    for (const layer of indices<LayerIndex>(layers))
      residualAt(captured, text, layer).forEach((value, i) => (mean[layer * width + i]! += value / asked.length));
  const bad = mean.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new InvalidInput(`the residuals at block ${Math.floor(bad / width)} are not finite`);
  return mean;
}

/**
 * [layer] |cos| between each direction and the mean residual of neutral texts, `neutralMean` in the layout of `meanResidual`: 0 at a right
 * angle, 1 where the direction is the mean. NaN where that is 0. Throws where the sizes do not fit.
 */
export function carrier(directions: Units, neutralMean: ArrayLike<number>): number[] {
  return cosines(directions, { ...directions, data: neutralMean }).map(Math.abs);
}

/**
 * The directions without what they share with the mean residual of neutral texts: v' = v − (v·m̂)m̂, of unit length again. Their
 * separation and midpoint are new as well: `alongAt` measures them. Throws where the sizes do not fit, where a mean is 0, and,
 * `NoDirection`, where nothing is left of a direction.
 */
export function withoutMean(directions: Units, neutralMean: ArrayLike<number>): Units {
  checkDirections(directions);
  const { layers, width } = directions;
  checkSize(neutralMean, directions);
  const data = new Float32Array(layers * width);
  for (let layer = 0; layer < layers; layer++) {
    const v = directions.data.subarray(layer * width, (layer + 1) * width);
    data.set(withoutMeanAt(v, meanAt(neutralMean, directions, layer), layer), layer * width);
  }
  return { layers, width, data };
}

/** The neutral mean of one block, [width]. */
export const meanAt = (neutralMean: ArrayLike<number>, { width }: Pick<Units, 'width'>, layer: number): Float64Array =>
  Float64Array.from({ length: width }, (_, i) => neutralMean[layer * width + i]!);

/** `withoutMean` of one block: `vector` of any length but 0, `mean` [width]. */
export function withoutMeanAt(vector: ArrayLike<number>, mean: Float64Array, layer: number): Float64Array {
  const v = Float64Array.from(vector);
  const [vv, mm, vm] = [dot(v, v), dot(mean, mean), dot(v, mean)];
  if (!(mm > 0)) throw new InvalidInput(`the mean residual of the neutral texts at block ${layer} has length ${Math.sqrt(mm)}`);
  const rest = v.map((value, i) => value - (vm / mm) * mean[i]!);
  const left = Math.sqrt(dot(rest, rest));
  // Float32 directions are known to 1e-7: what is left below that is rounding.
  if (!(left > LEFT * Math.sqrt(vv))) throw nothingLeft(layer);
  return rest.map((value) => value / left);
}

/** The least share of a direction that is more than rounding. */
export const LEFT = 1e-6;
export const nothingLeft = (layer: number): NoDirection =>
  new NoDirection(`nothing is left of the direction at block ${layer} without the mean residual of the neutral texts`);

/** Residuals less what they share with the neutral mean of their block: x' = x − (x·m̂)m̂. Throws where the sizes do not fit. */
export function residualsWithout(captured: Residuals, neutralMean: ArrayLike<number>): Residuals {
  checkResiduals(captured);
  const { layers, width, count } = captured;
  checkSize(neutralMean, captured);
  const data = captured.data.slice();
  for (const layer of indices<LayerIndex>(layers)) {
    const mean = meanAt(neutralMean, captured, layer);
    const mm = dot(mean, mean);
    if (mm === 0) continue;
    for (const text of indices<TextIndex>(count)) {
      const residual = Float64Array.from(residualAt(captured, text, layer));
      const along = dot(residual, mean) / mm;
      residual.forEach((value, i) => (data[(text * layers + layer) * width + i] = value - along * mean[i]!));
    }
  }
  return { layers, width, count, data };
}

/** [layer] cosine between two directions of each block; NaN where one is 0. Throws, with both sizes, where they do not fit. */
export function cosines(
  a: Omit<Units, 'data'> & { readonly data: ArrayLike<number> },
  b: Omit<Units, 'data'> & { readonly data: ArrayLike<number> },
): number[] {
  if (a.layers !== b.layers || a.width !== b.width)
    throw new InvalidInput(`directions of ${a.layers} layers × ${a.width} do not fit directions of ${b.layers} layers × ${b.width}`);
  checkSize(a.data, a);
  checkSize(b.data, a);
  return Array.from({ length: a.layers }, (_, layer) => {
    const row = ({ data }: { data: ArrayLike<number> }): Float64Array =>
      Float64Array.from({ length: a.width }, (_, i) => data[layer * a.width + i]!);
    const [u, v] = [row(a), row(b)];
    return Math.max(-1, Math.min(1, dot(u, v) / Math.sqrt(dot(u, u) * dot(v, v))));
  });
}

function checkSize(data: ArrayLike<number>, { layers, width }: Pick<Units, 'layers' | 'width'>): void {
  if (data.length !== layers * width)
    throw new InvalidInput(`expected ${layers} layers × ${width} = ${layers * width} numbers, got ${data.length}`);
}
