/** Ratings: one of a rater and an answer, the later one where two files have it; the order, the card and the round of who rates. */
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/experiment/answer';
import type { Experiment } from '../../../src/experiment/experiment';
import { secondsOf } from '../../../src/experiment/instant';
import { gained, merged } from '../../../src/experiment/merge';
import { joinedRatings, ratedKnowing, ratersOf, withoutRating, withRating, type Rating } from '../../../src/experiment/rating';
import { current, ratedIn, ratedNow, skippedNow, startRound, staying, undone } from '../../../src/experiment/rating-round';
import { isRatable, ratingCard, ratingOrder } from '../../../src/experiment/rating-view';
import { ratedBy, ratingsAsked, ratingsGiven } from '../../../src/experiment/ratings-asked';
import { decodeExperiment } from '../../../src/experiment/run-file';
import { RECORDING } from '../../recording';

const FILE = RECORDING;
const recorded = decodeExperiment(FILE, 'run.json') as unknown as Experiment;
const { answers } = recorded;
const rating = (of: string, score: Rating['score'], over: Partial<Rating> = {}): Rating => ({
  ...{ of, by: 'Ada', blind: true, score, at: '2026-11-26T10:00:00.000Z', source: 'person' as const },
  ...over,
});
const rated = (...ratings: Rating[]): Experiment => ({ ...recorded, ratings });

test('whoever rated knowing the strength once is known for it, under that name alone', () => {
  const one: Rating = { of: 'a', by: 'ann', blind: false, score: 1, at: '2026-11-26T00:00:00Z', source: 'person' };
  expect(ratedKnowing([one], 'ann')).toBe(true);
  expect([ratedKnowing([one], 'ben'), ratedKnowing([{ ...one, blind: true }], 'ann'), ratedKnowing([{ ...one, source: 'judge' }], 'ann')]).toEqual([false, false, false]); // prettier-ignore
});

test('a rating takes the place of an earlier one by the same rater, and of no other', () => {
  const [first, other, judge] = [rating('a', 0), rating('a', 1, { by: 'Bo' }), rating('a', 2, { source: 'judge' })];
  const all = [first, other, judge];
  expect(withRating(all, rating('a', 2))).toEqual([other, judge, rating('a', 2)]);
  expect(withoutRating(all, { of: 'a', by: 'Ada', source: 'person' })).toEqual([other, judge]);
  expect(withoutRating(all, { of: 'b', by: 'Ada', source: 'person' })).toBe(all);
  expect(ratersOf(all)).toEqual([
    { by: 'Ada', source: 'person' },
    { by: 'Bo', source: 'person' },
    { by: 'Ada', source: 'judge' },
  ]);
});

describe('moments in order', () => {
  test.each([
    ['1970-01-01', 0],
    ['2000-02-29T00:00:01Z', 951_782_401],
    ['2026-11-26T10:00:00+02:00', 1_795_680_000],
    ['1969-12-31T23:59:59.500Z', -0.5],
  ])('%s', (moment, seconds) => {
    expect(secondsOf(moment)).toBe(new Date(moment).getTime() / 1000);
    expect(secondsOf(moment)).toBe(seconds);
  });
  test('what is none has none', () => expect(secondsOf('soon')).toBeNaN());
});

