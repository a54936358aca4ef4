import { describe, expect, test } from 'vitest';
import type { SweepCell } from '../../../../src/lab/report/sweep';
import { reachText, succeeds, sweepSuccess } from '../../../../src/lab/report/sweep-success';

const cell = (prompt: number, alpha: number, mean: number, incoherent = 0, before = 0): SweepCell => ({
  ...{ prompt, alpha, mean, incoherent, samples: Number.isNaN(mean) ? 0 : 2, answers: 2 },
  ...{ low: NaN, high: NaN, before: { answers: 2, incoherent: before } },
});
/** One row of effects at −3, −1, 0, 1, 3. */
const row = (prompt: number, effects: readonly number[], incoherent: readonly number[] = []): SweepCell[] =>
  [-3, -1, 0, 1, 3].map((alpha, i) => cell(prompt, alpha, effects[i]!, incoherent[i] ?? 0, incoherent[2] ?? 0));

describe('success of a sweep', () => {
  test('an effect the way of the push, in language, counts; a vector that does nothing scores half by the published criterion', () => {
    const { counted } = sweepSuccess(row(0, [-2, 1, 0, 1, 2], [0, 0, 0, 0, 2]));
    expect(counted.conditions).toBe(4);
    // −3 and +1 rightly, +3 in no language, −1 wrongly.
    expect(counted.rates).toMatchObject({ published: 0.75, up: 1, down: 0.5, strict: 0.5, coherent: 1 });
    expect(counted.chance).toMatchObject({ published: 0.5, up: 0, down: 1, strict: 0 });
  });

  test('language is what half as many answers as without a push are', () => {
    // Of a model that writes language in one of two answers by itself, one of two is as much as before.
    const { counted, under, reaches } = sweepSuccess(row(0, [-2, -1, 0, 1, 2], [2, 1, 1, 1, 2]));
    expect([counted.rates.strict, counted.rates.coherent, under]).toEqual([0.5, 0.5, 0.25]);
    expect(reaches[0]).toEqual({ prompt: 0, up: [1, 1], down: [-1, -1] });
    const sure = { alpha: 1, mean: 1 };
    expect(succeeds({ ...sure, answers: 10, incoherent: 6, before: { answers: 5, incoherent: 1 } })).toBe(true);
    expect(succeeds({ ...sure, answers: 10, incoherent: 6, before: { answers: 5, incoherent: 0 } })).toBe(false);
    // Half of none is none: that says nothing.
    expect(succeeds({ ...sure, answers: 10, incoherent: 0, before: { answers: 5, incoherent: 5 } })).toBe(false);
    expect(succeeds({ ...sure, answers: 10, incoherent: 0, before: { answers: 0, incoherent: 0 } })).toBe(false);
  });

  test('beside it what random directions of that size succeed in, each draw by itself', () => {
    const cells = row(0, [-2, -1, 0, 1, 2]);
    const draws = [row(0, [-1, -1, 0, 1, 1]), row(0, [1, 1, 0, -1, -1])].map((draw) => draw.filter(({ alpha }) => alpha !== 0));
    const { counted, random } = sweepSuccess(cells, draws);
    expect([counted.rates.strict, counted.rates.strictUp, counted.rates.strictDown]).toEqual([1, 1, 1]);
    expect([random!.rates.strict, random!.rates.published, random!.conditions]).toEqual([0.5, 0.5, 8]);
    expect(sweepSuccess(cells).random).toBeNull();
  });

  test('each prompt has its strengths on the α axis, without a gap, from the weakest that works', () => {
    const { reaches } = sweepSuccess([
      ...row(0, [-2, -1, 0, 1, 2]),
      ...row(1, [1, 1, 0, -1, 2]),
      ...row(2, [-1, 1, 0, 0, -1]),
      ...row(3, [1, 1, 0, 1, 2], [0, 0, 0, 0, 2]),
      ...row(4, [1, 1, 0, -1, 0]),
    ]);
    expect(reaches.map(({ up, down }) => [up, down])).toEqual([
      [
        [1, 3],
        [-1, -3],
      ],
      [[3, 3], null],
      [null, [-3, -3]],
      [[1, 1], null],
      [null, null],
    ]);
    expect(reaches.map(reachText)).toEqual([
      'both ways: +1 to +3, and −1 to −3',
      'towards the concept alone: +3',
      'away from it alone: −3',
      'towards the concept alone: +1',
      'no strength counts: its answers do not go the way of the push, or do not stay language beside those without one',
    ]);
  });

  test('a strength is chosen on every other prompt, and told on the rest', () => {
    const these = (prompt: number) => row(prompt, [0, 0, 0, 1, prompt === 0 ? 2 : 5]);
    const others = (prompt: number) => row(prompt, [0, 0, 0, 5, prompt === 1 ? -5 : 1]);
    const all = [0, 1, 2, 3, 4, 5].map((prompt) => (prompt % 2 === 0 ? these(prompt) : others(prompt)));
    const { up, down } = sweepSuccess(all.flat()).chosen;
    expect(up).toEqual({ kind: 'chosen', alpha: 3, onThese: 4, onOthers: -1, these: 3, others: 3, succeeds: 2 / 3 });
    // Nothing to the other side moves an answer that way, and that is said, too.
    expect(down).toEqual({ kind: 'none', tried: 2, these: 3 });
    // Five prompts, one a situation, leave two for the half that reports; three leave one, which says nothing.
    expect(sweepSuccess(all.slice(0, 5).flat()).chosen.up).toEqual({ ...up, onOthers: -2, others: 2, succeeds: 0.5 });
    expect(sweepSuccess(all.slice(0, 3).flat()).chosen).toEqual({ up: { kind: 'few' }, down: { kind: 'few' } });
    expect(sweepSuccess(row(0, [0, 0, 0, 1, 2]).filter(({ alpha }) => alpha >= 0)).chosen).toEqual({
      up: { kind: 'few' },
      down: { kind: 'untried' },
    });
    // A strength that was tried on too few of the others is not chosen, however far it goes.
    const holes = all.map((cells, prompt) => (prompt === 3 || prompt === 5 ? cells.filter(({ alpha }) => alpha !== 3) : cells));
    expect(sweepSuccess(holes.flat()).chosen.up).toMatchObject({ alpha: 1, others: 3 });
    const none = sweepSuccess([0, 1, 2, 3, 4, 5].flatMap((prompt) => row(prompt, [0, 0, 0, -1, -2]))).chosen.up;
    expect(none).toEqual({ kind: 'none', tried: 2, these: 3 });
  });

  test('each sign has a strength of its own, whose effect goes its own way', () => {
    const mirrored = [0, 1, 2, 3, 4, 5].flatMap((prompt) => row(prompt, [-5, -1, 0, 2, 1]));
    const { up, down } = sweepSuccess(mirrored).chosen;
    expect(up).toMatchObject({ kind: 'chosen', alpha: 1, onThese: 2, onOthers: 2, succeeds: 1 });
    expect(down).toMatchObject({ kind: 'chosen', alpha: -3, onThese: -5, onOthers: -5, succeeds: 1 });
  });

  test('what has no score is counted apart, and in no share', () => {
    const found = sweepSuccess(row(0, [NaN, NaN, 0, 1, NaN]));
    expect([found.unscored, found.counted.conditions, found.counted.rates.strict]).toEqual([6, 1, 1]);
  });
});
