import { NoDirection } from '../invalid';
import { factor, solve } from './cholesky';
import { centred, trace, withinProducts, type TrainingGram } from './training-gram';

/** How far the covariance is drawn towards a sphere of the same total variance. */
export const SHRINKAGE = 0.1;

/**
 * Σ⁻¹(mean⁺ − mean⁻) as weights of the training texts, where Σ = (1 − s)·C + s·tr(C)/width·I, C is the covariance within the classes
 * (divided by n) and s = 0.1: scikit-learn's LinearDiscriminantAnalysis(solver='lsqr', shrinkage=0.1). The width × width system is solved
 * in n × n by Woodbury's identity. The mean difference projects above 0 on it, as Σ is positive definite. Throws `NoDirection` where the
 * texts do not vary within their classes, as with a single pair.
 */
export function ldaWeights(training: TrainingGram): Float64Array {
  const { n, positives, width, contrast, alongContrast } = training;
  const system = withinProducts(training);
  const scatter = withinScatter(training, system, 'LDA');
  const kept = (1 - SHRINKAGE) / n;
  for (let i = 0; i < system.length; i++) system[i]! *= kept;
  const ridge = (SHRINKAGE * scatter) / (n * width);
  for (let i = 0; i < n; i++) system[i * n + i]! += ridge;
  const taken = centred(solve(factor(system, n), centred(alongContrast, positives)), positives);
  return contrast.map((weight, i) => weight - kept * taken[i]!);
}

/** Sum of squares within the classes. Throws `NoDirection` where it is nothing beside that of all texts. */
export function withinScatter({ layer, n, products }: TrainingGram, within: Float64Array, name: string): number {
  const scatter = trace(within, n);
  if (!(scatter > 1e-12 * trace(products, n)))
    throw new NoDirection(
      `the texts of each class are alike at block ${layer}, and ${name} divides by how they differ`,
      'Give each class two different texts at least, or choose the mean difference.',
    );
  return scatter;
}
