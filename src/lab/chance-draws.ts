/**
 * AUROCs under chance, in the order drawn: the same seed draws the same at every block, so that draw i of all blocks belongs together
 * (`maxOverBlocks`).
 */
import { countedAuroc } from './auroc';
import { itemsOf } from './contrast';
import { classesOf, type Classes, type PairIndex, type Training } from './direction';
import { productOf as product, scoresAlong, type BlockGram } from './gram';
import type { TextIndex } from './indices';
import { InvalidInput } from './invalid';
import { random, shuffle } from './random';
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
 * The AUROC of the test texts after training on labels that mean nothing, [draw]: each draw swaps the two texts of every training pair
 * with probability ½, or deals the labels of training texts without partners anew, as many of each as there are, and fits the method again.
 * A draw in which there is no direction orders nothing: 0.5.
 * pca finds the same line whatever is swapped and only turns round, so its draws have two values, a and 1 − a, and a p from them cannot
 * fall far below ½: use `swappedDraws` (permutation.ts) for it. Throws on no training or no test texts, and on pca without pairs.
 */
export function shuffledDraws(
  gram: BlockGram,
  train: Training,
  test: Training,
  { method = 'mean-difference', draws = shuffledDrawsOf(method), seed = 1 }: ShuffledOptions = {},
): Float64Array {
  if (isEmpty(train) || isEmpty(test)) throw new InvalidInput('no pairs for the control');
  const uniform = random(seed);
  const [known, tested] = [classesOf(train), classesOf(test)];
  if (!known.paired) {
    const aurocOf = (method === 'mean-difference' ? meansOf : fittedTo(method))(gram, known.positive.length, tested);
    const order = [...known.positive, ...known.negative];
    return Float64Array.from({ length: draws }, () => aurocOf(shuffle(order, uniform)));
  }
  const pairs = known.positive.map((positive, i): PairIndex => ({ positive, negative: known.negative[i]! }));
  const make = { 'mean-difference': signedSums, pca: turned, lda: refitted(method), logistic: refitted(method) }[method];
  const aurocOf = make(gram, pairs, tested);
  const signs = new Int8Array(pairs.length);
  return Float64Array.from({ length: draws }, () => {
    for (let pair = 0; pair < signs.length; pair++) signs[pair] = uniform() < 0.5 ? -1 : 1;
    return aurocOf(signs);
  });
}

const isEmpty = (training: Training): boolean =>
  'positive' in training ? training.positive.length + training.negative.length === 0 : itemsOf(training).length === 0;

/** The AUROC of the test texts after some training pairs were swapped, signs[pair] −1. */
type Draw = (signs: Int8Array) => number;
type MakeDraw = (gram: BlockGram, train: readonly PairIndex[], test: Classes) => Draw;

/** The AUROC of the test texts after training on these, of which the first `positives` are called positive. */
type MakeDealt = (gram: BlockGram, positives: number, test: Classes) => (order: readonly TextIndex[]) => number;

/** The mean difference is a weighted sum of texts, so its scores are weighted sums of their products. */
const meansOf: MakeDealt = (gram, positives, test) => {
  const tested = sides(test);
  const scores = new Float64Array(tested.length);
  return (order) => {
    const negatives = order.length - positives;
    tested.forEach((text, place) => {
      let [above, below] = [0, 0];
      for (let i = 0; i < positives; i++) above += product(gram, text, order[i]!);
      for (let i = positives; i < order.length; i++) below += product(gram, text, order[i]!);
      scores[place] = above / positives - below / negatives;
    });
    return countedAuroc(scores, test.positive.length);
  };
};

const fittedTo =
  (method: Method): MakeDealt =>
  (gram, positives, test) =>
  (order) =>
    fittedAuroc(method, gram, { positive: order.slice(0, positives), negative: order.slice(positives) }, test);

/** 0.5 where there is no direction. */
function fittedAuroc(method: Method, gram: BlockGram, train: Training, test: Classes): number {
  const direction = tryFit(method, gram, train);
  return direction ? countedAuroc(scoresAlong(gram, direction, sides(test)), test.positive.length) : 0.5;
}

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
    return countedAuroc(scores, test.positive.length);
  };
};

/** The line stays; it points to where the mean of the swapped differences does. */
const turned: MakeDraw = (gram, train, test) => {
  const direction = tryFit('pca', gram, train);
  if (!direction) return () => 0.5;
  const area = countedAuroc(scoresAlong(gram, direction, sides(test)), test.positive.length);
  const trained = scoresAlong(gram, direction, sides(classesOf(train)));
  const along = train.map((_, pair) => trained[pair]! - trained[train.length + pair]!);
  return (signs) => {
    const sum = along.reduce((total, value, pair) => total + value * signs[pair]!, 0);
    return sum > 0 ? area : sum < 0 ? 1 - area : 0.5;
  };
};

const refitted =
  (method: Method): MakeDraw =>
  (gram, train, test) =>
  (signs) =>
    fittedAuroc(
      method,
      gram,
      train.map(({ positive, negative }, pair) => (signs[pair]! < 0 ? { positive: negative, negative: positive } : { positive, negative })),
      test,
    );

/** All positive texts, then all negative ones. */
const sides = ({ positive, negative }: Classes): TextIndex[] => [...positive, ...negative];
