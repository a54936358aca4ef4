import { auroc } from './auroc';
import type { PairIndex } from './direction';
import { indices, type LayerIndex } from './indices';
import { InvalidInput } from './invalid';
import { mean, variance } from './moments';
import { quantile } from './quantile';
import { gaussian, random } from './random';
import { checkResiduals, residualAt, type Residuals } from './residuals';
import { project } from './score';

/** The AUROC that a layer gives by chance. */
export interface ChanceAuroc {
  layer: LayerIndex;
  mean: number;
  /** Standard deviation of the draws (n−1). */
  sd: number;
  /** 2.5th and 97.5th percentile of the draws. */
  low: number;
  high: number;
  /** Every draw, ascending: `permutationP(observed, draws)` is the p of an observed AUROC. */
  draws: Float64Array;
}

export interface ControlOptions {
  draws?: number;
  seed?: number;
}

/**
 * AUROC of the test pairs along random directions, 200 per layer. Components are Gaussian, so every orientation is equally likely;
 * the AUROC does not see their length. Throws on no test pairs.
 */
export function randomDirections(
  captured: Residuals,
  test: readonly PairIndex[],
  { draws = 200, seed = 1 }: ControlOptions = {},
): ChanceAuroc[] {
  return indices<LayerIndex>(captured.layers).map((layer) => randomDirectionsAt(captured, test, layer, { draws, seed: seed + layer }));
}

/** `randomDirections` at one layer. */
export function randomDirectionsAt(
  captured: Residuals,
  test: readonly PairIndex[],
  layer: LayerIndex,
  { draws = 200, seed = 1 }: ControlOptions = {},
): ChanceAuroc {
  check(captured, test);
  const normal = gaussian(random(seed));
  const direction = new Float64Array(captured.width);
  const { positive, negative } = testResiduals(captured, test, layer);
  return summary(layer, draws, () => {
    for (let i = 0; i < direction.length; i++) direction[i] = normal();
    return auroc(
      positive.map((text) => project(text, direction)),
      negative.map((text) => project(text, direction)),
    );
  });
}

/**
 * AUROC of the test pairs after training on labels that mean nothing: each draw swaps the two texts of every training pair
 * with probability ½, the same swaps at all layers, and refits the direction. Throws on no training or no test pairs.
 */
export function shuffledLabels(
  captured: Residuals,
  train: readonly PairIndex[],
  test: readonly PairIndex[],
  options: ControlOptions = {},
): ChanceAuroc[] {
  return indices<LayerIndex>(captured.layers).map((layer) => shuffledLabelsAt(captured, train, test, layer, options));
}

/** `shuffledLabels` at one layer: the same seed swaps the same pairs at every layer. */
export function shuffledLabelsAt(
  captured: Residuals,
  train: readonly PairIndex[],
  test: readonly PairIndex[],
  layer: LayerIndex,
  { draws = 2000, seed = 1 }: ControlOptions = {},
): ChanceAuroc {
  check(captured, train);
  check(captured, test);
  const uniform = random(seed);
  const signs = Array.from({ length: draws }, () => train.map(() => (uniform() < 0.5 ? -1 : 1)));
  const differences = train.map((pair) => {
    const negative = residualAt(captured, pair.negative, layer);
    return Float64Array.from(residualAt(captured, pair.positive, layer), (value, i) => value - negative[i]!);
  });
  // A direction is a signed sum of pair differences, so its scores are signed sums of theirs: projected once, not once a draw.
  const products = (text: Float32Array): number[] => differences.map((difference) => project(text, difference));
  const { positive, negative } = testResiduals(captured, test, layer);
  const [yes, no] = [positive.map(products), negative.map(products)];
  return summary(layer, draws, (draw) => {
    const score = (row: number[]): number => project(row, signs[draw]!);
    return auroc(yes.map(score), no.map(score));
  });
}

function testResiduals(captured: Residuals, test: readonly PairIndex[], layer: LayerIndex) {
  return {
    positive: test.map((pair) => residualAt(captured, pair.positive, layer)),
    negative: test.map((pair) => residualAt(captured, pair.negative, layer)),
  };
}

function summary(layer: LayerIndex, count: number, draw: (index: number) => number): ChanceAuroc {
  const draws = Float64Array.from({ length: count }, (_, index) => draw(index)).sort();
  return { layer, mean: mean(draws), sd: Math.sqrt(variance(draws)), low: quantile(draws, 0.025), high: quantile(draws, 0.975), draws };
}

function check(captured: Residuals, pairs: readonly PairIndex[]): void {
  checkResiduals(captured);
  if (pairs.length === 0) throw new InvalidInput('no pairs for the control');
}
