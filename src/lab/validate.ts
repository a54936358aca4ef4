import { auroc } from './auroc';
import { gramAt, scoresAlong, type BlockGram } from './gram';
import { indices, type LayerIndex, type TextIndex } from './indices';
import { allTextsOf, someOf, type Contrast } from './contrast';
import { classesOf, type Training } from './direction';
import type { Fold } from './folds';
import { tryFit } from './readers/fit';
import type { Method } from './readers/method';
import type { Residuals } from './residuals';

/** The AUROC of pairs, or lone texts, that were held out, fold by fold. */
export interface CrossValidated {
  readonly folds: readonly { readonly name: string; readonly train: number; readonly test: number; readonly auroc: Float64Array }[];
  /** [layer] mean over the folds, each counting once whatever its size; NaN where a fold has no direction. */
  readonly crossMean: Float64Array;
  /** [layer] the worst fold; NaN where a fold has no direction. */
  readonly crossMin: Float64Array;
}

/**
 * The AUROC of each fold's test part at one block, [fold], along the direction fitted on its training part; NaN where that has none.
 * Scores are compared within a fold only: those of different directions have no common scale. Throws what `fit` throws else.
 */
export function crossAurocsAt(gram: BlockGram, method: Method, contrast: Contrast<TextIndex>, folds: readonly Fold[]): Float64Array {
  const at = (places: readonly number[]): Contrast<TextIndex> => {
    const kept = new Set(places);
    return someOf(contrast, (_, place) => kept.has(place));
  };
  return Float64Array.from(folds, ({ train, test }) => {
    const direction = tryFit(method, gram, at(train));
    return direction ? aurocAlong(direction, gram, at(test)) : NaN;
  });
}

/** AUROC of some texts along a direction. Throws on an empty class. */
export function aurocAlong(direction: Parameters<typeof scoresAlong>[1], gram: BlockGram, tested: Training): number {
  const { positive, negative } = classesOf(tested);
  return auroc(scoresAlong(gram, direction, positive), scoresAlong(gram, direction, negative));
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
export function crossValidate(captured: Residuals, method: Method, contrast: Contrast<TextIndex>, folds: readonly Fold[]): CrossValidated {
  const texts = allTextsOf(contrast);
  return crossValidated(
    folds,
    indices<LayerIndex>(captured.layers).map((layer) => crossAurocsAt(gramAt(captured, layer, texts), method, contrast, folds)),
  );
}
