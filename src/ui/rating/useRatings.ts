/** The ratings of this experiment, and what they say: the report comes from the analysis worker and follows when it is there. */
import { useMemo } from 'react';
import { reportRatings } from '../../app/lower-actions';
import { ratingsAsked, ratingsGiven, type RatingsAsked } from '../../experiment/ratings-asked';
import { shownRun } from '../../experiment/shown';
import type { RatingsGiven, RatingsReport } from '../../lab/report/ratings';
import { useAsked } from '../parts/useAsked';
import { useLab } from '../useLab';

/** What was asked of the worker, and its answer; null while nothing is rated. */
interface Question {
  readonly asked: RatingsAsked;
  readonly given: RatingsGiven | null;
}
const ask = ({ given }: Question, signal: AbortSignal) => (given ? reportRatings(given, signal) : Promise.resolve(null));

export interface Ratings {
  readonly asked: RatingsAsked;
  /** Of these very ratings; null while nothing is rated, and until the worker has answered. */
  readonly report: RatingsReport | null;
  /** Why there is no report; null where there is no failure. */
  readonly failure: string | null;
}

export function useRatings(): Ratings {
  const answers = useLab((s) => s.experiment.answers);
  const ratings = useLab((s) => s.experiment.ratings);
  const seed = useLab((s) => s.experiment.view.seed);
  const directions = useLab((s) => shownRun(s.experiment)?.record.id ?? null);
  const asked = useMemo(() => ratingsAsked({ answers, ratings }), [answers, ratings]);
  const question = useMemo(
    () => ({ asked, given: asked.raters.length > 0 ? ratingsGiven(asked, directions, seed) : null }),
    [asked, directions, seed],
  );
  const reported = useAsked(question, ask);
  const own = reported?.question === question ? reported : null;
  return {
    asked,
    report: own && 'answer' in own ? own.answer : null,
    failure: own && 'failure' in own ? own.failure : null,
  };
}
