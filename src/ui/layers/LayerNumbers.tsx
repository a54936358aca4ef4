/** The chosen block in numbers: everything one would quote, with its uncertainty and its n. */
import { memo } from 'react';
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
    [<Term id="auroc">AUROC</Term>, fixed(m.auroc, 3), Number.isFinite(m.aurocLow) ? `95 % interval ${fixed(m.aurocLow, 3)} to ${fixed(m.aurocHigh, 3)}` : 'interval when the run ends'],
    [<Term id="accuracy">Accuracy</Term>, percent(m.accuracy), `${percent(m.accuracyMedian)} at the test median`],
    [<Term id="separation">Separation</Term>, compact(m.separation), 'difference of mean scores'],
    [<Term id="d">d</Term>, fixed(m.d, 2), 'separation over spread'],
    ['n', `${m.nPositive} + ${m.nNegative}`, run.complete ? 'test texts' : 'test texts so far'],
  ];
  return <Facts facts={facts} testId="layer-numbers" data={{ 'data-layer': layer, 'data-auroc': m.auroc }} />;
});
