/** The chosen block in numbers: everything one would quote, with its uncertainty and its n. */
import { memo } from 'react';
import { FEWEST_PAIRS } from '../../lab/auroc-interval';
import type { LayerMetrics } from '../../lab/metrics';
import type { RunResult } from '../../state/experiment';
import { Facts, type Fact } from '../parts/Facts';
import { compact, fixed, percent } from '../parts/format';
import { Term } from '../parts/Term';

export const LayerNumbers = memo(function LayerNumbers({ run, layer }: { run: RunResult; layer: number }) {
  const m = run.metrics.find((candidate) => candidate.layer === layer);
  if (!m)
    return (
      <p className="quiet-line" data-testid="layer-numbers">
        Only training pairs have been read so far; the first test pair brings the first numbers.
      </p>
    );
  const facts: Fact[] = [
    [<Term id="auroc">AUROC</Term>, fixed(m.auroc, 3), interval(m)],
    [<Term id="accuracy">Accuracy</Term>, percent(m.accuracy), `${percent(m.accuracyMedian)} at the test median`],
    [<Term id="separation">Separation</Term>, compact(m.separation), 'difference of mean scores'],
    [<Term id="d">d</Term>, fixed(m.d, 2), 'separation over spread'],
    ['n', `${m.nPositive} + ${m.nNegative}`, run.complete ? 'test texts' : 'test texts so far'],
  ];
  return <Facts facts={facts} testId="layer-numbers" data={{ 'data-layer': layer, 'data-auroc': m.auroc }} />;
});

function interval({ aurocLow, aurocHigh, nPositive }: LayerMetrics): string {
  if (nPositive < FEWEST_PAIRS) return `no interval from fewer than ${FEWEST_PAIRS} pairs`;
  return Number.isFinite(aurocLow) ? `95 % interval ${fixed(aurocLow, 3)} to ${fixed(aurocHigh, 3)}` : 'the interval comes with the last text';
}
