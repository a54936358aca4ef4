/** The answers to the prompt in the field along the directions on show, and which two of them stand side by side at this strength. */
import { useMemo } from 'react';
import { setWay } from '../../app/set-way';
import { knownAnswers, nearestAlpha } from '../../experiment/known-answers';
import { shownRun, textOf, type SteeredText } from '../../experiment/shown';
import type { SweepWay } from '../../experiment/sweep';
import type { SetWay } from '../../experiment/ways';
import { convert } from '../../lab/report/dose';
import { useLab } from '../useLab';

export interface Known {
  readonly way: SweepWay;
  /** [strength], ascending, in the way's unit. */
  readonly alphas: readonly number[];
  /** The strength of `pushed`. */
  readonly alpha: number;
  /** null where none was written. */
  readonly plain: SteeredText | null;
  readonly pushed: SteeredText;
}

/** null where nothing was answered to this prompt along these directions. */
export function useKnown(): Known | null {
  const run = useLab((s) => shownRun(s.experiment));
  const answers = useLab((s) => s.experiment.answers);
  const { prompt, alpha, unit } = useLab((s) => s.experiment.view.steering);
  // As text: it is another object each time, and answers are looked through only where it says something else.
  const settings = useLab((s) => JSON.stringify(setWay(s)));
  const along = run?.record.id ?? null;
  const known = useMemo(
    () => (along === null ? null : knownAnswers({ answers }, along, prompt, JSON.parse(settings) as SetWay)),
    [answers, along, prompt, settings],
  );
  return useMemo(() => {
    if (!known || !run) return null;
    const { way, alphas, answers: byAlpha } = known;
    const wanted = unit === way.unit ? alpha : (convert(alpha, unit, way.unit, run.directions, way.band) ?? 0);
    const at = nearestAlpha(alphas, wanted);
    const textAt = (one: number): SteeredText | null => {
      const answer = byAlpha[alphas.indexOf(one)];
      return answer ? textOf(answer) : null;
    };
    return { way, alphas, alpha: at, plain: textAt(0), pushed: textAt(at)! };
  }, [known, run, alpha, unit]);
}
