/**
 * The answers, weakest push first: the ones being written, or the last ones. Of many, two are on show and the others in a fold. Each card
 * listens to its own answer only.
 */
import { memo, useDeferredValue, useMemo, useState } from 'react';
import { shownBand, shownLayer } from '../../app/shown-blocks';
import type { Unit } from '../../lab/units';
import { isUntouched, shownAnswers, shownRun, type SteeredText } from '../../experiment/shown';
import { choseAll } from '../../experiment/answer';
import type { LabState } from '../../app/store';
import { useLab } from '../useLab';
import { TintNote } from '../tokens/TintNote';
import type { Picking } from '../tokens/AnswerTokens';
import { AnswerOrigin } from './AnswerOrigin';
import { Announcer } from './Announcer';
import { Fold } from '../parts/Fold';
import { count as plural } from '../parts/format';
import { CompletionCard } from './CompletionCard';
import { doseText, inUnit, nearestText, sameDose } from './dose';
import { foremost } from './foremost';
import { t } from '../../language/t';

const NONE: readonly SteeredText[] = [];

/** What is on show: the stream while there is one. */
const texts = (s: LabState): readonly SteeredText[] => s.streaming?.texts ?? shownAnswers(s.experiment)?.texts ?? NONE;
const under = (s: LabState) => s.streaming?.under ?? shownAnswers(s.experiment)?.under ?? null;

/** The strength that the slider has, in the unit of the answers: of those, the nearest is on show. */
function chosenIn(s: LabState): number {
  const { alpha, unit } = s.experiment.view.steering;
  const answers = under(s);
  if (!answers || alpha === 0) return answers?.settings.alpha ?? 0;
  return inUnit(alpha, unit, answers.settings.unit, shownRun(s.experiment)?.directions ?? null, shownBand(s));
}

export function Completions() {
  const count = useLab((s) => texts(s).length);
  const baseline = useLab((s) => texts(s).findIndex(isUntouched));
  const origin = useLab(under);
  const streaming = useLab((s) => s.streaming !== null);
  const [picked, onPick] = useState<string | null>(null);
  const picking = useMemo(() => ({ picked, onPick }), [picked]);
  // As text, so that a token more of an answer draws nothing here.
  const first = useLab((s) => foremost(texts(s), chosenIn(s)).join(' '));
  const shown = first.split(' ').map(Number);
  const others = Array.from({ length: count }, (_, index) => index).filter((index) => !shown.includes(index));
  const slot = (index: number) =>
    origin && (
      <Slot
        key={index}
        index={index}
        baseline={baseline}
        along={origin.along}
        picking={picking}
        unit={origin.settings.unit}
        limit={origin.settings.maxNewTokens}
        streaming={streaming}
        explained={index === shown[0]}
      />
    );
  return (
    <>
      <Announcer />
      {origin && count > 0 && (
        <>
          <AnswerOrigin under={origin} />
          <Nearest at={shown} among={count} />
          <ol className="completions" aria-label={t`Answers by strength`}>
            {shown.map(slot)}
          </ol>
          <div className="folds">
            {others.length > 0 && (
              <Fold id="answers" note={<Others of={others} />}>
                <ol className="completions completions-many" aria-label={t`Answers under other strengths`}>
                  {others.map(slot)}
                </ol>
              </Fold>
            )}
            {!streaming && <FinishedTint />}
          </div>
        </>
      )}
    </>
  );
}

/** Of many answers the nearest is on show: said where it is not the one that the slider means. */
function Nearest({ at, among }: { readonly at: readonly number[]; readonly among: number }) {
  const text = useLab((s) => {
    const { alpha, unit } = s.experiment.view.steering;
    const answers = under(s);
    if (!answers || alpha === 0 || at.length === among) return null;
    const chosen = chosenIn(s);
    const shown = at.flatMap((i) => texts(s)[i] ?? []);
    if (shown.some((one) => sameDose(one.alpha, chosen, answers.settings.unit))) return null;
    return nearestText(
      doseText(alpha, unit),
      shown.some(({ id }) => id !== null && s.origins[id] === 'recorded'),
    );
  });
  return (
    text !== null && (
      <p className="quiet-line" data-testid="completions-nearest">
        {text}
      </p>
    )
  );
}

/** Once they are written: a table that grows with every token would be read by nobody. */
function FinishedTint() {
  const shown = useLab((s) => shownAnswers(s.experiment));
  const layer = useLab(shownLayer);
  return shown && <TintNote shown={shown} layer={layer} />;
}

/** "6 answers, −3.0 separations to +4.0 separations": what the fold holds. */
function Others({ of }: { readonly of: readonly number[] }) {
  const [first, last] = [of[0]!, of.at(-1)!];
  const from = useLab((s) => texts(s)[first]?.alpha ?? 0);
  const to = useLab((s) => texts(s)[last]?.alpha ?? 0);
  const unit = useLab((s) => under(s)?.settings.unit ?? 'raw');
  return t`${plural(of.length, 'answer')}, ${doseText(from, unit)} to ${doseText(to, unit)}`;
}

const Slot = memo(function Slot({
  index,
  baseline,
  along,
  picking,
  unit,
  limit,
  streaming,
  explained,
}: {
  index: number;
  baseline: number;
  along: string | null;
  picking: Picking;
  unit: Unit;
  limit: number;
  streaming: boolean;
  explained: boolean;
}) {
  // A long answer is drawn at low priority, and not in one go with all else that an opened file changes.
  const text = useDeferredValue<SteeredText | null>(
    useLab((s) => texts(s)[index] ?? null),
    null,
  );
  const reference = useDeferredValue(useLab((s) => (baseline < 0 || baseline === index ? null : (texts(s)[baseline] ?? null))));
  const layer = useDeferredValue(useLab(shownLayer));
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
      explained={explained}
    />
  ) : null;
});
