/** What the dashed line means: words alone, without any model, on the same test pairs. */
import { memo } from 'react';
import type { LayerMetrics } from '../../lab/metrics';
import { fixed } from '../parts/format';
import { Term } from '../parts/Term';
import { withInterval } from './AurocFigure';

export const WordsNote = memo(function WordsNote({ words, metrics }: { words: LayerMetrics; metrics: LayerMetrics[] }) {
  const best = metrics.reduce((most, m) => Math.max(most, m.auroc), 0);
  const inside = best <= words.aurocHigh;
  return (
    <p className="about" data-testid="words-control" data-auroc={words.auroc}>
      The dashed line is a <Term id="bag-of-words">bag of words</Term> that never saw the model: {withInterval(words)} on {words.nPositive} test pairs.{' '}
      {metrics.length === 0
        ? null
        : inside
          ? `The best block reaches ${fixed(best, 3)}, inside that interval: on these texts the model's direction need not know more than which words were used.`
          : `The best block reaches ${fixed(best, 3)}, above that interval: here the direction carries something that single words do not.`}
    </p>
  );
});
