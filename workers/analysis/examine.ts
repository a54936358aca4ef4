/** Texts of no reading → analysis and evidence in one answer: what `lab.analyse` asks. */
import type { Examined, ExamineRequest, StepEvent } from '../../src/analysis-protocol';
import { FEWEST_PAIRS } from '../../src/lab/auroc-interval';
import { meanResidual } from '../../src/lab/carrier';
import { LabError } from '../../src/error';
import { pairsInARow } from '../../src/lab/direction';
import { indices, type TextIndex } from '../../src/lab/indices';
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
      // With the set's own split a block to steer at is named by folds, so that it is not chosen for the figures that it is shown with.
      validations: validation !== 'split' ? [validation] : pairs.length >= FEWEST_PAIRS ? ['k-fold'] : [],
      chance: controls,
      mean,
      verdicts: report.verdicts.map(({ kind }) => kind),
      aurocLow: Array.from(report.table.aurocLow),
    },
    event,
    signal,
  );
  const { foldMean, foldMin, ...table } = evidence.table;
  return {
    directions,
    report,
    evidence: {
      ...evidence,
      table: {
        ...table,
        ...(foldMean && foldMin && { crossMean: foldMean, crossMin: foldMin }),
        ...(neutral.length > 0 && { carrier: carriers(directions.data, residuals, neutral) }),
        ...(shuffled && { tokenShuffled: shuffledAurocs(directions.data, shuffled) }),
      },
    },
  };
}
