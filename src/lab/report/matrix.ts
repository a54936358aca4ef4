/** Directions learnt on one set and tried on another: AUROC of every set's directions on every set's test pairs. Pure. */
import { auroc } from '../auroc';
import type { Units } from '../carrier';
import { hasBoth, sidesOf, type Contrast } from '../contrast';
import type { PairIndex } from '../direction';
import { indices, type LayerIndex, type TextIndex } from '../indices';
import type { Method } from '../readers/method';
import { tryReaderAt } from '../readers/reader';
import { residualAt, type Residuals } from '../residuals';
import { project } from '../score';

/** What a set gives to the matrix. */
export interface TrainTestSet {
  readonly residuals: Residuals;
  /** Pairs whose texts are all there. */
  readonly train: readonly PairIndex[];
  readonly test: readonly PairIndex[];
}

export interface TrainTest {
  /** [set] pairs trained on, and pairs tested on. */
  readonly train: readonly number[];
  readonly test: readonly number[];
  /** [layer][trained on][tested on]; NaN where a block has no direction, or a set no training or no test pairs. */
  readonly auroc: readonly (readonly (readonly number[])[])[];
  /** [trained on][tested on] test pairs of which a text is among the texts trained on. */
  readonly shared: readonly (readonly number[])[];
}

/** The unit direction of one block from the training pairs; null where it has none, and without training pairs. */
export const unitAt = ({ residuals, train }: Omit<TrainTestSet, 'test'>, method: Method, layer: LayerIndex): Float32Array | null =>
  train.length === 0 ? null : (tryReaderAt(method, residuals, train, layer)?.unit ?? null);

/** [layer] AUROC of texts along the directions; NaN at a block without one, and without texts of both classes. */
export function aurocsAlong({ layers, width, data }: Units, residuals: Residuals, contrast: Contrast<TextIndex>): Float64Array {
  const sides = sidesOf(contrast);
  return Float64Array.from(indices<LayerIndex>(layers), (layer) => {
    const unit = data.subarray(layer * width, (layer + 1) * width);
    if (!hasBoth(sides) || unit.every((value) => value === 0)) return NaN;
    const scores = (texts: readonly TextIndex[]): number[] => texts.map((text) => project(residualAt(residuals, text, layer), unit));
    return auroc(scores(sides.positive), scores(sides.negative));
  });
}

/** [layer][trained on][tested on] from [trained on][tested on][layer]. */
export const byLayer = (along: readonly (readonly ArrayLike<number>[])[], layers: number): number[][][] =>
  Array.from({ length: layers }, (_, layer) => along.map((row) => row.map((aurocs) => aurocs[layer]!)));

/** Test pairs of which a text is among those trained on. Texts are given by what tells two apart. */
export function sharedPairs(trained: Iterable<string>, tested: readonly (readonly [string, string])[]): number {
  const known = new Set(trained);
  return tested.filter((pair) => pair.some((text) => known.has(text))).length;
}
