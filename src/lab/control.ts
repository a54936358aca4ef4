import { countedAuroc } from './auroc';
import { shuffledDraws, type ShuffledOptions } from './chance-draws';
import { classesOf, type Classes, type Training } from './direction';
import { gramAt } from './gram';
import { indices, type LayerIndex } from './indices';
import { InvalidInput } from './invalid';
import { mean, variance } from './moments';
import { quantile } from './quantile';
import { gaussian, random, streamSeed } from './random';
import { checkResiduals, residualAt, type Residuals } from './residuals';

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
 * AUROC of the test texts along random directions, 200 per layer. Components are Gaussian, so every orientation is equally likely;
 * the AUROC does not see their length. Throws on no test texts.
 */
export function randomDirections(captured: Residuals, test: Training, { draws = 200, seed = 1 }: ControlOptions = {}): ChanceAuroc[] {
  return indices<LayerIndex>(captured.layers).map((layer) => randomDirectionsAt(captured, test, layer, { draws, seed }));
}

/** `randomDirections` at one layer; each layer of a seed has draws of its own. */
export function randomDirectionsAt(
  captured: Residuals,
  test: Training,
  layer: LayerIndex,
  { draws = 200, seed = 1 }: ControlOptions = {},
): ChanceAuroc {
  checkResiduals(captured);
  const { positive, negative } = checked(test);
  const normal = gaussian(random(streamSeed(seed, layer)));
  const direction = new Float64Array(captured.width);
  const rows = [...positive, ...negative].map((text) => residualAt(captured, text, layer));
  const scores = new Float64Array(rows.length);
  return chance(
    layer,
    Float64Array.from({ length: draws }, () => {
      for (let i = 0; i < direction.length; i++) direction[i] = normal();
      for (let text = 0; text < rows.length; text++) {
        const row = rows[text]!;
        let sum = 0;
        for (let i = 0; i < direction.length; i++) sum += row[i]! * direction[i]!;
        scores[text] = sum;
      }
      return countedAuroc(scores, positive.length);
    }),
  );
}

/**
 * AUROC of the test texts after training on labels that mean nothing: each draw swaps the two texts of every training pair with
 * probability ½, or deals the labels of lone texts anew, alike at all layers, and refits the direction by `method` (see `shuffledDraws`).
 * Throws on no training or no test texts.
 */
export function shuffledLabels(captured: Residuals, train: Training, test: Training, options: ShuffledOptions = {}): ChanceAuroc[] {
  return indices<LayerIndex>(captured.layers).map((layer) => shuffledLabelsAt(captured, train, test, layer, options));
}

/** `shuffledLabels` at one layer: the same seed swaps the same pairs at every layer. */
export function shuffledLabelsAt(
  captured: Residuals,
  train: Training,
  test: Training,
  layer: LayerIndex,
  options: ShuffledOptions = {},
): ChanceAuroc {
  checkResiduals(captured);
  const texts = [checked(train), checked(test)].flatMap(({ positive, negative }) => [...positive, ...negative]);
  const gram = gramAt(captured, layer, texts);
  return chance(layer, shuffledDraws(gram, train, test, options));
}

/** What draws at a layer give by chance. Their order is lost. */
export function chance(layer: LayerIndex, values: ArrayLike<number>): ChanceAuroc {
  const draws = Float64Array.from(values).sort();
  return { layer, mean: mean(draws), sd: Math.sqrt(variance(draws)), low: quantile(draws, 0.025), high: quantile(draws, 0.975), draws };
}

function checked(training: Training): Classes {
  if (Array.isArray(training) && training.length === 0) throw new InvalidInput('no pairs for the control');
  return classesOf(training);
}
