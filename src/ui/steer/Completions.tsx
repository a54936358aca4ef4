/** The answers, weakest push first: the ones being written, or the last ones. Each card listens to its own answer only. */
import { memo } from 'react';
import type { SteeredText } from '../../state/experiment';
import type { LabState } from '../../state/store';
import { useLab } from '../../state/store';
import { Announcer } from './Announcer';
import { CompletionCard } from './CompletionCard';

/** What is on show: the stream while there is one. */
const texts = (s: LabState): readonly SteeredText[] => (s.streaming.length > 0 ? s.streaming : s.experiment.completions);

export function Completions() {
  const count = useLab((s) => texts(s).length);
  const baseline = useLab((s) => texts(s).findIndex((text) => text.alpha === 0));
  const unit = useLab((s) => s.experiment.steering.unit);
  const streaming = useLab((s) => s.streaming.length > 0);
  return (
    <>
      {count > 0 && (
        <>
          {!streaming && <Origin />}
          <ol className={`completions ${count > 2 ? 'completions-many' : ''}`} aria-label="Answers by strength">
            {Array.from({ length: count }, (_, index) => (
              <Slot key={index} index={index} baseline={baseline} unit={unit} streaming={streaming} />
            ))}
          </ol>
        </>
      )}
      <Announcer />
    </>
  );
}

const Slot = memo(function Slot({ index, baseline, unit, streaming }: { index: number; baseline: number; unit: LabState['experiment']['steering']['unit']; streaming: boolean }) {
  const text = useLab((s) => texts(s)[index]);
  const reference = useLab((s) => (baseline < 0 || baseline === index ? null : (texts(s)[baseline] ?? null)));
  const layer = useLab((s) => s.experiment.layer);
  return text ? <CompletionCard text={text} reference={reference} layer={layer} unit={unit} streaming={streaming} /> : null;
});

/** Numbers from a file are not this machine's. */
function Origin() {
  const provenance = useLab((s) => s.provenance);
  if (provenance !== 'recorded' && provenance !== 'opened') return null;
  return <p className="quiet-line">{provenance === 'recorded' ? 'Recorded answers; load the model to get your own.' : 'Answers from the opened file.'}</p>;
}
