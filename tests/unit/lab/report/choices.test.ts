import { describe, expect, test } from 'vitest';
import { choicesReport, type ChoiceMargins } from '../../../../src/lab/report/choices';

const NONE = { shuffled: [], other: [], asked: [], random: [] };
const four: ChoiceMargins = {
  ...NONE,
  situations: ['maze', 'maze', 'duel', 'duel'],
  plain: [0, 1, 2, 3],
  pushes: [
    { alpha: 3, margins: [1, 1, 4, 6] },
    { alpha: 0, margins: [0, 1, 2, 3] },
    { alpha: -3, margins: [-1, NaN, 3, 2] },
  ],
};

describe('the report of choices', () => {
  test('has each strength but 0, ascending, over the items that were asked under it', () => {
    const { strengths } = choicesReport(four);
    expect(strengths.map(({ alpha }) => alpha)).toEqual([-3, 3]);
    expect(strengths[0]!.effect).toMatchObject({ items: [0, 2, 3], shifts: [-1, 1, -1], wrong: 1 / 3 });
    expect(strengths[1]!.effect).toMatchObject({ mean: 1.5, shifts: [1, 0, 2, 3], wrong: 0.25 });
  });
  test('tells situations apart', () =>
    expect(choicesReport(four).strengths[1]!.situations).toEqual([
      { name: 'maze', items: 2, mean: 0.5, wrong: 0.5 },
      { name: 'duel', items: 2, mean: 2.5, wrong: 0 },
    ]));
  test('leaves out a strength under which nothing was asked', () =>
    expect(choicesReport({ ...four, pushes: [{ alpha: 1, margins: [NaN, NaN, NaN, NaN] }] }).strengths).toEqual([]));
  test('gives what asking for either side does, each in its own direction', () => {
    const { asked } = choicesReport({
      ...four,
      asked: [
        { side: 'positive', margins: [2, 3, 4, 5] },
        { side: 'negative', margins: [1, 2, 3, NaN] },
      ],
    });
    expect(asked.map(({ side, effect }) => [side, effect.mean, effect.wrong])).toEqual([
      ['positive', 2, 0],
      ['negative', 1, 1],
    ]);
  });
  test('gives the means of the directions that stood in its place at the same strength', () => {
    const [low, high] = choicesReport({
      ...four,
      shuffled: [{ alpha: 3, margins: [1, 2, 3, 4] }],
      other: [
        [
          { alpha: -3, margins: [-2, -1, NaN, NaN] },
          { alpha: 3, margins: [NaN, NaN, NaN, NaN] },
        ],
        [{ alpha: 3, margins: [2, 3, 4, 5] }],
      ],
    }).strengths;
    // Each direction keeps its place, so that no line goes from one to the other.
    const means = [low!.shuffled, low!.other, high!.shuffled, high!.other].map((all) => all.map((one) => one?.mean ?? null));
    expect(means).toEqual([[], [-2, null], [1], [null, 2]]);
    // Beside each the push itself over the same items: what was asked of two is not held against four.
    expect(low!.other[0]).toMatchObject({ mean: -2, own: -1, ahead: { mean: 1, low: NaN }, items: 1, whole: false });
    expect(high!.other[1]).toMatchObject({ mean: 2, own: high!.effect.mean, items: 4, whole: true });
  });
});

describe('among random pushes of its size', () => {
  const shifted = (...shifts: number[]) => ({ alpha: 3, margins: shifts.map((shift, i) => i + shift) });
  test('both signs are held against the same draws', () => {
    const [low, high] = choicesReport({ ...four, random: [shifted(1, 1, 1, 1), shifted(-1, -1, -1, -1), shifted(0, 0, 0, 0)] }).strengths;
    expect(high!.random).toEqual({ z: 1.5, percentile: 1, draws: [-1, 0, 1], mean: 1.5, items: 4 });
    expect(low!.random).toMatchObject({ percentile: 1 / 3, items: 3 });
  });
  test('a draw that was stopped on its way leaves the others their items', () => {
    const draws = [shifted(1, 1, 1, 1), shifted(-1, -1, -1, -1), shifted(0, 0, 0, 0), shifted(9, NaN, NaN, NaN)];
    expect(choicesReport({ ...four, random: draws }).strengths[1]!.random).toMatchObject({ draws: [-1, 0, 1], items: 4 });
    const early = [shifted(1, 1, 1, NaN), shifted(-1, -1, -1, NaN), shifted(0, 0, 0, 0)];
    expect(choicesReport({ ...four, random: early }).strengths[1]!.random).toMatchObject({ draws: [-1, 0, 1], mean: 1, items: 3 });
  });
  test('there is no place among fewer than two, nor among pushes of another size', () => {
    expect(choicesReport({ ...four, random: [shifted(1, 1, 1, 1)] }).strengths[1]!.random).toBeNull();
    const others = [1, 2].map((shift) => ({ ...shifted(shift, shift, shift, shift), alpha: 1 }));
    expect(choicesReport({ ...four, random: others }).strengths[1]!.random).toBeNull();
  });
});
