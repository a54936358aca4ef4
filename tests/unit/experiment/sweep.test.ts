/** Which cells a sweep comes to, which are there already, and how its answers are brought together again. */
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/experiment/answer';
import { rowName } from '../../../src/experiment/choice-plan';
import { askedPrompt } from '../../../src/experiment/control';
import type { DamageRecord } from '../../../src/experiment/damage';
import type { ModelStamp } from '../../../src/experiment/stamp';
import { plainAnswer, sweepCalls, sweepSize, type SweepPlan, type SweepRow, type SweepWay } from '../../../src/experiment/sweep';
import { sweepGiven, sweepsAlong, sweptIn } from '../../../src/experiment/sweep-asked';

const AT = '2026-11-26T00:00:00.000Z';
const stamp = { id: 'm', graphHash: 'graph', device: 'wasm', layers: 2, width: 2 } as ModelStamp;
const way = (temperature = 0.7, over: Partial<SweepWay> = {}): SweepWay => ({
  directions: 'directions-1',
  band: [0, 1],
  unit: 'separation',
  edits: [],
  template: true,
  sampling: { temperature, topP: 1, repetitionPenalty: 1.1, maxNewTokens: 8 },
  model: { graphHash: 'graph', device: 'wasm' },
  ...over,
});
const plan = (over: Partial<SweepPlan> = {}): SweepPlan => ({
  prompts: ['p', 'q'],
  alphas: [-2, 0, 2],
  seeds: [1, 2],
  random: 0,
  seed: 5,
  shuffled: false,
  asking: null,
  ...over,
});
let count = 0;
const editsOf = ({ amount }: SweepRow, { directions, band, unit }: SweepWay): Answer['edits'] => [
  { op: 'add', directions, band, amount, unit, when: 'all' },
];
function answerOf(prompt: string, row: SweepRow, seed: number, at: SweepWay, over: Partial<Answer> = {}): Answer {
  return {
    id: `answer-${++count}`,
    at: AT,
    model: { id: 'm', stamp },
    messages: [{ role: 'user', content: askedPrompt(prompt, row.control) }],
    template: at.template,
    edits: editsOf(row, at),
    sampling: at.sampling,
    seed,
    tokens: [1, 2],
    text: 'yes',
    reads: { directions: at.directions, scores: [], unsteered: [row.amount, 10 * row.amount] },
    coherence: null,
    ending: { kind: 'end' },
    ...(row.control && { control: row.control }),
    ...over,
  };
}
const damageOf = (answer: Answer, row: SweepRow, at: SweepWay): DamageRecord => ({
  id: `damage-${++count}`,
  at: AT,
  model: stamp,
  answer: answer.id,
  edits: editsOf(row, at),
  kl: [0.5, 0.25],
  ...(row.control && { control: row.control }),
});
const none = { answers: [], damages: [] };
const asText = (calls: ReturnType<typeof sweepCalls>): string[] =>
  calls.map(({ what, prompt, seed, rows }) => `${what} ${prompt} ${seed}: ${rows.map(rowName).join(' ')}`);

/** Everything that the calls ask for. */
function done(calls: ReturnType<typeof sweepCalls>, at: SweepWay): { answers: Answer[]; damages: DamageRecord[] } {
  const answers = calls.flatMap(({ what, prompt, seed, rows }) =>
    what === 'answers' ? rows.map((row) => answerOf(prompt, row, seed, at)) : [],
  );
  const damages = calls.flatMap(({ what, prompt, seed, rows }) =>
    what === 'damage' ? rows.map((row) => damageOf(plainAnswer(answers, prompt, seed, at)!, row, at)) : [],
  );
  return { answers, damages };
}

