/**
 * How far to believe the directions that are about to be added: the weakest verdict of the blocks that are pushed, right beside the
 * slider.
 */
import { shownBand } from '../../app/shown-blocks';
import { weakest } from '../../lab/report/verdict';
import { useLab } from '../useLab';
import { countTested } from '../parts/tested';
import { readSoFar } from '../parts/read-so-far';
import { extent } from '../parts/scale';
import { Term } from '../parts/Term';
import { useShown } from '../shown';
import { bandText } from './dose';
import { rangeText } from './range-text';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

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
        <span className="quiet-line">{rich`${(<Term id="auroc">{t`AUROC`}</Term>)} in ${bandText(band)}: ${rangeText(range, layer)}, on ${countTested(report)}${readSoFar(report, run.complete)}.`}</span>
      )}
    </p>
  );
}
