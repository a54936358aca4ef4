import { NoDirection } from '../invalid';
import { withinScatter } from './lda';
import { logisticOptimum, STEPS } from './logistic-optimum';
import { withinProducts, type TrainingGram } from './training-gram';

/**
 * The coefficients of scikit-learn's LogisticRegression(C=1) (L2, intercept free) as weights of the training texts, on residuals divided
 * by one number, the root mean square of the deviations from the class means over all texts and features: C then means the same at every
 * layer. Solved in n × n (`logisticOptimum`). The loss falls along the mean difference, so that projects above 0. Throws `NoDirection`
 * where the texts do not vary within their classes.
 */
export function logisticWeights(training: TrainingGram): Float64Array {
  const { layer, n, positives, width, products } = training;
  const scale = (n * width) / withinScatter(training, withinProducts(training), 'logistic regression');
  const weights = logisticOptimum(
    products.map((value) => value * scale),
    Float64Array.from({ length: n }, (_, i) => (i < positives ? 1 : -1)),
  );
  if (!weights) throw new NoDirection(`logistic regression at block ${layer} did not settle in ${STEPS} steps`);
  return weights;
}
