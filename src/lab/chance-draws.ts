/**
 * AUROCs under chance, in the order drawn: the same seed draws the same at every block, so that draw i of all blocks belongs together
 * (`maxOverBlocks`).
 */
import { countedAuroc } from './auroc';
import type { PairIndex } from './direction';
import { productOf as product, scoresAlong, type BlockGram } from './gram';
import { InvalidInput } from './invalid';
import { random } from './random';
import { tryFit } from './readers/fit';
import type { Method } from './readers/method';

export interface ShuffledOptions {
  method?: Method;
  /** 2,000 for the mean difference and for pca; 200 for lda and logistic, which are fitted anew for each. */
  draws?: number;
  seed?: number;
}

/** How many draws of shuffled labels a method gets unless told. */
export const shuffledDrawsOf = (method: Method): number => (method === 'lda' || method === 'logistic' ? 200 : 2000);

/**
 * The AUROC of the test pairs after training on labels that mean nothing, [draw]: each draw swaps the two texts of every training pair
 * with probability ½ and fits the method again. A draw in which there is no direction orders nothing: 0.5.
 * pca finds the same line whatever is swapped and only turns round, so its draws have two values, a and 1 − a, and a p from them cannot
 * fall far below ½: use `swappedDraws` (permutation.ts) for it. Throws on no training or no test pairs.
 */
export function shuffledDraws(
  gram: BlockGram,
  train: readonly PairIndex[],
  test: readonly PairIndex[],
  { method = 'mean-difference', draws = shuffledDrawsOf(method), seed = 1 }: ShuffledOptions = {},
): Float64Array {
  if (train.length === 0 || test.length === 0) throw new InvalidInput('no pairs for the control');
  const uniform = random(seed);
  const make = { 'mean-difference': signedSums, pca: turned, lda: refitted(method), logistic: refitted(method) }[method];
  const aurocOf = make(gram, train, test);
  const signs = new Int8Array(train.length);
  return Float64Array.from({ length: draws }, () => {
    for (let pair = 0; pair < signs.length; pair++) signs[pair] = uniform() < 0.5 ? -1 : 1;
    return aurocOf(signs);
  });
}

/** The AUROC of the test pairs after some training pairs were swapped, signs[pair] −1. */
type Draw = (signs: Int8Array) => number;
type MakeDraw = (gram: BlockGram, train: readonly PairIndex[], test: readonly PairIndex[]) => Draw;

/** The mean difference is a signed sum of pair differences, so its scores are signed sums of theirs. */
const signedSums: MakeDraw = (gram, train, test) => {
  const m = train.length;
  const rows = sides(test).map((text) =>
    Float64Array.from(train, (pair) => product(gram, text, pair.positive) - product(gram, text, pair.negative)),
  );
  const scores = new Float64Array(rows.length);
  return (signs) => {
    for (let text = 0; text < rows.length; text++) {
      const row = rows[text]!;
      let sum = 0;
      for (let pair = 0; pair < m; pair++) sum += row[pair]! * signs[pair]!;
      scores[text] = sum;
    }
    return countedAuroc(scores, test.length);
  };
};

/** The line stays; it points to where the mean of the swapped differences does. */
const turned: MakeDraw = (gram, train, test) => {
  const direction = tryFit('pca', gram, train);
  if (!direction) return () => 0.5;
  const area = countedAuroc(scoresAlong(gram, direction, sides(test)), test.length);
  const trained = scoresAlong(gram, direction, sides(train));
  const along = train.map((_, pair) => trained[pair]! - trained[train.length + pair]!);
  return (signs) => {
    const sum = along.reduce((total, value, pair) => total + value * signs[pair]!, 0);
    return sum > 0 ? area : sum < 0 ? 1 - area : 0.5;
  };
};

const refitted =
  (method: Method): MakeDraw =>
  (gram, train, test) => {
    const places = sides(test);
    return (signs) => {
      const direction = tryFit(
        method,
        gram,
        train.map(({ positive, negative }, pair) =>
          signs[pair]! < 0 ? { positive: negative, negative: positive } : { positive, negative },
        ),
      );
      return direction ? countedAuroc(scoresAlong(gram, direction, places), test.length) : 0.5;
    };
  };

/** All positive texts, then all negative ones. */
const sides = (pairs: readonly PairIndex[]): PairIndex['positive'][] => [
  ...pairs.map((pair) => pair.positive),
  ...pairs.map((pair) => pair.negative),
];