describe('two files of ratings', () => {
  test('the later rating of one rater stands, whatever its time zone; equal ones are there once', () => {
    const own = [rating('a', 0, { at: '2026-11-26T10:00:00Z' }), rating('b', 1)];
    expect(joinedRatings(own, own)).toBe(own);
    const earlier = rating('a', 2, { at: '2026-11-26T11:30:00+02:00' });
    expect(joinedRatings(own, [earlier, own[1]!])).toBe(own);
    const later = rating('a', 2, { at: '2026-11-26T09:30:00-01:00' });
    expect(joinedRatings(own, [later, own[1]!, rating('a', 1, { by: 'Bo' })])).toEqual([later, own[1], rating('a', 1, { by: 'Bo' })]);
  });

  test('whoever has the name of a rater, shares no rating and scored an answer otherwise, is somebody else; joined again nothing is new', () => {
    const at = '2026-11-26T11:00:00Z';
    const own = [rating('a', 0), rating('b', 1), rating('a', 1, { source: 'judge' })];
    const others = [rating('a', 0, { at }), rating('b', 2, { at }), rating('c', 2, { at })];
    const both = joinedRatings(own, others);
    expect(both).toEqual([...own, ...others.map((one) => ({ ...one, by: 'Ada (2)' }))]);
    expect(joinedRatings(both, others)).toBe(both);
    expect(joinedRatings(both, own)).toBe(both);
    const third = [rating('b', 0, { at: '2026-11-26T12:00:00Z' })];
    expect(joinedRatings(both, third).at(-1)).toEqual({ ...third[0], by: 'Ada (3)' });
    // Of one mind on all that both rated: one person, as far as anybody can tell.
    expect(joinedRatings(own, [rating('b', 1, { at }), rating('c', 2, { at })]).map(({ by }) => by)).toEqual(['Ada', 'Ada', 'Ada', 'Ada']);
  });

  test('of the same answers: ratings of both raters join, and no answer is there twice', () => {
    const both = merged(rated(rating('answer-1', 0)), rated(rating('answer-1', 2, { by: 'Bo' })));
    expect(both.answers).toEqual(answers);
    expect(both.ratings.map(({ by, score }) => [by, score])).toEqual([
      ['Ada', 0],
      ['Bo', 2],
    ]);
  });

  test('answers that only the other has come along under free numbers, with their ratings and damages', () => {
    const own: Experiment = { ...recorded, answers: answers.slice(0, 2), ratings: [rating('answer-2', 1)] };
    const damage = { id: 'damage-1', at: answers[0]!.at, model: recorded.readings[0]!.model, answer: 'answer-1', edits: [], kl: [1] };
    const others: Experiment = {
      ...recorded,
      // In the other file the numbers mean other answers.
      answers: [answers[2]!, answers[1]!].map((one, i): Answer => ({ ...one, id: `answer-${i + 1}` })),
      damages: [damage],
      ratings: [rating('answer-1', 2, { by: 'Bo' }), rating('answer-2', 0, { by: 'Bo' })],
    };
    const both = merged(own, others);
    expect(both.answers).toEqual(answers.slice(0, 3));
    expect(both.ratings.map(({ of, by }) => [of, by])).toEqual([
      ['answer-2', 'Ada'],
      ['answer-3', 'Bo'],
      ['answer-2', 'Bo'],
    ]);
    expect(both.damages.map(({ id, answer }) => [id, answer])).toEqual([['damage-1', 'answer-3']]);
    expect(gained(own, both)).toEqual({
      analyses: 0,
      answers: 1,
      choices: 0,
      plays: 0,
      damages: 1,
      matrices: 0,
      ratings: 2,
      ratingsOfNew: 1,
    });
    // Once more it brings nothing.
    const again = merged(both, others);
    expect([again.answers, again.ratings, again.damages]).toEqual([both.answers, both.ratings, both.damages]);
    expect(Object.values(gained(both, again)).every((n) => n === 0)).toBe(true);
  });

  test('two equal answers stay two, and their ratings apart', () => {
    const twins = [answers[0]!, { ...answers[0]!, id: 'answer-2' }];
    const own = { ...recorded, answers: twins, ratings: [rating('answer-1', 0), rating('answer-2', 2)] };
    expect(merged(own, own)).toEqual(own);
  });

  test('the order of fields in a file makes no other answer', () => {
    const turned = Object.fromEntries(Object.entries(answers[0]!).reverse()) as unknown as Answer;
    expect(merged(recorded, { ...recorded, answers: [turned] }).answers).toBe(recorded.answers);
  });
});

describe('a file', () => {
  const withRatings = (...ratings: Rating[]): string => JSON.stringify({ ...(JSON.parse(FILE) as object), ratings });
  test('keeps ratings', () => {
    const one = rating('answer-3', 2, { blind: false });
    expect(decodeExperiment(withRatings(one), 'r.json').ratings).toEqual([one]);
  });
  test.each([
    ['r.json: ratings[0].score: expected 0 or 1 or 2, got 3', [rating('answer-1', 3 as 2)]],
    ['r.json: ratings[0].by: expected a non-empty text, got ""', [rating('answer-1', 0, { by: '' })]],
    [
      'r.json: ratings[1].of: expected the name of an answer or of a scored text in this file, got "x": 2 of 3 ratings name none',
      [rating('answer-1', 0), rating('x', 0), rating('y', 0)],
    ],
  ])('is refused: %s', (message, ratings) => expect(() => decodeExperiment(withRatings(...ratings), 'r.json')).toThrow(message));
});

