import { auroc } from './auroc';
import { gramAt, scoresAlong, type BlockGram } from './gram';
import { indices, type LayerIndex, type TextIndex } from './indices';
import type { PairIndex } from './direction';
import type { Fold } from './folds';
import { tryFit } from './readers/fit';
import type { Method } from './readers/method';
import type { Residuals } from './residuals';

/** The AUROC of pairs that were held out, fold by fold. */
export interface CrossValidated {
  readonly folds: readonly { readonly name: string; readonly train: number; readonly test: number; readonly auroc: Float64Array }[];
  /** [layer] mean over the folds, each counting once whatever its size; NaN where a fold has no direction. */
  readonly crossMean: Float64Array;
  /** [layer] the worst fold; NaN where a fold has no direction. */
  readonly crossMin: Float64Array;
}

/**
 * The AUROC of each fold's test pairs at one block, [fold], along the direction fitted on its training pairs; NaN where they have none.
 * Scores are compared within a fold only: those of different directions have no common scale. Throws what `fit` throws else.
 */
export function crossAurocsAt(gram: BlockGram, method: Method, pairs: readonly PairIndex[], folds: readonly Fold[]): Float64Array {
  const at = (places: readonly number[]): PairIndex[] => places.map((place) => pairs[place]!);
  return Float64Array.from(folds, ({ train, test }) => {
    const direction = tryFit(method, gram, at(train));
    return direction ? aurocAlong(direction, gram, at(test)) : NaN;
  });
}

/** AUROC of some pairs' texts along a direction. */
export function aurocAlong(direction: Parameters<typeof scoresAlong>[1], gram: BlockGram, pairs: readonly PairIndex[]): number {
  const score = (side: keyof PairIndex): Float64Array =>
    scoresAlong(
      gram,
      direction,
      pairs.map((pair) => pair[side]),
    );
  return auroc(score('positive'), score('negative'));
}

/** The numbers of all blocks from those of each, aurocs[layer][fold]. */
export function crossValidated(folds: readonly Fold[], aurocs: readonly ArrayLike<number>[]): CrossValidated {
  const over = (summary: (values: number[]) => number): Float64Array => Float64Array.from(aurocs, (at) => summary(Array.from(at)));
  return {
    folds: folds.map(({ name, train, test }, fold) => ({
      name,
      train: train.length,
      test: test.length,
      auroc: Float64Array.from(aurocs, (at) => at[fold]!),
    })),
    crossMean: over((values) => values.reduce((sum, value) => sum + value, 0) / values.length),
    crossMin: over((values) => Math.min(...values)),
  };
}

/** Every block by one method. A caller with several methods makes each block's products once and asks `crossAurocsAt`. */
export function crossValidate(captured: Residuals, method: Method, pairs: readonly PairIndex[], folds: readonly Fold[]): CrossValidated {
  const texts: TextIndex[] = pairs.flatMap(({ positive, negative }) => [positive, negative]);
  return crossValidated(
    folds,
    indices<LayerIndex>(captured.layers).map((layer) => crossAurocsAt(gramAt(captured, layer, texts), method, pairs, folds)),
  );
}
