import { InvalidInput } from './invalid';
import { normalBelow, normalQuantile } from './normal';
import { quantile } from './quantile';
import { random } from './random';

/** A range, lowest value first. */
export interface Interval {
  low: number;
  high: number;
}

/** `resamples` of the data, drawn by `seed`. */
export interface BootstrapOptions {
  resamples?: number;
  seed?: number;
}

/** A statistic of the data, of resampled data, and of the data without one item each. */
export interface Resampled {
  estimate: number;
  /** One value a resample, in the order drawn: two statistics over the same sizes and seed were drawn on the same items. */
  values: Float64Array;
  /** [stratum][item] the statistic without this item. */
  jackknife: Float64Array[];
}

/**
 * A statistic of some items, given as one list of indices a stratum: with repeats in a resample, one short in a jackknife. The lists are
 * used again.
 */
export type Statistic = (strata: readonly Int32Array[]) => number;

/**
 * Draws each stratum of `sizes` from its own with replacement, one stratum after the other, `resamples` times.
 * Throws on a size below 2 (nothing is left without its one item) and on resamples below 1.
 */
export function resample(sizes: readonly number[], statistic: Statistic, { resamples = 2000, seed = 1 }: BootstrapOptions = {}): Resampled {
  for (const size of sizes) if (!(Number.isInteger(size) && size > 1)) throw new InvalidInput(`cannot resample ${size} items`);
  if (!(Number.isInteger(resamples) && resamples > 0)) throw new InvalidInput(`expected at least one resample, got ${resamples}`);
  const all = sizes.map((size) => Int32Array.from({ length: size }, (_, i) => i));
  const draws = drawsOf(sizes, resamples, seed);
  const each = sizes.reduce((sum, size) => sum + size, 0);
  const starts = sizes.map((_, stratum) => sizes.slice(0, stratum).reduce((sum, size) => sum + size, 0));
  const values = Float64Array.from({ length: resamples }, (_, i) =>
    statistic(sizes.map((size, stratum) => draws.subarray(i * each + starts[stratum]!, i * each + starts[stratum]! + size))),
  );
  const jackknife = sizes.map((size, stratum) =>
    Float64Array.from({ length: size }, (_, left) =>
      statistic(all.map((indices, other) => (other === stratum ? indices.filter((i) => i !== left) : indices))),
    ),
  );
  return { estimate: statistic(all), values, jackknife };
}

let last: { readonly name: string; readonly draws: Int32Array } | null = null;

/** [resample][stratum][item]. Those of the last call are kept: the blocks of a model are all resampled by the same ones. */
function drawsOf(sizes: readonly number[], resamples: number, seed: number): Int32Array {
  const name = JSON.stringify([sizes, resamples, seed]);
  if (last?.name === name) return last.draws;
  const uniform = random(seed);
  const each = sizes.flatMap((size) => Array<number>(size).fill(size));
  const draws = new Int32Array(resamples * each.length);
  for (let i = 0; i < draws.length; i++) draws[i] = Math.floor(uniform() * each[i % each.length]!);
  last = { name, draws };
  return draws;
}

/**
 * The difference of two statistics that were resampled over the same sizes by the same seed: what one has over the other on the same
 * items.
 */
export function difference(a: Resampled, b: Resampled): Resampled {
  const minus = (x: Float64Array, y: Float64Array | undefined): Float64Array => {
    if (x.length !== y?.length) throw new InvalidInput(`cannot compare ${x.length} resamples with ${y?.length ?? 'none'}`);
    return x.map((value, i) => value - y[i]!);
  };
  return {
    estimate: a.estimate - b.estimate,
    values: minus(a.values, b.values),
    jackknife: a.jackknife.map((one, stratum) => minus(one, b.jackknife[stratum])),
  };
}

/**
 * The bias-corrected and accelerated interval, BCa (Efron 1987; scipy.stats.bootstrap, method 'BCa'): the percentiles of the resampled
 * values, moved by z0, how far the estimate lies from their median, and by the acceleration, the skewness of the jackknife. `level` is
 * the share between low and high. NaN at both ends where it is not defined: a value is NaN, or all values or all of the jackknife agree.
 * Throws on a level outside 0..1.
 */
export function bca({ estimate, values, jackknife }: Resampled, level = 0.95): Interval {
  if (!(level > 0 && level < 1)) throw new InvalidInput(`expected a level between 0 and 1, got ${level}`);
  let below = 0;
  // A difference of equal fractions may be off by rounding, and is a tie all the same.
  for (const value of values) below += Math.abs(value - estimate) < 1e-12 ? 0.5 : value < estimate ? 1 : 0;
  const z0 = normalQuantile(below / values.length);
  const a = acceleration(jackknife);
  const place = (z: number): number => normalBelow(z0 + (z0 + z) / (1 - a * (z0 + z)));
  const z = normalQuantile((1 - level) / 2);
  const [from, to] = [place(z), place(-z)];
  if (Number.isNaN(from) || Number.isNaN(to) || values.some(Number.isNaN)) return { low: NaN, high: NaN };
  const sorted = values.toSorted();
  return { low: quantile(sorted, from), high: quantile(sorted, to) };
}

/**
 * A sixth of the skewness of the influence of the items, (n−1)(mean − value without the item), over all strata. NaN where the items do
 * not differ.
 */
function acceleration(jackknife: readonly Float64Array[]): number {
  let [cubes, squares] = [0, 0];
  for (const without of jackknife) {
    const n = without.length;
    const centre = without.reduce((sum, value) => sum + value, 0) / n;
    for (const value of without) {
      const influence = (n - 1) * (centre - value);
      squares += influence ** 2 / n ** 2;
      cubes += influence ** 3 / n ** 3;
    }
  }
  return squares > 1e-24 ? cubes / squares ** 1.5 / 6 : NaN;
}