describe('the plan', () => {
  test('one batch of strengths a prompt and seed, then the damage on the first sample', () => {
    expect(asText(sweepCalls(plan(), way(), none))).toEqual([
      'answers p 1: [0] [-2] [2]',
      'answers q 1: [0] [-2] [2]',
      'answers p 2: [0] [-2] [2]',
      'answers q 2: [0] [-2] [2]',
      'damage p 1: [-2] [2]',
      'damage q 1: [-2] [2]',
    ]);
  });
  test('controls are rows after the push itself, eight in a batch at most', () => {
    const asking = { positive: 'Be kind.', negative: 'Win.' };
    const calls = sweepCalls(plan({ prompts: ['p'], seeds: [1], random: 9, shuffled: true, asking }), way(), none);
    expect(asText(calls)).toEqual([
      'answers p 1: [0] [-2] [2]',
      'damage p 1: [-2] [2]',
      'answers p 1: [0,"asked","positive","Be kind."]',
      'answers p 1: [0,"asked","negative","Win."]',
      `answers p 1: [-2,"shuffled",5] [2,"shuffled",5] ${[5, 6, 7, 8, 9, 10].map((n) => `[2,"random",${n},"turned"]`).join(' ')}`,
      `answers p 1: ${[11, 12, 13].map((n) => `[2,"random",${n},"turned"]`).join(' ')}`,
      `damage p 1: [-2,"shuffled",5] [2,"shuffled",5] ${[5, 6, 7, 8, 9, 10].map((n) => `[2,"random",${n},"turned"]`).join(' ')}`,
      `damage p 1: ${[11, 12, 13].map((n) => `[2,"random",${n},"turned"]`).join(' ')}`,
    ]);
    expect(sweepSize(calls)).toEqual({ answers: 16, readings: 13 });
  });
  test('without a temperature every sample would be the same: one is taken', () =>
    expect(sweepSize(sweepCalls(plan({ seeds: [1, 2, 3] }), way(0), none))).toEqual({ answers: 6, readings: 4 }));
  test('a prompt or a strength that is given twice is asked once', () =>
    expect(sweepSize(sweepCalls(plan({ prompts: ['p', 'p'], alphas: [2, 2], seeds: [1, 1] }), way(), none))).toEqual({
      answers: 2,
      readings: 1,
    }));
});

describe('what is there already', () => {
  const asking = { positive: 'Be kind.', negative: 'Win.' };
  const whole = plan({ random: 2, shuffled: true, asking });
  test('is not asked again', () => expect(sweepCalls(whole, way(), done(sweepCalls(whole, way(), none), way()))).toEqual([]));
  test('of a stopped sweep, what is missing is asked', () => {
    const there = done(sweepCalls(plan(), way(), none).slice(0, 1), way());
    expect(asText(sweepCalls(plan(), way(), there)).slice(0, 2)).toEqual(['answers q 1: [0] [-2] [2]', 'answers p 2: [0] [-2] [2]']);
    expect(sweepSize(sweepCalls(plan(), way(), there))).toEqual({ answers: 9, readings: 4 });
  });
  test('without a push serves every band and unit, and no other directions or sampling', () => {
    const there = done(sweepCalls(plan({ alphas: [] }), way(), none), way());
    const left = (over: Partial<SweepWay>, temperature?: number) => sweepSize(sweepCalls(plan(), way(temperature, over), there)).answers;
    expect([left({}), left({ band: [1, 1] }), left({ unit: 'raw' })]).toEqual([8, 8, 8]);
    expect([left({ directions: 'directions-2' }), left({ template: false }), left({}, 0.5)]).toEqual([12, 12, 12]);
    expect(left({ model: { graphHash: 'another', device: 'wasm' } })).toBe(12);
  });
  test('of a prompt that is answered without a token unpushed, no damage is left to measure', () => {
    const there = { answers: [answerOf('p', { amount: 0 }, 1, way(), { tokens: [], text: '' })], damages: [] };
    expect(sweepSize(sweepCalls(plan({ prompts: ['p'], seeds: [1] }), way(), there))).toEqual({ answers: 2, readings: 0 });
  });
  test('a stopped answer, and one of another kind, is no cell', () => {
    const one = (over: Partial<Answer>) => [answerOf('p', { amount: 0 }, 1, way(), over)];
    const left = (answers: Answer[]) =>
      sweepSize(sweepCalls(plan({ prompts: ['p'], seeds: [1] }), way(), { answers, damages: [] })).answers;
    expect(left(one({}))).toBe(2);
    expect(left(one({ ending: { kind: 'stopped' } }))).toBe(3);
    expect(
      left(
        one({
          messages: [
            { role: 'system', content: 's' },
            { role: 'user', content: 'p' },
          ],
        }),
      ),
    ).toBe(3);
    expect(left(one({ edits: [] }))).toBe(3);
    expect(left(one({ reads: null }))).toBe(3);
    // “What if it had said”: nothing that the model answered to the prompt alone.
    expect(left(one({ given: 1 }))).toBe(3);
    expect(left([...one({}), ...one({ given: 2 })])).toBe(2);
    // The blocks did not share this push as those of a sweep do.
    const [edit] = editsOf({ amount: 2 }, way());
    const shaped = (profile: number[]) => answerOf('p', { amount: 2 }, 1, way(), { edits: [{ ...edit!, profile }] });
    expect([left([answerOf('p', { amount: 2 }, 1, way())]), left([shaped([3, 1])])]).toEqual([2, 3]);
  });
  test('damage is not measured at the tokens of an answer that was given some', () => {
    const forced = answerOf('p', { amount: 0 }, 1, way(), { given: 1 });
    expect(plainAnswer([forced], 'p', 1, way())).toBeUndefined();
    const own = answerOf('p', { amount: 0 }, 1, way());
    expect(plainAnswer([forced, own], 'p', 1, way())).toBe(own);
  });
});

