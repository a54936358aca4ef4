/**
 * The seed of all that is drawn by chance in an analysis, and in how many parts its pairs or texts are held out in turn: another choice
 * shows how far the figures hang on it. Reads no text again.
 */
import { chooseReader } from '../../app/actions';
import { FOLDS, foldsIn, type Spec } from '../../experiment/analysis';
import { LIMITS } from '../../experiment/view';
import { forget } from '../parts/forget';
import { NumberField } from '../parts/NumberField';
import { useLab } from '../useLab';
import { t } from '../../language/t';

interface Props {
  /** Of the analysis that is shown. */
  readonly spec: Spec;
  /** Pairs of its set, or texts of a class, for training and test together: there are no more parts than that. */
  readonly most: number;
}

export function DrawSeed({ spec, most }: Props) {
  const seed = useLab((s) => s.experiment.view.seed);
  const folds = useLab((s) => s.experiment.view.folds);
  const busy = useLab((s) => s.run.status === 'running');
  const differs = spec.seed !== seed || spec.folds !== foldsIn(folds).folds;
  return (
    <div className="draw-seed" data-testid="draw-seed">
      <NumberField
        label={t`Seed of resamples, folds and chance`}
        value={seed}
        {...LIMITS.seed}
        disabled={busy}
        onChange={(value) => forget(chooseReader({ seed: value }))}
      />
      <NumberField
        label={t`Folds`}
        term="folds"
        value={folds}
        min={FOLDS.min}
        max={Math.max(FOLDS.min, most)}
        disabled={busy}
        onChange={(value) => forget(chooseReader({ folds: value }))}
      />
      {differs && !busy && (
        <p className="quiet-line">{t`What is shown was drawn by seed ${spec.seed}, in ${spec.folds ?? FOLDS.standard} folds. It is drawn anew where its texts are in this browser; where they are not, press Run.`}</p>
      )}
    </div>
  );
}
