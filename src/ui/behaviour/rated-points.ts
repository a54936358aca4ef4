/** Rated answers as points of the chart: a point for each rating, at the score of the finished answer read again without a push. Pure. */
import { readAlong, type RatingsAsked } from '../../experiment/ratings-asked';
import { raterName } from '../rating/rater-name';

export interface RatedPoint {
  readonly id: string;
  /** Of the answer. */
  readonly name: string;
  readonly by: string;
  /** By a person who did not know how the answer was pushed, by one who may have known, by a judge, which is a program. */
  readonly rated: 'blind' | 'seen' | 'judge';
  readonly rating: 0 | 1 | 2;
  readonly score: number;
  readonly text: string;
}

/** Of the answers that were read along these directions; those along others have no place on their axis. */
export const ratedPoints = ({ answers, raters }: RatingsAsked, directions: string | null, layer: number): RatedPoint[] =>
  answers.flatMap(({ answer, ratings }) => {
    const read = readAlong(answer, directions);
    if (!read) return [];
    return ratings.map(({ rater, rating }): RatedPoint => {
      const id = JSON.stringify(['rated', answer.id, rating.source, rating.by]);
      const rated = rating.source === 'judge' ? 'judge' : rating.blind ? 'blind' : 'seen';
      const by = raterName(raters[rater]!);
      return { id, name: answer.id, by, rated, rating: rating.score, score: read[layer] ?? NaN, text: answer.text };
    });
  });
