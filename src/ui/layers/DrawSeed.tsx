/** The seed of all that is drawn by chance in an analysis: another one shows how far the figures hang on the draw. Reads no text again. */
import { chooseReader } from '../../app/actions';
import { LIMITS } from '../../experiment/view';
import { forget } from '../parts/forget';
import { NumberField } from '../parts/NumberField';
import { useLab } from '../useLab';

export function DrawSeed({ shown }: { readonly shown: number }) {
  const seed = useLab((s) => s.experiment.view.seed);
  const busy = useLab((s) => s.run.status === 'running');
  return (
    <div className="draw-seed" data-testid="draw-seed">
      <NumberField
        label="Seed of resamples, folds and chance"
        value={seed}
        {...LIMITS.seed}
        disabled={busy}
        onChange={(value) => forget(chooseReader({ seed: value }))}
      />
      {shown !== seed && !busy && (
        <p className="quiet-line">
          What is shown was drawn by seed {shown}. It is drawn anew where its texts are in this browser; where they are not, press Run.
        </p>
      )}
    </div>
  );
}
