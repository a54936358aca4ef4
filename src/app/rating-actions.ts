/** Ratings that a person gives: each is kept with the name of who gave it, and with whether the strength had been shown. */
import { LabError } from '../error';
import { byId } from '../experiment/experiment';
import { withoutRating, withRating, type Rating } from '../experiment/rating';
import { isRatable, momentsOf, writtenAt } from '../experiment/rating-view';
import type { RatingsReport, RatingsGiven } from '../lab/report/ratings';
import type { Context } from './ports';
import { REVEALED } from './session';
import { t } from '../language/t';

const NAME = 'rater';
/** Under which names moments are kept, apart by spaces. */
const KNOWN = { shown: 'strengths shown', said: 'strengths said' } as const;

export function ratingActions({ store, disk, clock, analysis }: Pick<Context, 'store' | 'disk' | 'clock' | 'analysis'>) {
  const { readSetting, writeSetting } = disk.settings;
  /** What is kept now: another tab may have added to it. */
  const kept = (how: keyof typeof KNOWN): readonly string[] => readSetting(KNOWN[how])?.split(' ') ?? [];
  store.setState({
    rater: readSetting(NAME) ?? '',
    revealed: readSetting(REVEALED),
    knownStrengths: { shown: kept('shown'), said: kept('said') },
  });
  /** Keeps the moments of the answers that are there, or takes them out. */
  function know(how: keyof typeof KNOWN, known: boolean): void {
    const own = momentsOf(store.getState().experiment.answers);
    const others = [...store.getState().knownStrengths[how], ...kept(how)].filter((at) => !own.includes(at));
    const all = [...new Set([...others, ...(known ? own : [])])];
    writeSetting(KNOWN[how], all.length > 0 ? all.join(' ') : null);
    store.setState(({ knownStrengths }) => ({ knownStrengths: { ...knownStrengths, [how]: all } }));
  }
  return {
    /** Who rates from now on, on this page and on the next visit. */
    setRater(name: string): void {
      writeSetting(NAME, name.trim() === '' ? null : name);
      store.setState({ rater: name });
    },
    /**
     * Rates an answer in the name of who rates, in the place of an earlier rating by the same person. `seen`: that person knows how the
     * answer was pushed; so does whoever rates in a browser that has shown it. Throws `bad-input` for a name that is empty, another score
     * than 0, 1 or 2, and an answer that is not here.
     */
    rateAnswer(of: string, score: Rating['score'], seen: boolean): void {
      const { rater, experiment } = store.getState();
      const by = rater.trim();
      if (by === '')
        throw new LabError(
          'bad-input',
          t`A rating is kept with the name of who gave it, and the name is empty.`,
          t`Write a name, then rate.`,
        );
      if (![0, 1, 2].includes(score))
        throw new LabError('bad-input', t`A rating is 0, 1 or 2, got ${String(score)}.`, t`Give one of them.`);
      const answer = byId(experiment.answers, of);
      if (!answer || !isRatable(answer))
        throw new LabError('bad-input', t`There is no answer “${of}” with words to rate.`, t`Name one of the answers of the experiment.`);
      const { shown, said } = store.getState().knownStrengths;
      const blind = !seen && !writtenAt([answer], [...shown, ...said]);
      const rating: Rating = { of, by, blind, score, at: clock.now().toISOString(), source: 'person' };
      store.setState({ experiment: { ...experiment, ratings: withRating(experiment.ratings, rating) } });
    },
    /** Takes the rating of this answer by who rates back; `before`: the one that it took the place of stands again. */
    unrateAnswer(of: string, before: Rating | null): void {
      const { rater, experiment } = store.getState();
      const { ratings } = experiment;
      const next = before ? withRating(ratings, before) : withoutRating(ratings, { of, by: rater.trim(), source: 'person' });
      store.setState({ experiment: { ...experiment, ratings: next } });
    },
    /**
     * The strengths of this experiment's answers are shown: ratings that follow are not blind, on the next visit and of its run file opened
     * anew either.
     */
    revealRatings(): void {
      const { line } = store.getState();
      writeSetting(REVEALED, line);
      store.setState({ revealed: line });
      know('shown', true);
    },
    /** Somebody says to know the strengths of the answers that are there, or takes that back. Remembered as what was shown is. */
    sayStrengthsKnown: (known: boolean): void => know('said', known),
    /** What the ratings say: the analysis worker is asked for it. */
    reportRatings: (given: RatingsGiven, signal: AbortSignal): Promise<RatingsReport> => analysis.call('ratings', given, { signal }),
  };
}
