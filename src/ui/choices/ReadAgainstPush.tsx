/** Directions that were read and pushed, side by side: what a direction reads says little of what its push does. */
import { useDeferredValue, useMemo } from 'react';
import { reportChoices } from '../../app/lower-actions';
import { sidesOf } from '../../experiment/choice-sides';
import { namesOf } from '../run/direction-names';
import { askedIn } from '../../experiment/choices-asked';
import type { Choice } from '../../experiment/choice';
import { readAndPushed, type RunAndWay } from '../../experiment/read-and-pushed';
import { readAgainstPush } from '../../lab/report/read-against-push';
import { spokenStrength } from '../../lab/report/spoken-push';
import { blockOf, pushedNames, pushedRows, PUSHED_COLUMNS, type Pushed } from './pushed-rows';
import { useAsked } from '../parts/useAsked';
import { Fold } from '../parts/Fold';
import { count } from '../parts/format';
import { pause } from '../parts/pause';
import { Table } from '../parts/Table';
import { useLab } from '../useLab';
import { t } from '../../language/t';

interface Question {
  readonly choices: readonly Choice[];
  readonly all: readonly RunAndWay[];
  readonly seed: number;
}

/** A way after the other: to bring thousands of choices together for all of them at once would be one long task. */
async function ask({ choices, all, seed }: Question, signal: AbortSignal): Promise<Pushed[]> {
  const pushed: Pushed[] = [];
  for (const { run, way } of all) {
    await pause();
    if (signal.aborted) break;
    const { margins } = askedIn(choices, way)!;
    const { positive, negative } = sidesOf(way, run.set.set.concept);
    pushed.push({ run, band: way.band, ...(await reportChoices({ margins, sides: { positive, negative }, seed }, signal)) });
  }
  return pushed;
}

export function ReadAgainstPush() {
  const experiment = useDeferredValue(useLab((s) => s.experiment));
  const all = useMemo(() => readAndPushed(experiment), [experiment]);
  const { choices, view } = experiment;
  const question = useMemo(() => ({ choices, all, seed: view.seed }), [choices, all, view.seed]);
  const reported = useAsked(question, ask);
  if (all.length < 2) return null;
  if (reported && 'failure' in reported) return <p role="alert">{t`What the pushes did could not be computed: ${reported.failure}`}</p>;
  // The first answer may be of a time when there was nothing to hold side by side.
  if (!reported || reported.answer.length < 2) return <p className="quiet-line">{t`Computing…`}</p>;
  const pushed = reported.answer;
  const names = namesOf([...new Set(pushed.map(({ run }) => run.record))], experiment);
  const called = pushedNames(pushed, names);
  const sentence = readAgainstPush(
    pushed.map(({ run, band, report: { strengths }, verdict }, i) => {
      const spoken = spokenStrength(strengths, 1);
      return {
        name: called[i]!,
        band,
        auroc: run.report.table.auroc[blockOf(run, band)] ?? NaN,
        kind: verdict.kind,
        moved: spoken ? { alpha: spoken.alpha, ...spoken.effect } : null,
      };
    }),
  );
  return (
    <>
      {sentence !== null && (
        <p className="read-against-push" data-testid="read-against-push-said">
          {sentence}
        </p>
      )}
      <Fold id="read-and-pushed" testId="read-against-push" note={t`${count(all.length, 'push', 'pushes')} side by side`}>
        <Table
          caption={t`What each direction reads, and what its push does to choices`}
          columns={PUSHED_COLUMNS}
          rows={pushedRows(pushed, names)}
        />
      </Fold>
    </>
  );
}
