/** The answers, weakest push first: the ones being written, or the last ones. Each card listens to its own answer only. */
import { memo, useMemo, useState } from 'react';
import { shownLayer } from '../../app/shown-blocks';
import type { Unit } from '../../lab/units';
import { isUntouched, shownAnswers, type SteeredText } from '../../experiment/shown';
import { choseAll } from '../../experiment/answer';
import type { LabState } from '../../app/store';
import { useLab } from '../useLab';
import { TintNote } from '../tokens/TintNote';
import type { Picking } from '../tokens/AnswerTokens';
import { AnswerOrigin } from './AnswerOrigin';
import { Announcer } from './Announcer';
import { CompletionCard } from './CompletionCard';

const NONE: readonly SteeredText[] = [];

/** What is on show: the stream while there is one. */
const texts = (s: LabState): readonly SteeredText[] => s.streaming?.texts ?? shownAnswers(s.experiment)?.texts ?? NONE;
const under = (s: LabState) => s.streaming?.under ?? shownAnswers(s.experiment)?.under ?? null;

export function Completions() {
  const count = useLab((s) => texts(s).length);
  const baseline = useLab((s) => texts(s).findIndex(isUntouched));
  const origin = useLab(under);
  const streaming = useLab((s) => s.streaming !== null);
  const [picked, onPick] = useState<string | null>(null);
  const picking = useMemo(() => ({ picked, onPick }), [picked]);
  return (
    <>
      {origin && count > 0 && (
        <>
          <AnswerOrigin under={origin} />
          <ol className={`completions ${count > 2 ? 'completions-many' : ''}`} aria-label="Answers by strength">
            {Array.from({ length: count }, (_, index) => (
              <Slot
                key={index}
                index={index}
                baseline={baseline}
                along={origin.along}
                picking={picking}
                unit={origin.settings.unit}
                limit={origin.settings.maxNewTokens}
                streaming={streaming}
              />
            ))}
          </ol>
          {!streaming && <FinishedTint />}
        </>
      )}
      <Announcer />
    </>
  );
}

/** Once they are written: a table that grows with every token would be read by nobody. */
function FinishedTint() {
  const shown = useLab((s) => shownAnswers(s.experiment));
  const layer = useLab(shownLayer);
  return shown && <TintNote shown={shown} layer={layer} />;
}

const Slot = memo(function Slot({
  index,
  baseline,
  along,
  picking,
  unit,
  limit,
  streaming,
}: {
  index: number;
  baseline: number;
  along: string | null;
  picking: Picking;
  unit: Unit;
  limit: number;
  streaming: boolean;
}) {
  const text = useLab((s) => texts(s)[index]);
  const reference = useLab((s) => (baseline < 0 || baseline === index ? null : (texts(s)[baseline] ?? null)));
  const layer = useLab(shownLayer);
  return text ? (
    <CompletionCard
      text={text}
      // What was given to it moves an answer as well as the push does: the two cannot be told apart by the answer without either.
      reference={choseAll(text) ? reference : null}
      layer={layer}
      along={along}
      picking={picking}
      unit={unit}
      limit={limit}
      streaming={streaming}
      explained={index === 0}
    />
  ) : null;
});
