/** What texts beside the pairs tell of directions: neutral ones, and the test pairs' with their tokens shuffled. */
import { auroc } from '../../src/lab/auroc';
import { carrier, meanResidual } from '../../src/lab/carrier';
import { indices, type LayerIndex, type TextIndex } from '../../src/lab/indices';
import { residualAt, type Residuals } from '../../src/lab/residuals';
import { project } from '../../src/lab/score';

/** [layer] how much of unit directions [layer, width] is the mean residual of these texts. */
export const carriers = (data: Float32Array, residuals: Residuals, texts: readonly TextIndex[]): Float64Array =>
  Float64Array.from(carrier({ ...residuals, data }, meanResidual(residuals, texts)));

/** [layer] AUROC of texts that stand in pairs, positive first, along unit directions [layer, width]; NaN at a block without one. */
export function aurocsAlong(directions: Float32Array, residuals: Residuals, texts: readonly TextIndex[]): Float64Array {
  const { layers, width } = residuals;
  return Float64Array.from(indices<LayerIndex>(layers), (layer) => {
    const unit = directions.subarray(layer * width, (layer + 1) * width);
    if (unit.every((value) => value === 0)) return NaN;
    const scores = texts.map((text) => project(residualAt(residuals, text, layer), unit));
    return auroc(
      scores.filter((_, i) => i % 2 === 0),
      scores.filter((_, i) => i % 2 === 1),
    );
  });
}
