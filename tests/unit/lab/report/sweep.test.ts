/** What a sweep says, on numbers made up so that every mean can be seen. */
import { describe, expect, test } from 'vitest';
import { DAMAGE_LIMIT, suggestedDose } from '../../../../src/lab/report/dose';
import { sweepReport, type SweepGiven, type SweptAnswer } from '../../../../src/lab/report/sweep';
import { tInterval } from '../../../../src/lab/t-interval';

const answer = (over: Partial<SweptAnswer>): SweptAnswer => ({
  prompt: 0,
  kind: 'push',
  alpha: 0,
  draw: 0,
  sample: 1,
  score: 0,
  fluent: true,
  logProb: -1,
  ...over,
});
const given = (answers: SweptAnswer[], over: Partial<SweepGiven> = {}): SweepGiven => ({ prompts: 2, answers, damage: [], ...over });
/** Two prompts with two samples: what is read without a push differs by prompt and sample. */
const both = (over: Partial<SweptAnswer>, scores: readonly [number, number, number, number]): SweptAnswer[] =>
  scores.map((score, i) => answer({ ...over, score, prompt: i >> 1, sample: 1 + (i & 1) }));
const plain = both({}, [10, 20, 30, 40]);

test('an effect is against the same prompt and sample without a push', () => {
  const { cells, strengths } = sweepReport(given([...plain, ...both({ alpha: 2 }, [11, 23, 30, 42])]));
  const before = { answers: 2, incoherent: 0 };
  expect(cells.filter(({ alpha }) => alpha === 2)).toEqual([
    { prompt: 0, alpha: 2, mean: 2, samples: 2, answers: 2, incoherent: 0, before, ...tInterval([1, 3]) },
    { prompt: 1, alpha: 2, mean: 1, samples: 2, answers: 2, incoherent: 0, before, ...tInterval([0, 2]) },
  ]);
  expect(cells.filter(({ alpha }) => alpha === 0).map(({ mean }) => mean)).toEqual([0, 0]);
  // Over prompts, each the mean of its samples: four answers are two prompts.
  expect(strengths).toMatchObject([{ alpha: 2, effect: { mean: 1.5, prompts: 2, wrong: 0, answers: 4, ...tInterval([2, 1]) } }]);
});
test('one sample has no interval, and an answer without its unpushed partner has no effect', () => {
  const { cells } = sweepReport(given([answer({ score: 1 }), answer({ alpha: 1, score: 3 }), answer({ alpha: 1, score: 9, prompt: 1 })]));
  expect(cells).toMatchObject([
    { prompt: 0, alpha: 0 },
    { prompt: 0, alpha: 1, mean: 2, samples: 1, low: NaN, high: NaN },
    { prompt: 1, alpha: 1, mean: NaN, samples: 0, answers: 1 },
  ]);
});
test('what no longer reads like language is counted, in its cell and over all', () => {
  const pushed = both({ alpha: -3 }, [9, 19, 29, 39]).map((one, i) => ({ ...one, fluent: i > 1, logProb: -3 }));
  const { cells, strengths, plain: before } = sweepReport(given([...plain, ...pushed]));
  expect(cells.filter(({ alpha }) => alpha === -3).map(({ incoherent }) => incoherent)).toEqual([2, 0]);
  expect(strengths[0]).toMatchObject({
    effect: { mean: -1, wrong: 0, incoherent: 2, perplexity: expect.closeTo(Math.exp(3), 9) as number },
  });
  expect(before).toMatchObject({ answers: 4, incoherent: 0, perplexity: expect.closeTo(Math.E, 9) as number });
});
test('random directions serve both signs, those that were tried on the prompts that most of them share', () => {
  const random = [1, 2, 3].flatMap((draw) => both({ kind: 'random', alpha: 2, draw }, [10 + draw, 20 + draw, 30 + draw, 40 + draw]));
  const hole = answer({ kind: 'random', alpha: 2, draw: 4, score: 99 });
  const answers = [...plain, ...both({ alpha: 2 }, [15, 25, 35, 45]), ...both({ alpha: -2 }, [5, 15, 25, 35]), ...random, hole];
  const damage = [{ kind: 'random' as const, alpha: 2, draw: 1, kl: [0.25, 0.75] }];
  const { strengths } = sweepReport(given(answers, { damage }));
  expect(strengths.map(({ random: found }) => found)).toMatchObject([
    { draws: [1, 2, 3], percentile: 0, z: -7, damage: { mean: 0.5, tokens: 2 } },
    { draws: [1, 2, 3], percentile: 1, z: 3 },
  ]);
});
test('shuffled labels and asking in words stand beside', () => {
  const answers = [
    ...plain,
    ...both({ alpha: 2 }, [11, 21, 31, 41]),
    ...both({ kind: 'shuffled', alpha: 2 }, [10.5, 20.5, 30.5, 40.5]),
    ...both({ kind: 'positive' }, [14, 24, 34, 44]),
    ...both({ kind: 'negative' }, [11, 21, 29, 39]),
  ];
  const report = sweepReport(given(answers));
  expect(report.strengths[0]!.shuffled).toMatchObject({ mean: 0.5, prompts: 2, own: 1, whole: true, damage: null });
  expect(report.asked).toMatchObject([
    { side: 'positive', effect: { mean: 4, wrong: 0 } },
    { side: 'negative', effect: { mean: 0, wrong: 0.5 } },
  ]);
});
test('damage is pooled over the tokens of all prompts', () => {
  const damage = [
    { kind: 'push' as const, alpha: 2, draw: 0, kl: [0, 1] },
    { kind: 'push' as const, alpha: 2, draw: 0, kl: [2] },
  ];
  const { strengths } = sweepReport(given([...plain, ...both({ alpha: 2 }, [1, 1, 1, 1])], { damage }));
  expect(strengths[0]!.damage).toMatchObject({ mean: 1, tokens: 3 });
});

describe('the dose that is suggested', () => {
  const at = (alpha: number, p95: number) => ({ alpha, p95 });
  test('is where the damage of a sign passes the limit, straight between two measured strengths', () => {
    expect(DAMAGE_LIMIT).toBe(1);
    expect(suggestedDose([at(4, 3), at(2, 0.5)])!.up!.size).toBeCloseTo(2 + 2 * (0.5 / 2.5), 12);
    expect(suggestedDose([at(4, 4)])).toEqual({ up: { size: 1, reached: true }, down: null });
  });
  test('is one for each sign', () =>
    expect(suggestedDose([at(4, 2), at(-4, 4)])).toEqual({ up: { size: 2, reached: true }, down: { size: 1, reached: true } }));
  test('ends where it first passes, whatever lies beyond', () =>
    expect(suggestedDose([at(1, 0.5), at(2, 1.5), at(3, 0.1)])!.up!.size).toBe(1.5));
  test('is no limit where none passes: the largest that was measured is only as far as anybody has looked', () =>
    expect(suggestedDose([at(1, 0.2), at(3, 0.9), at(-2, 9)])).toEqual({
      up: { size: 3, reached: false },
      down: { size: 2 / 9, reached: true },
    }));
  test('stays below numbers that broke off', () => expect(suggestedDose([at(1, 0.2), at(3, NaN)])!.up).toEqual({ size: 1, reached: true }));
  test('is not known where nothing was measured', () => expect(suggestedDose([at(0, 0)])).toBeNull());
});
