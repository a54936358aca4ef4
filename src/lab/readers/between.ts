import { classesOf, type Training } from '../direction';
import { productOf, type BlockGram, type Combination } from '../gram';
import { tryFit } from './fit';
import { METHODS, methodsFor, type Method } from './method';

/** Cosines between the directions of two methods, [layer]; NaN at a block where one of them has none. */
export interface BetweenMethods {
  readonly a: Method;
  readonly b: Method;
  readonly cosine: readonly number[];
}

/** Each two methods once, in the order of `METHODS`. */
export const METHOD_PAIRS: readonly (readonly [Method, Method])[] = METHODS.flatMap((a, i) =>
  METHODS.slice(i + 1).map((b) => [a, b] as const),
);

/** Those of which both methods are defined: of lone texts, those without PCA. */
export const methodPairsOf = (training: Training): readonly (readonly [Method, Method])[] => {
  const methods = methodsFor(classesOf(training).paired === true);
  return METHOD_PAIRS.filter((both) => both.every((method) => methods.includes(method)));
};

/** [pair of `methodPairsOf`] cosine between the two methods' directions at one block. Throws what `fit` throws, `NoDirection` aside. */
export function cosinesBetweenAt(gram: BlockGram, training: Training): number[] {
  const pairs = methodPairsOf(training);
  const found = new Map([...new Set(pairs.flat())].map((method) => [method, tryFit(method, gram, training)]));
  return pairs.map(([a, b]) => {
    const [u, v] = [found.get(a), found.get(b)];
    if (!u || !v) return NaN;
    const cosine = between(gram, u, v) / Math.sqrt(between(gram, u, u) * between(gram, v, v));
    return Math.max(-1, Math.min(1, cosine));
  });
}

/** The product of two directions: that of the texts they are made of, weighed. */
function between(gram: BlockGram, u: Combination, v: Combination): number {
  let sum = 0;
  u.texts.forEach((p, i) => v.texts.forEach((q, j) => (sum += u.weights[i]! * v.weights[j]! * productOf(gram, p, q))));
  return sum;
}

/** Of each two methods all blocks, from those of each, cosines[layer][pair of `methodPairsOf`]. */
export const betweenMethods = (
  cosines: readonly (readonly number[])[],
  pairs: readonly (readonly [Method, Method])[] = METHOD_PAIRS,
): BetweenMethods[] => pairs.map(([a, b], pair) => ({ a, b, cosine: cosines.map((at) => at[pair]!) }));
