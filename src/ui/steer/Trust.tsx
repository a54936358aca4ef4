/** How far to believe the directions that are about to be added: their test figures, right beside the slider. */
import { useLab } from '../../state/store';
import { count, fixed } from '../parts/format';
import { extent } from '../parts/scale';
import { Term } from '../parts/Term';
import { useShownRun } from '../shown';
import { bandText } from './dose';

/** With fewer pairs a bootstrap has next to nothing to resample. */
const FEWEST = 5;

export function Trust() {
  const band = useLab((s) => s.experiment.steering.band);
  const run = useShownRun('auroc');
  const inside = (run?.metrics ?? []).filter((m) => m.layer >= band[0] && m.layer <= band[1]);
  const range = extent(inside.map((m) => m.auroc));
  if (!run || !range) return null;
  const pairs = inside[0]?.nPositive ?? 0;
  return (
    <p className="trust" data-testid="trust">
      How far to believe it: in {bandText(band)} the <Term id="auroc">AUROC</Term> is {fixed(range[0], 2)}
      {inside.length > 1 ? ` to ${fixed(range[1], 2)}` : ''} on {count(pairs, 'test pair')}
      {verdict(run.complete, pairs, Math.min(...inside.map((m) => m.aurocLow)))}
    </p>
  );
}

/** `weakest`: the lowest end of the intervals; NaN where there are none. */
function verdict(complete: boolean, pairs: number, weakest: number): string {
  const soFar = complete ? '' : ' so far';
  if (pairs < FEWEST) return `${soFar}: too few to say how far.`;
  if (!Number.isFinite(weakest)) return `${soFar}.`;
  const low = `the low end of the intervals (${fixed(weakest, 2)})`;
  return weakest > 0.5 ? `${soFar}, and even ${low} lies above chance.` : `${soFar}, but ${low} reaches down to chance: a push may show nothing, or something else.`;
}
