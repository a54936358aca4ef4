/** Which answers a judge has not rated yet, what it is told of each, and the rating that comes of what it says. Pure. */
import type { ToJudge } from '../endpoint/judge';
import type { JudgedAnswer } from '../endpoint/judging';
import type { Experiment, KnownSet } from './experiment';
import type { Rating } from './rating';
import { situationText } from './write-pairs/instructions';
import { isRatable, ratingCard } from './rating-view';

/** An answer, and what of it a judge is told: what a person who rates is shown, and no more. */
export interface JudgeTask {
  readonly of: string;
  readonly told: ToJudge;
}

/** `general`: the rubric where no set has the prompt, or the set has none. */
export function judgeTasks(
  { answers, ratings }: Pick<Experiment, 'answers' | 'ratings'>,
  sets: readonly KnownSet[],
  by: string,
  general: ToJudge['rubric'],
): JudgeTask[] {
  const done = new Set(ratings.filter((one) => one.source === 'judge' && one.by === by).map(({ of }) => of));
  return answers
    .filter((answer) => isRatable(answer) && !done.has(answer.id))
    .map((answer) => {
      const { scenario, messages } = ratingCard(answer, sets);
      const situation = scenario ? situationText(scenario) : '';
      const prompt = messages.map(({ content }) => content).join('\n\n');
      return { of: answer.id, told: { rubric: scenario?.rubric ?? general, situation, prompt, answer: answer.text } };
    });
}

/** A judge does not see the strength, so that it always rates blind. null where it gave no score. */
export const judgedRating = (
  { judged: { score, expected }, temperature }: Pick<JudgedAnswer, 'judged' | 'temperature'>,
  { of, by, at }: Pick<Rating, 'of' | 'by' | 'at'>,
): Rating | null =>
  score === null ? null : { of, by, blind: true, score, ...(expected !== null && { expected }), temperature, at, source: 'judge' };
