import { grouped } from './grouped';
import { InvalidInput } from './invalid';
import { mean } from './moments';
import { random, shuffle, type Uniform } from './random';

/** The block whose scores go along with the ratings best, and how often chance finds a block that does as well. */
export interface CorrectedCorrelation {
  readonly layer: number;
  /** Pearson's r there. */
  readonly r: number;
  /** Permutation p of the largest |r| of all blocks. */
  readonly p: number;
  /** [layer] the same p of each block's own |r|: how often chance finds, at any block, one as large. NaN where scores do not vary. */
  readonly blocks: readonly number[];
  /** Texts. */
  readonly n: number;
}

/**
 * The largest |r| between the ratings and the scores of a block, with a p that knows that the block was chosen after looking: the share of
 * seeded permutations of the ratings, the same at all blocks, whose largest |r| reaches it, (1 + k) / (1 + N). Texts with a score that is
 * not finite at any block are left out; blocks whose scores are constant count in neither. Null for fewer than three texts, constant
 * ratings and where no block varies. Throws where scores and ratings differ in number, and on a rating that is not finite.
 * @param scores [layer][text] @param eia [text] ratings, 0, 1 or 2, or any other values
 * @param groups [text] ratings are thrown among the texts of a group alone; all are one group where it is absent
 */
export function correctedP(
  scores: readonly ArrayLike<number>[],
  eia: ArrayLike<number>,
  { draws = 2000, seed = 1, groups }: { draws?: number; seed?: number; groups?: readonly unknown[] } = {},
): CorrectedCorrelation | null {
  if (!(Number.isInteger(draws) && draws > 0)) throw new InvalidInput('no permutations to compare with');
  for (const [layer, at] of scores.entries())
    if (at.length !== eia.length)
      throw new InvalidInput(`cannot correlate ${at.length} scores of block ${layer} with ${eia.length} ratings`);
  const texts = Array.from(eia, (_, i) => i).filter((i) => scores.every((at) => Number.isFinite(at[i])));
  const rated = unit(texts.map((i) => eia[i]!));
  if (rated?.some(Number.isNaN)) throw new InvalidInput('a rating is not finite');
  const blocks = scores.map((at) => unit(texts.map((i) => at[i]!)));
  if (texts.length < 3 || !rated || blocks.every((block) => !block)) return null;
  const correlate = (block: Float64Array): number => block.reduce((sum, value, i) => sum + value * rated[i]!, 0);
  const observed = blocks.map((block) => (block ? correlate(block) : NaN));
  const layer = observed.reduce(
    (best, r, at) => (Math.abs(r) > Math.abs(observed[best] || 0) ? at : best),
    observed.findIndex(Number.isFinite),
  );
  const varying = blocks.filter((block) => block !== null);
  const uniform = random(seed);
  const strata = grouped([...texts.keys()], (place) => groups?.[texts[place]!]);
  const reached = observed.map(() => 0);
  for (let draw = 0; draw < draws; draw++) {
    for (const places of strata) shuffleAt(rated, places, uniform);
    const largest = varying.reduce((most, block) => Math.max(most, Math.abs(correlate(block))), 0);
    // The same sum in another order may differ by rounding, and reaches it all the same.
    observed.forEach((r, at) => (reached[at]! += largest >= Math.abs(r) - 1e-12 ? 1 : 0));
  }
  const blockPs = observed.map((r, at) => (Number.isNaN(r) ? NaN : (1 + reached[at]!) / (1 + draws)));
  return { layer, r: Math.max(-1, Math.min(1, observed[layer]!)), p: blockPs[layer]!, blocks: blockPs, n: texts.length };
}

/** Shuffles the values at these places among them. */
function shuffleAt(values: Float64Array, places: readonly number[], uniform: Uniform): void {
  const drawn = shuffle(
    places.map((place) => values[place]!),
    uniform,
  );
  places.forEach((place, i) => (values[place] = drawn[i]!));
}

/** Less the mean, of unit length: a sum of products is then Pearson's r. Null where all values are equal. */
function unit(values: readonly number[]): Float64Array | null {
  const centre = mean(values);
  const off = Float64Array.from(values, (value) => value - centre);
  const length = Math.sqrt(off.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? null : off.map((value) => value / length);
}
