/** The answers to the prompt in the field along the directions on show, and which two of them stand side by side at this strength. */
import { useMemo } from 'react';
import { setWay } from '../../app/set-way';
import { knownAnswers, nearestAlpha } from '../../experiment/known-answers';
import { shownRun, textOf, type SteeredText } from '../../experiment/shown';
import type { SweepWay } from '../../experiment/sweep';
import type { SetWay } from '../../experiment/ways';
import { convert } from '../../lab/report/dose';
import { bandText, doseText, sameDose } from '../steer/dose';
import { useLab } from '../useLab';
import { t } from '../../language/t';

export interface Known {
  readonly way: SweepWay;
  /** [strength], ascending, in the way's unit. */
  readonly alphas: readonly number[];
  /** The strength of `pushed`. */
  readonly alpha: number;
  /** null where none was written. */
  readonly plain: SteeredText | null;
  readonly pushed: SteeredText;
  /** The push that is set, in words, where nothing was answered under it and `pushed` is the nearest; null where `pushed` is under it. */
  readonly asked: string | null;
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
    const wanted = unit === way.unit ? alpha : convert(alpha, unit, way.unit, run.directions, way.band);
    const at = nearestAlpha(alphas, wanted ?? 0);
    const { band } = JSON.parse(settings) as SetWay;
    const isDose = alpha === 0 ? at === 0 : wanted !== null && sameDose(wanted, at, way.unit);
    const isBand = alpha === 0 || String(band) === String(way.band);
    const dose = doseText(alpha, unit);
    const asked = isDose && isBand ? null : isBand ? dose : t`${dose} over ${bandText(band)}`;
    const textAt = (one: number): SteeredText | null => {
      const answer = byAlpha[alphas.indexOf(one)];
      return answer ? textOf(answer) : null;
    };
    return { way, alphas, alpha: at, plain: textAt(0), pushed: textAt(at)!, asked };
  }, [known, run, alpha, unit, settings]);
}