describe('who rates', () => {
  test('is shown every answer with words that did not fail, in an order that the seed alone makes', () => {
    const order = ratingOrder(answers, 1);
    expect(order).not.toEqual(answers.map(({ id }) => id));
    expect([...order].sort()).toEqual(answers.map(({ id }) => id));
    expect(ratingOrder(answers, 1)).toEqual(order);
    expect(ratingOrder(answers, 2)).not.toEqual(order);
    // More answers leave the order of the others.
    const more = [...answers, { ...answers[0]!, id: 'answer-99' }];
    expect(ratingOrder(more, 1).filter((id) => id !== 'answer-99')).toEqual(order);
    expect(isRatable({ ...answers[0]!, text: ' \n' })).toBe(false);
    expect(isRatable({ ...answers[0]!, ending: { kind: 'failed', reason: 'lost' } })).toBe(false);
    expect(isRatable({ ...answers[0]!, ending: { kind: 'stopped' } })).toBe(true);
  });

  test('is shown no answer that was made to begin with given tokens, and a rating of one counts for nothing', () => {
    const [first, ...others] = answers;
    const forced: Answer = { ...first!, id: 'answer-99', given: 3 };
    const experiment = { answers: [first!, ...others, forced], ratings: [rating('answer-1', 0), rating('answer-99', 2)] };
    expect(ratingOrder(experiment.answers, 1)).toEqual(ratingOrder(answers, 1));
    const asked = ratingsAsked(experiment);
    expect(asked.answers.flatMap(({ answer, ratings }) => ratings.map(() => answer.id))).toEqual(['answer-1']);
    expect(asked.answers.map(({ answer }) => answer.id)).not.toContain('answer-99');
    expect([...ratedBy(experiment, 'Ada')]).toEqual(['answer-1']);
  });

  test('reads prompt, answer and the rubric of the situation, and nothing of the push', () => {
    const card = ratingCard(answers[0]!, recorded.sets);
    expect(Object.keys(card)).toEqual(['of', 'messages', 'text', 'scenario', 'from']);
    expect(card.scenario?.id).toBe('food-delivery');
    expect(ratingCard(answers[0]!, []).scenario).toBeNull();
    const prompt = answers[0]!.messages[0]!.content;
    const asked: Answer = {
      ...answers[0]!,
      messages: [{ role: 'user', content: `Help the person.\n\n${prompt}` }],
      control: { kind: 'asked', side: 'positive', instruction: 'Help the person.' },
    };
    const told = ratingCard(asked, recorded.sets);
    expect(told.messages).toEqual([{ role: 'user', content: prompt }]);
    expect(told.scenario?.id).toBe('food-delivery');
  });

  test('rates, skips and goes back', () => {
    const about = (...done: string[]) => ({ order: ['a', 'b', 'c'], rated: new Set(done) });
    let round = startRound();
    expect(current(round, about())).toBe('a');
    round = skippedNow(round, 'a');
    expect(current(round, about())).toBe('b');
    round = ratedNow(round, 'b', null);
    expect(current(round, about('b'))).toBe('c');
    round = skippedNow(round, 'c');
    // Only skipped ones are left: the one that was skipped first comes back.
    expect(current(round, about('b'))).toBe('a');
    expect(current(skippedNow(round, 'a'), about('b'))).toBe('c');
    const back = undone(round)!;
    expect([back.step, current(back.round, about('b'))]).toEqual([{ kind: 'skipped', of: 'c' }, 'c']);
    const further = undone(back.round)!;
    expect([further.step, current(further.round, about())]).toEqual([{ kind: 'rated', of: 'b', before: null }, 'b']);
    expect(undone(startRound())).toBeNull();
    expect(current(round, about('a', 'b', 'c'))).toBeNull();
  });

  test('keeps the answer in front when others arrive, and rates all again in a later round', () => {
    const round = staying(startRound(), 'b');
    expect(current(round, { order: ['z', 'a', 'b'], rated: new Set() })).toBe('b');
    const again = startRound(true);
    const about = { order: ['a', 'b'], rated: new Set(['a', 'b']) };
    expect([current(startRound(), about), current(again, about)]).toEqual([null, 'a']);
    const next = ratedNow(again, 'a', rating('a', 1));
    expect([current(next, about), [...ratedIn(next, about)]]).toEqual(['b', ['a']]);
  });
});

test('what is asked of ratings: pushes of one kind together, scores along the directions on show alone', () => {
  const random: Answer = { ...answers[6]!, id: 'answer-99', control: { kind: 'random', seed: 4 } };
  const experiment = { answers: [...answers, random, { ...random, id: 'answer-10', control: { kind: 'random' as const, seed: 5 } }] };
  const asked = ratingsAsked({
    ...experiment,
    ratings: [rating('answer-1', 0, { by: 'Bo' }), rating('answer-1', 1), rating('answer-1', 2), rating('a-scored-text', 2)],
  });
  expect(asked.pushes.map(({ control }) => control)).toEqual([null, 'random']);
  // Blocks that share a push otherwise make another kind of push.
  const edits = answers[6]!.edits.map((edit) => ({ ...edit, profile: [1, 2] }));
  const shaped = ratingsAsked({ answers: [...answers, { ...answers[6]!, id: 'answer-11', edits }], ratings: [] });
  expect(shaped.pushes.map(({ edit }) => edit?.profile)).toEqual([undefined, [1, 2]]);
  expect(asked.raters.map(({ by }) => by)).toEqual(['Bo', 'Ada']);
  expect(asked.answers[0]!.ratings.map(({ rating: { score } }) => score)).toEqual([0, 2]);
  const { directions } = answers[0]!.reads!;
  const given = ratingsGiven(asked, directions, 1);
  expect(given.answers[0]).toMatchObject({ push: 0, alpha: -6, read: answers[0]!.reads!.unsteered, words: answers[0]!.coherence!.words });
  expect(given.answers.map(({ push }) => push)).toEqual([...answers.map(() => 0), 1, 1]);
  expect(ratingsGiven(asked, 'others', 1).answers.every(({ read }) => read === null)).toBe(true);
  expect([...ratedBy({ ...experiment, ratings: [rating('answer-1', 1), rating('gone', 1)] }, 'Ada')]).toEqual(['answer-1']);
});
