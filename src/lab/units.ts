import { checkDirections, type Directions } from './direction';
import { indices, type LayerIndex, type RowIndex } from './indices';
import { InvalidInput } from './invalid';
import { layerRow } from './layer-row';

/**
 * What α counts. `raw`: lengths of the residual stream, as published. `separation`: class distances at that layer.
 * `norm`: mean residual norms at that layer. The last two mean about the same dose in every model.
 */
export type Unit = 'raw' | 'separation' | 'norm';
export const UNITS: readonly Unit[] = ['raw', 'separation', 'norm'];

/** Directions to steer along; from elsewhere than `directions()` they may lack the numbers some units need. */
export type Steerable = Pick<Directions, 'layers' | 'width' | 'data'> & Partial<Directions>;

/** The middle third of a model's blocks, first and last included: [⌊L/3⌋, ⌊2L/3⌋ − 1], at least one block. 30 layers give [10, 19]. */
export function middleBand(layers: number): [number, number] {
  if (!(Number.isInteger(layers) && layers > 0)) throw new InvalidInput(`expected a number of layers, got ${layers}`);
  const first = Math.floor(layers / 3);
  return [first, Math.max(first, Math.floor((2 * layers) / 3) - 1)];
}

/**
 * What to add to `hook_resid_post` for a total dose α over blocks a..b: [layer, width], zero outside the band.
 * Each of its n blocks gets α/n · direction[l], times 1, separation[l] or norm[l] by unit; with a `profile` its share of α in place of
 * α/n (`sharesOf`). Throws on a band that is out of range, reversed or not whole, on an α that is not finite, on a profile that is none
 * of the band, and on a unit whose numbers the directions lack.
 */
export function steerVector(
  d: Steerable,
  { alpha, ...push }: { band: readonly [number, number]; alpha: number; unit: Unit; profile?: readonly number[] | undefined },
): Float32Array {
  return steerRows(d, { ...push, alphas: [alpha] });
}

/** `steerVector` for several strengths at once, one row each, in the layout of the graph's `steer` input: [layer, row, width]. */
export function steerRows(
  d: Steerable,
  {
    band,
    alphas,
    unit,
    profile,
  }: { band: readonly [number, number]; alphas: readonly number[]; unit: Unit; profile?: readonly number[] | undefined },
): Float32Array {
  checkDirections(d);
  const [first, last] = checkBand(band, d.layers);
  const shares = sharesOf([first, last], profile);
  const steer = new Float32Array(d.layers * alphas.length * d.width);
  const shape = { rows: alphas.length, width: d.width };
  for (const row of indices<RowIndex>(alphas.length)) {
    const alpha = alphas[row]!;
    if (!Number.isFinite(alpha)) throw new InvalidInput(`expected a finite strength, got ${alpha}`);
    for (const layer of indices<LayerIndex>(d.layers).slice(first, last + 1)) {
      const dose = alpha * shares[layer - first]! * length(d, layer, unit);
      const push = layerRow(steer, shape, layer, row);
      for (let i = 0; i < d.width; i++) push[i] = dose * d.data[layer * d.width + i]!;
    }
  }
  return steer;
}

/**
 * The share of a dose that each block of a band gets: they sum to 1, and go like `profile`, one number a block; without it they are
 * equal. Throws where there are not as many as blocks, on one below 0, and where all are 0.
 */
export function sharesOf([first, last]: readonly [number, number], profile?: readonly number[]): number[] {
  const blocks = last - first + 1;
  const parts = profile ?? Array<number>(blocks).fill(1);
  const all = parts.reduce((sum, part) => sum + part, 0);
  if (parts.length !== blocks || !parts.every((part) => part >= 0) || !(all > 0 && Number.isFinite(all)))
    throw new InvalidInput(
      `expected a profile of ${blocks} numbers of at least 0, not all 0, for blocks ${first} to ${last}, got [${parts.join(', ')}]`,
      'Give one number for each block of the band, or leave the profile out: then all blocks get the same.',
    );
  return parts.map((part) => part / all);
}

/** The length that one unit of dose has at a layer, in units of the residual stream. */
function length(d: Steerable, layer: number, unit: Unit): number {
  if (unit === 'raw') return 1;
  if (unit !== 'separation' && unit !== 'norm') throw new InvalidInput(`no unit '${String(unit)}'`, "Use 'raw', 'separation' or 'norm'.");
  const value = d[unit]?.[layer];
  if (value === undefined || !Number.isFinite(value))
    throw new InvalidInput(`these directions carry no ${unit} at block ${layer}`, "Use the unit 'raw', or directions found by the lab.");
  return value;
}

/** Throws unless the band lies within the model, first block not after the last. */
export function checkBand([first, last]: readonly [number, number], layers: number): readonly [number, number] {
  if (!(Number.isInteger(first) && Number.isInteger(last) && first >= 0 && first <= last && last < layers))
    throw new InvalidInput(`expected blocks [first, last] within 0..${layers - 1}, got [${first}, ${last}]`, 'Blocks count from 0.');
  return [first, last];
}
