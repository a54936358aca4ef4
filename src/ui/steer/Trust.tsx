/**
 * How far to believe the directions that are about to be added: the weakest verdict of the blocks that are pushed, right beside the
 * slider.
 */
import { shownBand } from '../../app/shown-blocks';
import { weakest } from '../../lab/report/verdict';
import { useLab } from '../useLab';
import { count, fixed } from '../parts/format';
import { extent } from '../parts/scale';
import { Term } from '../parts/Term';
import { useShown } from '../shown';
import { bandText } from './dose';

export function Trust() {
  const band = useLab(shownBand);
  const { run } = useShown('auroc');
  if (!run) return null;
  const { report } = run;
  const { kind, layer, sentence } = weakest(report, band);
  const range = extent(report.table.auroc.subarray(band[0], band[1] + 1));
  return (
    <p className="trust" data-testid="trust" data-kind={kind}>
      <strong>{sentence}</strong>{' '}
      {range && (
        <span className="quiet-line">
          <Term id="auroc">AUROC</Term> in {bandText(band)}: {fixed(range[0], 2)}
          {band[1] > band[0] ? ` to ${fixed(range[1], 2)}, weakest in block ${layer}` : ''}, on {count(report.pairs, 'test pair')}
          {run.complete ? '' : ' so far'}.
        </span>
      )}
    </p>
  );
}
