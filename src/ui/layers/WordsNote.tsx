/** What the dashed line means: words alone, without any model, on the same test pairs. */
import { memo } from 'react';
import type { LayerMetrics } from '../../lab/metrics';
import { count, fixed } from '../parts/format';
import { Term } from '../parts/Term';
import { withInterval } from './AurocFigure';

export const WordsNote = memo(function WordsNote({ words, metrics, complete }: { words: LayerMetrics; metrics: LayerMetrics[]; complete: boolean }) {
  return (
    <p className="about" data-testid="words-control" data-auroc={words.auroc}>
      The dashed line is a <Term id="bag-of-words">bag of words</Term> that never saw the model: {withInterval(words)} on {count(words.nPositive, 'test pair')}.{' '}
      {metrics.length > 0 && (complete ? compare(words, Math.max(...metrics.map((m) => m.auroc))) : 'The comparison comes when all test pairs have been read.')}
    </p>
  );
});

/** In words; `best` is the best of all blocks, which flatters the model. */
function compare({ auroc, aurocLow, aurocHigh }: LayerMetrics, best: number): string {
  const reaches = `The best block reaches ${fixed(best, 3)}`;
  // Every resample alike (or too few pairs to resample): there is no interval to be inside of.
  if (!(aurocHigh > aurocLow)) return `${reaches}; on so few pairs that is ${best > auroc ? 'no proof that it knows more' : 'nothing that words do not give'}.`;
  if (best < aurocLow) return `${reaches}, below that interval: single words tell these texts apart better than the model's direction does.`;
  if (best > aurocHigh) return `${reaches}, above that interval: here the direction carries something that single words do not.`;
  return `${reaches}, inside that interval: on these texts the model's direction need not know more than which words were used.`;
}
