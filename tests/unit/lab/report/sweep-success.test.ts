import { describe, expect, test } from 'vitest';
import type { SweepCell } from '../../../../src/lab/report/sweep';
import { reachText, sweepSuccess } from '../../../../src/lab/report/sweep-success';

const cell = (prompt: number, alpha: number, mean: number, incoherent = 0): SweepCell => ({
  ...{ prompt, alpha, mean, incoherent, samples: Number.isNaN(mean) ? 0 : 2, answers: 2 },
  ...{ low: NaN, high: NaN },
});
/** One row of effects at −3, −1, 0, 1, 3. */
const row = (prompt: number, effects: readonly number[], incoherent: readonly number[] = []): SweepCell[] =>
  [-3, -1, 0, 1, 3].map((alpha, i) => cell(prompt, alpha, effects[i]!, incoherent[i] ?? 0));

describe('success of a sweep', () => {
  test('an effect the way of the push, in language, counts; a vector that does nothing scores half by the published criterion', () => {
    const { counted } = sweepSuccess(row(0, [-2, 1, 0, 1, 2], [0, 0, 0, 0, 2]));
    expect(counted.conditions).toBe(4);
    // −3 and +1 rightly, +3 in no language, −1 wrongly.
    expect(counted.rates).toMatchObject({ published: 0.75, up: 1, down: 0.5, strict: 0.5, coherent: 1 });
    expect(counted.chance).toMatchObject({ published: 0.5, up: 0, down: 1, strict: 0 });
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
      'no strength moves its answers the way of the push and leaves them language',
    ]);
  });

  test('a strength is chosen on every other prompt, and told on the rest', () => {
    const cells = [...row(0, [0, 0, 0, 1, 2]), ...row(1, [0, 0, 0, 5, -4]), ...row(2, [0, 0, 0, 1, 4]), ...row(3, [0, 0, 0, 5, 1])];
    expect(sweepSuccess(cells).chosen).toEqual({ alpha: 3, onThese: 3, onOthers: -1.5, these: 2, others: 2, succeeds: 0.5 });
    expect(sweepSuccess(row(0, [0, 0, 0, 1, 2])).chosen).toBeNull();
    expect(sweepSuccess([...row(0, [0, 0, 0, -1, -2]), ...row(1, [0, 0, 0, 1, 2])]).chosen).toBeNull();
  });

  test('what has no score is counted apart, and in no share', () => {
    const found = sweepSuccess(row(0, [NaN, NaN, 0, 1, NaN]));
    expect([found.unscored, found.counted.conditions, found.counted.rates.strict]).toEqual([6, 1, 1]);
  });
});
