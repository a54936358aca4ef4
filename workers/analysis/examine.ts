/** Texts of no reading → analysis and evidence in one answer: what `lab.analyse` asks. */
import type { Examined, ExamineRequest, StepEvent } from '../../src/analysis-protocol';
import { meanResidual } from '../../src/lab/carrier';
import { LabError } from '../../src/error';
import { pairsInARow } from '../../src/lab/direction';
import type { Validation } from '../../src/lab/folds';
import { indices, type TextIndex } from '../../src/lab/indices';
import { withVerdicts } from '../../src/lab/report/verdict';
import { analyse } from './analyse';
import { carriers, shuffledAurocs } from './beside';
import { gatherEvidence } from './evidence';

/** Bootstrap resamples, as in every report. */
const RESAMPLES = 2000;

/** What `Examined` says. Throws `empty-pairs` without a training pair, and what `analyse` and `gatherEvidence` throw. */
export async function examine(
  { residuals, shuffled, pairs, method, withoutMean, validation, folds, controls, seed }: ExamineRequest,
  event: (event: StepEvent) => void,
  signal: AbortSignal,
): Promise<Examined> {
  const places = pairsInARow(pairs.length).map((place, i) => ({ ...place, split: pairs[i]!.split, group: pairs[i]!.group }));
  const have = new Uint8Array(residuals.count).fill(1);
  const neutral = indices<TextIndex>(residuals.count).slice(2 * pairs.length);
  const mean = withoutMean ? meanResidual(residuals, neutral) : undefined;
  const found = analyse(
    { residuals, have, words: pairs, rated: [] },
    { pairs: places, scored: [], method, resamples: RESAMPLES, seed },
    mean,
  );
  if (!found)
    throw new LabError('empty-pairs', 'None of the pairs is a training pair.', 'Give some pairs the split "train", or none at all.');
  const { directions, report } = found;
  const evidence = await gatherEvidence(
    residuals,
    {
      pairs: places,
      method,
      seed,
      folds,
      validations: validation === 'split' ? beside(pairs, folds) : [validation],
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
    ...(shuffled && { tokenShuffled: shuffledAurocs(directions.data, shuffled) }),
  };
  return { directions, report: withVerdicts(report, { table }), evidence: { ...evidence, table } };
}

/**
 * What names a block to steer at beside the set's own split, as for an analysis of the page: each group left out, and folds. Pairs that
 * are too few for one, or of one group, do without it: nobody asked for it by name.
 */
const beside = (pairs: ExamineRequest['pairs'], folds: number): Exclude<Validation, 'split'>[] => [
  ...(new Set(pairs.map(({ group }) => group)).size > 1 ? (['leave-one-group-out'] as const) : []),
  ...(pairs.length >= folds ? (['k-fold'] as const) : []),
];
