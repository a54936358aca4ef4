/** Answers and what people made of them, brought together as src/lab/report/ratings.ts takes them. */
import type { RatingsGiven } from '../lab/report/ratings';
import { words } from '../lab/words';
import { alphaOf, type Answer, type Edit } from './answer';
import type { Control } from './control';
import type { Experiment } from './experiment';
import { ratersOf, type Rater, type Rating } from './rating';
import { isRatable } from './rating-view';

/** A kind of push: strengths of one kind can be put on one axis. */
export interface PushKind {
  readonly model: string;
  /** The first edit, whose amount is the strength; null for an answer without one. */
  readonly edit: Omit<Edit, 'amount'> | null;
  /** Edits beside the first one, and how many. */
  readonly beside: readonly Edit[];
  readonly further: number;
  readonly control: Control['kind'] | null;
  /** Of a control that asks in words. */
  readonly side: 'positive' | 'negative' | null;
}

export interface RatedOf {
  readonly answer: Answer;
  /** Place in `pushes`. */
  readonly push: number;
  /** In the order of `raters`; those who did not rate it are left out. */
  readonly ratings: readonly { readonly rater: number; readonly rating: Rating }[];
}

export interface RatingsAsked {
  readonly pushes: readonly PushKind[];
  readonly raters: readonly Rater[];
  /** Every answer that can be rated. */
  readonly answers: readonly RatedOf[];
}

const kindOf = ({ model, edits, control }: Answer): { key: string; kind: PushKind } => {
  const [first, ...further] = edits;
  const kind: PushKind = {
    model: model.id,
    edit: first ? withoutAmount(first) : null,
    beside: further,
    further: further.length,
    control: control?.kind ?? null,
    side: control?.kind === 'asked' ? control.side : null,
  };
  return { key: JSON.stringify([kind, further]), kind };
};

const withoutAmount = ({ op, directions, band, unit, when, profile }: Edit): Omit<Edit, 'amount'> => ({
  ...{ op, directions, band, unit, when },
  ...(profile && { profile }),
});

/** The answers of the experiment that can be rated, with the ratings that there are: of an answer that one rater rated twice, the last. */
export function ratingsAsked({ answers, ratings }: Pick<Experiment, 'answers' | 'ratings'>): RatingsAsked {
  const names = new Set(answers.filter(isRatable).map(({ id }) => id));
  const own = ratings.filter(({ of }) => names.has(of));
  const raters = ratersOf(own);
  const of = new Map<string, Rating[]>();
  for (const one of own) of.set(one.of, [...(of.get(one.of) ?? []), one]);
  const pushes = new Map<string, { place: number; kind: PushKind }>();
  const rated = answers.filter(isRatable).map((answer): RatedOf => {
    const { key, kind } = kindOf(answer);
    const push = pushes.get(key) ?? { place: pushes.size, kind };
    pushes.set(key, push);
    const given = of.get(answer.id) ?? [];
    return {
      answer,
      push: push.place,
      ratings: raters.flatMap(({ by, source }, rater) => {
        const rating = given.findLast((one) => one.by === by && one.source === source);
        return rating ? [{ rater, rating }] : [];
      }),
    };
  });
  return { pushes: [...pushes.values()].map(({ kind }) => kind), raters, answers: rated };
}

/** Score of the finished answer at every block along these directions, read again without a push; null where it was not. */
export const readAlong = ({ reads }: Answer, directions: string | null): readonly number[] | null =>
  reads && reads.directions === directions && reads.unsteered && reads.unsteered.length > 0 ? reads.unsteered : null;

/** What the report is made from. `directions`: those on show. */
export const ratingsGiven = ({ answers, raters }: RatingsAsked, directions: string | null, seed: number): RatingsGiven => ({
  answers: answers.map(({ answer, push, ratings }) => ({
    push,
    alpha: alphaOf(answer),
    ratings: ratings.map(({ rater, rating: { score, blind, source } }) => ({
      ...{ rater, score, blind },
      ...(source === 'judge' && { judge: true }),
    })),
    read: readAlong(answer, directions),
    words: words(answer.text).length,
  })),
  raters: raters.length,
  seed,
});

/** The answers that can be rated and have a rating of this person. */
export function ratedBy({ answers, ratings }: Pick<Experiment, 'answers' | 'ratings'>, by: string): ReadonlySet<string> {
  const own = ratings.filter((one) => one.by === by && one.source === 'person');
  return new Set(own.map(({ of }) => of).filter((of) => answers.some((one) => one.id === of && isRatable(one))));
}
