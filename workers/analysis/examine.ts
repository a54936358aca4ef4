/** Texts of no reading → analysis and evidence in one answer: what `lab.analyse` asks. */
import type { Examined, ExamineRequest, StepEvent } from '../../src/analysis-protocol';
import { meanResidual } from '../../src/lab/carrier';
import { LabError } from '../../src/error';
import { allTextsOf, itemsOf, LABELS, sidesOf, someOf } from '../../src/lab/contrast';
import { inARow } from '../../src/lab/direction';
import type { Validation } from '../../src/lab/folds';
import { indices, type TextIndex } from '../../src/lab/indices';
import { withVerdicts } from '../../src/lab/report/verdict';
import { analyse } from './analyse';
import { carriers, shuffledAurocs, testsOf } from './beside';
import { gatherEvidence } from './evidence';
import { t } from '../../src/language/t';

/** Bootstrap resamples, as in every report. */
const RESAMPLES = 2000;

/** What `Examined` says. Throws `empty-pairs` without training texts of both classes, and what `analyse` and `gatherEvidence` throw. */
export async function examine(
  { residuals, shuffled, contrast, method, withoutMean, validation, folds, controls, seed }: ExamineRequest,
  event: (event: StepEvent) => void,
  signal: AbortSignal,
): Promise<Examined> {
  const [places, words] = [inARow(contrast), allTextsOf(contrast)];
  const have = new Uint8Array(residuals.count).fill(1);
  const neutral = indices<TextIndex>(residuals.count).slice(words.length);
  const mean = withoutMean ? meanResidual(residuals, neutral) : undefined;
  const found = analyse({ residuals, have, words, rated: [] }, { contrast: places, scored: [], method, resamples: RESAMPLES, seed }, mean);
  if (!found) throw noTraining(contrast);
  const { directions, report } = found;
  const evidence = await gatherEvidence(
    residuals,
    {
      contrast: places,
      method,
      seed,
      folds,
      validations: validation === 'split' ? beside(contrast, folds) : [validation],
      chance: controls,
      mean,
      report,
    },
    event,
    signal,
  );
  const table = {
    ...evidence.table,
    ...(neutral.length > 0 && { carrier: carriers(directions.data, residuals, neutral) }),
    ...(shuffled && { tokenShuffled: shuffledAurocs(directions.data, shuffled, testsOf(contrast)) }),
  };
  return { directions, report: withVerdicts(report, { table }), evidence: { ...evidence, table } };
}

function noTraining(contrast: ExamineRequest['contrast']): LabError {
  if (!('texts' in contrast))
    return new LabError('empty-pairs', t`None of the pairs is a training pair.`, t`Give some pairs the split "train", or none at all.`);
  const training = sidesOf(someOf(contrast, ({ split }) => split === 'train'));
  const lacking = LABELS.filter((label) => training[label].length === 0).join(' and no ');
  return new LabError(
    'empty-pairs',
    t`There is no ${lacking} training text.`,
    t`Give texts of both labels the split "train", or none at all.`,
  );
}

/**
 * What names a block to steer at beside the set's own split, as for an analysis of the page: each group left out, and folds. Texts that
 * are too few for one, or of one group, do without it: nobody asked for it by name.
 */
function beside(contrast: ExamineRequest['contrast'], folds: number): Exclude<Validation, 'split'>[] {
  const { positive, negative } = sidesOf(contrast);
  return [
    ...(new Set(itemsOf(contrast).map(({ group }) => group)).size > 1 ? (['leave-one-group-out'] as const) : []),
    ...(Math.min(positive.length, negative.length) >= folds ? (['k-fold'] as const) : []),
  ];
}
