import type { Training } from '../direction';
import { LEFT, nothingLeft } from '../carrier';
import { productOf, type BlockGram, type Combination } from '../gram';
import { NoDirection } from '../invalid';
import { ldaWeights } from './lda';
import { logisticWeights } from './logistic';
import type { Method } from './method';
import { pcaWeights } from './pca';
import { times, trainingGram, type TrainingGram } from './training-gram';
import { dot } from '../vectors';

const WEIGHTS: Record<Method, (training: TrainingGram) => Float64Array> = {
  'mean-difference': ({ contrast }) => contrast,
  pca: pcaWeights,
  lda: ldaWeights,
  logistic: logisticWeights,
};

/**
 * The direction that a method finds between the training texts, as a unit-length combination of them: no step walks through the width.
 * Throws what `trainingGram` and the method throw; `NoDirection` where there is none, or nothing of it is left without the neutral mean.
 */
export function fit(method: Method, gram: BlockGram, training: Training): Combination {
  const given = trainingGram(gram, training);
  const weights = WEIGHTS[method](given);
  const length = Math.sqrt(dot(weights, times(given.products, weights)));
  if (!(length > 0 && Number.isFinite(length))) throw new NoDirection(`${method} finds no direction at block ${gram.layer}`);
  const found = { texts: given.texts, weights: weights.map((weight) => weight / length) };
  if (gram.scoring && !(squareOf(found, gram) > LEFT ** 2)) throw nothingLeft(gram.layer);
  return found;
}

/** The squared length of what scores go along. */
function squareOf({ texts, weights }: Combination, gram: BlockGram): number {
  let sum = 0;
  texts.forEach((a, i) => texts.forEach((b, j) => (sum += weights[i]! * weights[j]! * productOf(gram, a, b))));
  return sum;
}

/** `fit`, and null where there is no direction. */
export const tryFit = (method: Method, gram: BlockGram, training: Training): Combination | null =>
  orNull(() => fit(method, gram, training));

/** What `make` makes; null where it throws `NoDirection`. Other errors pass. */
export function orNull<T>(make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof NoDirection) return null;
    throw error;
  }
}