describe('brought together', () => {
  const asking = { positive: 'Be kind.', negative: 'Win.' };
  const { answers, damages } = done(sweepCalls(plan({ random: 1, shuffled: true, asking }), way(), none), way());
  test('the ways, the last one at the end', () => {
    const later = answerOf('p', { amount: 1 }, 1, way(0.7, { unit: 'raw' }));
    expect(sweepsAlong([...answers, later], 'directions-1').map(({ unit }) => unit)).toEqual(['separation', 'raw']);
    expect(sweepsAlong(answers, 'directions-2')).toEqual([]);
  });
  test('cells with their answers, at a block', () => {
    const swept = sweptIn(answers, damages, way())!;
    expect([swept.prompts, swept.cells.length, swept.damages.length]).toEqual([['p', 'q'], answers.length, damages.length]);
    const given = sweepGiven(swept, 1);
    expect(given.prompts).toBe(2);
    const pushed = given.answers.filter(({ kind, alpha }) => kind === 'push' && alpha === 2);
    expect(pushed.map(({ prompt, sample, score }) => [prompt, sample, score])).toEqual([
      [0, 1, 20],
      [1, 1, 20],
      [0, 2, 20],
      [1, 2, 20],
    ]);
    expect(new Set(given.answers.map(({ kind }) => kind))).toEqual(new Set(['push', 'random', 'shuffled', 'positive', 'negative']));
    expect(given.damage.filter(({ kind }) => kind === 'random')).toEqual([
      { kind: 'random', alpha: 2, draw: 5, kl: [0.5, 0.25] },
      { kind: 'random', alpha: 2, draw: 5, kl: [0.5, 0.25] },
    ]);
  });
  test('another way has none of it, and a prompt that was never pushed is left out', () => {
    expect(sweptIn(answers, damages, way(0.7, { band: [1, 1] }))).toBeNull();
    const more = [...answers, answerOf('r', { amount: 0 }, 1, way())];
    expect(sweptIn(more, damages, way())!.prompts).toEqual(['p', 'q']);
  });
  test('a prompt that was never answered without a push is left out, where others were', () => {
    const chat = answerOf('hi', { amount: 2 }, 1, way());
    expect(sweptIn([...answers, chat], damages, way())!.prompts).toEqual(['p', 'q']);
    expect(sweptIn([chat], [], way())!.prompts).toEqual(['hi']);
  });
  test('of two answers of one cell the later counts; without a temperature the seed is none of it', () => {
    const greedy = way(0);
    const two = [answerOf('p', { amount: 0 }, 1, greedy), answerOf('p', { amount: 2 }, 1, greedy), answerOf('p', { amount: 2 }, 9, greedy)];
    const swept = sweptIn(two, [], greedy)!;
    expect(swept.cells.map(({ answer }) => answer.id)).toEqual([two[0]!.id, two[2]!.id]);
    expect(sweepGiven(swept, 0).answers.map(({ sample }) => sample)).toEqual([0, 0]);
  });
  test('an answer that was given its first tokens takes no cell, and makes no way', () => {
    const forced = answerOf('p', { amount: 2 }, 1, way(), { given: 4 });
    expect(sweptIn([...answers, forced], damages, way())).toEqual(sweptIn(answers, damages, way()));
    expect(sweepsAlong([answerOf('p', { amount: 0 }, 1, way()), forced], 'directions-1')).toEqual([]);
  });
});
