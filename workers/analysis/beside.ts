/** What texts read beside a set tell of directions: neutral ones, its test pairs with tokens shuffled, words and deeds apart. */
import type { BesideResult } from '../../src/analysis-protocol';
import { carrier, meanResidual } from '../../src/lab/carrier';
import { someOf, type Contrast } from '../../src/lab/contrast';
import { inARow } from '../../src/lab/direction';
import { indices, type LayerIndex, type TextIndex } from '../../src/lab/indices';
import { apartColumns } from '../../src/lab/report/apart-columns';
import { aurocsAlong } from '../../src/lab/report/matrix';
import type { SplitTexts } from '../../src/lab/report/texts';
import { residualAt, type Residuals } from '../../src/lab/residuals';
import { project } from '../../src/lab/score';
import type { Beside } from '../../src/storage/readings';

/** [layer] how much of unit directions [layer, width] is the mean residual of these texts. */
export const carriers = (data: Float32Array, residuals: Residuals, texts: readonly TextIndex[]): Float64Array =>
  Float64Array.from(carrier({ ...residuals, data }, meanResidual(residuals, texts)));

/** [layer] AUROC of the texts of a contrast, in their order, along unit directions [layer, width]; NaN at a block without one. */
export const shuffledAurocs = (data: Float32Array, residuals: Residuals, tests: Contrast<unknown>): Float64Array =>
  aurocsAlong({ ...residuals, data }, residuals, inARow(tests));

/** Those that judge a direction. */
export const testsOf = <T, More extends { readonly split: string }>(contrast: Contrast<T, More>): Contrast<T, More> =>
  someOf(contrast, ({ split }) => split === 'test');

/** [layer][text] scores along unit directions [layer, width]; NaN at a block without one. */
const scoresOf = (data: Float32Array, residuals: Residuals): number[][] =>
  indices<LayerIndex>(residuals.layers).map((layer) => {
    const unit = data.subarray(layer * residuals.width, (layer + 1) * residuals.width);
    const none = unit.every((value) => value === 0);
    return indices<TextIndex>(residuals.count).map((text) => (none ? NaN : project(residualAt(residuals, text, layer), unit)));
  });

/**
 * `contrast`: of the set, whose training texts teach the bag of words; `seed`: of the bootstrap over the texts apart.
 * `read`: the residuals of some of the texts, `from` … `to` in the order of `hashesBeside`; null where one is not there.
 */
export function besideOf(
  { neutral, shuffled, apart }: Beside,
  directions: Float32Array,
  { contrast, seed }: { readonly contrast: SplitTexts; readonly seed: number },
  read: (from: number, to: number) => Residuals | null,
): BesideResult {
  let taken = 0;
  const next = (count: number): Residuals | null => (count > 0 ? read(taken, (taken += count)) : null);
  const [plain, mixed] = [next(neutral.length), next(shuffled.length)];
  const scored = apart.flatMap(({ name, texts, hashes }) => {
    const part = next(hashes.length);
    return part ? [{ name, texts, scores: scoresOf(directions, part) }] : [];
  });
  // Which is which goes by the place: of two groups both have to be there.
  const deeds = scored.length === apart.length ? apartColumns(scored, scored[0]?.scores.length ?? 0, contrast, { seed }) : null;
  return {
    columns: {
      ...(plain && { carrier: carriers(directions, plain, indices<TextIndex>(plain.count)) }),
      ...(mixed && { tokenShuffled: shuffledAurocs(directions, mixed, testsOf(contrast)) }),
      ...deeds,
    },
    apart: scored,
  };
}
