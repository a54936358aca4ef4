import { InvalidInput, NoDirection } from '../invalid';
import { dominant } from './dominant';
import type { TrainingGram } from './training-gram';

/**
 * The first right singular vector of the matrix of pair differences [pair, width], not centred (numpy.linalg.svd; Zou et al. 2023 read
 * concepts so), as weights of the training texts. Its sign is that of the mean difference. Swapping the two texts of a pair turns a row
 * round and leaves the line where it is. Throws on texts that do not pair up, and, `NoDirection`, where the mean difference stands at a
 * right angle to the line: nothing then says which way it points.
 */
export function pcaWeights({ layer, n, positives: m, paired, products }: TrainingGram): Float64Array {
  if (!paired)
    throw new InvalidInput(
      'principal components of differences need pairs, and these texts do not pair up',
      'Choose the mean difference, LDA or logistic regression.',
    );
  const differences = new Float64Array(m * m);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < m; j++) {
      const [p, q] = [i * n, (i + m) * n];
      differences[i * m + j] = products[p + j]! - products[p + m + j]! - products[q + j]! + products[q + m + j]!;
    }
  const vector = dominant(differences, m);
  // A pair's difference projects on the line as its place in the vector says, so the sum is the mean's projection.
  const sum = vector.reduce((total, value) => total + value, 0);
  if (!(Math.abs(sum) > 1e-9)) throw new NoDirection(`the pairs at block ${layer} share a line and point both ways along it alike`);
  const sign = Math.sign(sum);
  return Float64Array.from({ length: n }, (_, i) => (i < m ? sign * vector[i]! : -sign * vector[i - m]!));
}
