import { auroc } from './auroc';
import type { ClassScores } from './class-scores';
import { InvalidInput } from './invalid';
import { random, shuffle } from './random';
import { tally } from './tally';

/** How often labels are thrown where nobody says. */
const DRAWS = 2000;

/**
 * One-sided permutation p: (1 + k) / (1 + N), where k of the N chance draws reach at least the observed value.
 * Never 0 (Phipson and Smyth 2010). NaN if the observed value is NaN. Throws on no draws.
 */
export function permutationP(observed: number, draws: ArrayLike<number>): number {
  if (draws.length === 0) throw new InvalidInput('no permutations to compare with');
  if (Number.isNaN(observed)) return NaN;
  const reached = Array.from(draws).filter((draw) => draw >= observed).length;
  return (1 + reached) / (1 + draws.length);
}

/**
 * p of an AUROC at least this high if the labels within each pair (positive[i], negative[i]) were thrown by a coin. With few pairs, whose
 * throws are all counted (`swappedDraws`), it is exact, and with n of them at least 2^−n. Throws on classes of unequal size, on no pairs
 * and on NaN.
 */
export function aurocPermutationP(positive: ArrayLike<number>, negative: ArrayLike<number>, options: PermutationOptions = {}): number {
  return permutationP(auroc(positive, negative), swappedDraws(positive, negative, options));
}

/** Of so many pairs all throws of the labels are fewer than what would be drawn of them. */
export const isCounted = (pairs: number, draws = DRAWS): boolean => 2 ** pairs <= draws;

/**
 * The AUROCs under these throws, [draw]: all other throws but the labels as they are where there are so few (`isCounted`), which makes
 * `permutationP` exact. The same seed throws the same for any scores of as many pairs, so draw i of all blocks belongs
 * together (`maxOverBlocks`). The direction stays as it is: a null for every method. Errors as in `aurocPermutationP`.
 */
export function swappedDraws(
  positive: ArrayLike<number>,
  negative: ArrayLike<number>,
  { draws = DRAWS, seed = 1 }: PermutationOptions = {},
): Float64Array {
  const n = positive.length;
  if (n === 0 || n !== negative.length)
    throw new InvalidInput(`swapping within pairs needs pairs, got ${n} positive and ${negative.length} negative scores`);
  const counts = tally([...Array.from(positive), ...Array.from(negative)]);
  const uniform = random(seed);
  const counted = isCounted(n, draws);
  return Float64Array.from({ length: counted ? 2 ** n - 1 : draws }, (_, draw) => {
    for (let pair = 0; pair < n; pair++) {
      const swapped = counted ? (((draw + 1) >> pair) & 1) === 1 : uniform() < 0.5;
      counts.add(pair, !swapped);
      counts.add(n + pair, swapped);
    }
    return counts.auroc();
  });
}

/** The same for classes that do not pair up, of any size: the labels are thrown over all texts. Throws on an empty class and on NaN. */
export function aurocClassPermutationP(positive: ArrayLike<number>, negative: ArrayLike<number>, options: PermutationOptions = {}): number {
  return permutationP(auroc(positive, negative), relabelledDraws(positive, negative, options));
}

/**
 * The AUROCs under labels thrown over all texts, [draw]: as many texts are positive in each as there are. The same seed throws the same for
 * any scores of classes of these sizes, so draw i of all blocks belongs together (`maxOverBlocks`). Throws on an empty class and on NaN.
 */
export function relabelledDraws(
  positive: ArrayLike<number>,
  negative: ArrayLike<number>,
  { draws = DRAWS, seed = 1 }: PermutationOptions = {},
): Float64Array {
  if (positive.length === 0 || negative.length === 0)
    throw new InvalidInput(`throwing labels needs both classes, got ${positive.length} positive and ${negative.length} negative scores`);
  const both = [...Array.from(positive), ...Array.from(negative)];
  const counts = tally(both);
  const order = Int32Array.from(both, (_, i) => i);
  const uniform = random(seed);
  return Float64Array.from({ length: draws }, () => {
    shuffle(order, uniform).forEach((text, place) => counts.add(text, place < positive.length));
    return counts.auroc();
  });
}

/** The labels thrown as the texts allow: within pairs, or over lone texts. */
export const thrownDraws = ({ paired, positive, negative }: ClassScores, options?: PermutationOptions): Float64Array =>
  (paired ? swappedDraws : relabelledDraws)(positive, negative, options);

/** How often, and by which seed, labels are thrown. */
export interface PermutationOptions {
  draws?: number;
  seed?: number;
}
