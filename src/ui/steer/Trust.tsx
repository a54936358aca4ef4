/** How far to believe the directions that are about to be added: their test figures, right beside the slider. */
import { useLab } from '../../state/store';
import { fixed } from '../parts/format';
import { extent } from '../parts/scale';
import { Term } from '../parts/Term';
import { useShownRun } from '../shown';
import { bandText } from './dose';

export function Trust() {
  const band = useLab((s) => s.experiment.steering.band);
  const metrics = useShownRun('auroc')?.metrics ?? [];
  const inside = metrics.filter((m) => m.layer >= band[0] && m.layer <= band[1]);
  const range = extent(inside.map((m) => m.auroc));
  if (!range) return null;
  const weakest = Math.min(...inside.map((m) => (Number.isFinite(m.aurocLow) ? m.aurocLow : m.auroc)));
  return (
    <p className="trust">
      How far to believe it: in {bandText(band)} the <Term id="auroc">AUROC</Term> is {fixed(range[0], 2)}
      {inside.length > 1 ? ` to ${fixed(range[1], 2)}` : ''} on {inside[0]?.nPositive ?? 0} test pairs
      {weakest > 0.5
        ? `, and even the low end of the intervals (${fixed(weakest, 2)}) lies above chance.`
        : `, but the low end of the intervals (${fixed(weakest, 2)}) reaches down to chance: a push may show nothing, or something else.`}
    </p>
  );
}
