/** Edits as numbers for the graph; what they do to a model: tests/unit/graph/clamp.test.ts, tests/unit/workers/edits.test.ts. */
import { describe, expect, test } from 'vitest';
import { clampsOfRow, rowsOfClamps } from '../../../src/lab/clamps';
import { pushOf, type Op, type StreamEdit } from '../../../src/lab/edits';
import { pushRows } from '../../../src/lab/edit-rows';
import type { InvalidInput } from '../../../src/lab/invalid';
import type { Steerable } from '../../../src/lab/units';

const size = { layers: 2, width: 3 };
const along = (...data: number[]): Steerable => ({
  ...size,
  data: Float32Array.from([...data, ...data]),
  separation: [2, 4],
  midpoint: [1, -1],
  norm: [10, 20],
});
const x = along(1, 0, 0);
const diagonal = along(0.6, 0.8, 0);
const edit = (over: Partial<StreamEdit>): StreamEdit => ({
  op: 'set',
  directions: x,
  band: [0, 1],
  amount: 1,
  unit: 'raw',
  when: 'all',
  ...over,
});
const bounds = (...edits: StreamEdit[]): number[][] => {
  const { low, high } = pushOf(edits, 'answer', size).clamps!;
  return [Array.from(low), Array.from(high)];
};

test('what is added adds up, a dose shared by its band', () => {
  const { steer, clamps } = pushOf(
    [edit({ op: 'add', amount: 4 }), edit({ op: 'add', directions: diagonal, band: [1, 1] })],
    'prompt',
    size,
  );
  expect(Array.from(steer).map((v) => +v.toFixed(6))).toEqual([2, 0, 0, 2.6, 0.8, 0]);
  expect(clamps).toBeNull();
});

test('a dose is shared in the proportions of a profile', () => {
  const push = (profile: number[]) => pushOf([edit({ op: 'add', amount: 4, profile })], 'prompt', size).steer;
  expect(Array.from(push([3, 1]))).toEqual([3, 0, 0, 1, 0, 0]);
  expect(push([0.5, 0.5])).toEqual(pushOf([edit({ op: 'add', amount: 4 })], 'prompt', size).steer);
  for (const wrong of [[1], [1, 2, 3], [0, 0], [-1, 2], [NaN, 1], [Number.MAX_VALUE, Number.MAX_VALUE]])
    expect(() => push(wrong)).toThrow('expected a profile of 2 numbers of at least 0, not all 0, for blocks 0 to 1');
  expect(() => pushOf([edit({ op: 'cap', profile: [1, 1] })], 'prompt', size)).toThrow('edits[0].profile: only `add` has a dose to share');
});

describe('bounds', () => {
  test.each<[string, Partial<StreamEdit>, number[], number[]]>([
    ['ablate', { op: 'ablate', amount: NaN }, [0, 0], [0, 0]],
    ['set', {}, [1, 1], [1, 1]],
    ['cap', { op: 'cap' }, [-Infinity, -Infinity], [1, 1]],
    ['floor', { op: 'floor' }, [1, 1], [Infinity, Infinity]],
    ['in separations from the midpoint', { amount: 0.5, unit: 'separation' }, [2, 1], [2, 1]],
    ['in mean lengths', { amount: 0.5, unit: 'norm' }, [5, 10], [5, 10]],
    ['at the blocks of the band alone', { band: [1, 1] }, [-Infinity, 1], [Infinity, 1]],
  ])('%s', (_, over, low, high) => expect(bounds(edit(over))).toEqual([low, high]));
  test('of one direction meet', () =>
    expect(bounds(edit({ op: 'cap', amount: 3 }), edit({ op: 'floor', amount: -2 }), edit({ op: 'cap', amount: 2, band: [1, 1] }))).toEqual(
      [
        [-2, -2],
        [3, 2],
      ],
    ));
  test('of one direction that came in two arrays meet, too', () => {
    const again = along(1, 0, 0);
    expect(bounds(edit({ op: 'cap', amount: 3 }), edit({ op: 'floor', amount: -2, directions: again }))).toEqual([
      [-2, -2],
      [3, 3],
    ]);
  });
  test('hold where they are asked for', () => {
    expect(pushOf([edit({ when: 'prompt' })], 'answer', size).clamps).toBeNull();
    expect(pushOf([edit({ when: 'prompt' })], 'prompt', size).clamps).not.toBeNull();
  });
});

test('a later direction keeps what of it is not in an earlier one', () => {
  const { count, directions } = pushOf([edit({}), edit({ directions: diagonal, band: [1, 1], amount: 5 })], 'answer', size).clamps!;
  expect(count).toBe(2);
  expect(Array.from(directions).map((v) => +v.toFixed(6))).toEqual([1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0]);
});

describe('where two directions meet, the score is read back', () => {
  /** [edit]: scores at block 0 of some streams after the bounds, each along the direction of its edit. */
  const after = (...edits: StreamEdit[]): number[][] => {
    const { count, directions, low, high } = pushOf(edits, 'answer', size).clamps!;
    const streams = [
      [3, -2, 1],
      [-4, 7, 0],
      [0, 0, 5],
      [9, 9, 9],
    ];
    return streams.map((stream) => {
      const moved = [...stream];
      for (let k = 0; k < count; k++) {
        const unit = [...directions.subarray(k * 3, k * 3 + 3)];
        const projection = unit.reduce((sum, u, i) => sum + u * stream[i]!, 0);
        const change = Math.min(Math.max(projection, low[k]!), high[k]!) - projection;
        unit.forEach((u, i) => (moved[i]! += change * u));
      }
      return edits.map(({ directions: { data } }) => moved.reduce((sum, h, i) => sum + h * data[i]!, 0));
    });
  };
  const five = edit({ amount: 5 });
  const third = along(0.48, 0.64, 0.6);
  const second = (over: Partial<StreamEdit>): StreamEdit => edit({ directions: diagonal, ...over });

  test.each<[string, StreamEdit]>([
    ['set', five],
    ['taken out', edit({ op: 'ablate' })],
  ])('the first %s: bounds of the second are of its whole score', (_, first) => {
    const wanted = first.op === 'set' ? 5 : 0;
    for (const [a, b] of after(first, second({ op: 'cap', amount: 1 })) as [number, number][]) {
      expect(a).toBeCloseTo(wanted, 5);
      expect(b).toBeLessThanOrEqual(1 + 1e-5);
    }
    for (const [, b] of after(first, second({ op: 'floor', amount: 6 }))) expect(b).toBeGreaterThanOrEqual(6 - 1e-5);
    for (const [, b] of after(first, second({ op: 'set', amount: -2 }))) expect(b).toBeCloseTo(-2, 5);
    for (const [, b] of after(first, second({ op: 'ablate' }))) expect(b).toBeCloseTo(0, 5);
    for (const [, b, c] of after(first, second({ op: 'set', amount: 2 }), edit({ directions: third, op: 'set', amount: 7 }))) {
      expect(b).toBeCloseTo(2, 5);
      expect(c).toBeCloseTo(7, 5);
    }
  });
  test('the first only capped: bounds of the second are of what of it is not in the first', () => {
    const cap = edit({ op: 'cap', amount: 1 });
    const { directions, high } = pushOf([cap, second({ op: 'cap', amount: 1 })], 'answer', size).clamps!;
    expect([...directions.subarray(3, 6)].map((v) => +v.toFixed(6))).toEqual([0, 1, 0]);
    expect(high[1]).toBeCloseTo(1, 6);
    for (const [a] of after(cap, second({ op: 'cap', amount: 1 }))) expect(a).toBeLessThanOrEqual(1 + 1e-5);
  });
});

test('a block without a direction is left alone', () => {
  const none = { ...x, data: Float32Array.from([0, 0, 0, 1, 0, 0]) };
  expect(bounds(edit({ directions: none }))).toEqual([
    [-Infinity, 1],
    [Infinity, 1],
  ]);
});

test('directions that are zero all over the band of a bound are refused by name; at some of its blocks they may be', () => {
  const size = { layers: 3, width: 2 };
  const directions = { ...size, data: Float32Array.of(0, 0, 0, 0, 1, 0) };
  const of = (op: Op, band: readonly [number, number]) =>
    pushOf([{ op, directions, band, amount: 1, unit: 'raw', when: 'all' }], 'answer', size);
  for (const op of ['ablate', 'set', 'cap', 'floor'] as const)
    expect(() => of(op, [0, 1])).toThrow(`edits[0].directions: they are zero at blocks 0 to 1, and ${op} would do nothing there`);
  expect(() => of('set', [1, 1])).toThrow('zero at block 1');
  expect(of('set', [1, 2]).clamps!.count).toBe(1);
});

describe('refused, with the edit that is meant', () => {
  test.each<[string, Partial<StreamEdit>[], string]>([
    ['a cap below a floor', [{ op: 'floor', amount: 2 }, { op: 'cap' }], 'edits[1]: at block 0 the projection would have to be at least 2'],
    [
      'parallel directions',
      [{}, { directions: along(-1, 0, 0) }],
      'edits[0] and edits[1] have parallel directions at block 0 (cosine -1.0000)',
    ],
    [
      'directions of another width',
      [{ directions: { ...x, width: 2, data: new Float32Array(4) } }],
      'edits[0].directions: expected 2 layers × 3',
    ],
    ['a band outside the model', [{ band: [0, 2] }], 'expected blocks [first, last] within 0..1'],
    [
      'digits nobody reads',
      [
        { op: 'floor', amount: 3.1806176142047433 },
        { op: 'cap', amount: 1 / 3 },
      ],
      'at least 3.181 and at most 0.3333',
    ],
    [
      'bounds that four digits cannot tell apart',
      [
        { op: 'floor', amount: 2.00001 },
        { op: 'cap', amount: 2 },
      ],
      'at least 2.00001 and at most 2',
    ],
    [
      'a score that no stream can take',
      [{}, { directions: diagonal, op: 'set', amount: 1e30 }],
      'edits[1]: at block 0 it sets the projection to 1.0e+30, and the norms that read the stream overflow above 1.8e+19',
    ],
    ['a floor that no stream can take', [{ op: 'floor', amount: 1e30 }], 'edits[0]: at block 0 it keeps the projection above 1.0e+30'],
    ['a dose that no stream can take', [{}, { op: 'add', amount: 1e30 }], 'edits[1]: at block 1 it adds a length of'],
    [
      'directions that are no numbers',
      [{}, { directions: { ...x, data: Float32Array.from(x.data, () => NaN) } }],
      'edits[1].directions: they have no numbers at block 0',
    ],
    ['no number', [{ amount: Infinity }], 'edits[0].amount: expected a finite number'],
    ['no operator', [{ op: 'zap' as 'set' }], 'edits[0].op: expected add, ablate, set, cap, floor, got zap'],
    [
      'a unit without its numbers',
      [{ unit: 'norm', directions: { ...size, data: x.data } }],
      'edits[0]: these directions carry no norm at block 0',
    ],
  ])('%s', (_, edits, said) => expect(() => pushOf(edits.map(edit), 'answer', size)).toThrow(said));
});

describe('a stream of 16-bit floats takes less', () => {
  const narrow = { ...size, stream: 'float16' } as const;
  const ends = 'and this file keeps the stream in 16-bit floats, which end at 65504';
  test.each<[string, Partial<StreamEdit>[], string]>([
    ['a dose', [{}, { op: 'add', amount: 2e5 }], `edits[1]: at block 1 it adds numbers up to 2.0e+5, ${ends}`],
    [
      'doses that add up',
      [{ op: 'add', amount: 5e4 }, {}, { op: 'add', amount: 4e4 }],
      `edits[0] and edits[2]: at block 1 together they add`,
    ],
    ['a score', [{ op: 'add' }, { amount: 7e4 }], `edits[1]: at block 0 it sets the projection to 7.0e+4, ${ends}`],
    ['a cap far below', [{ op: 'cap', amount: -7e4 }], 'edits[0]: at block 0 it caps the projection at -7.0e+4'],
    ['a floor far above', [{ op: 'floor', amount: 7e4 }], 'edits[0]: at block 0 it keeps the projection above 7.0e+4'],
  ])('%s is refused by the edit’s name; 32-bit floats take it', (_, edits, said) => {
    expect(() => pushOf(edits.map(edit), 'answer', narrow)).toThrow(said);
    expect(() => pushOf(edits.map(edit), 'answer', size)).not.toThrow();
  });
  test('a score along several numbers makes none of them as large as itself; a cap above and a floor below take it nowhere', () => {
    const along45 = along(Math.SQRT1_2, Math.SQRT1_2, 0);
    const fits = [edit({ directions: along45, amount: 9e4 }), edit({ op: 'cap', amount: 9e4 }), edit({ op: 'floor', amount: -9e4 })];
    for (const one of fits) expect(() => pushOf([one], 'answer', narrow)).not.toThrow();
  });
  test('an edit that goes too far only beside the push of α is named with it; a push that does so alone is left to the worker', () => {
    const rows = (alpha: number) => Float32Array.from({ length: 12 }, (_, i) => (i === 9 ? alpha : 0));
    const beside = [[], [edit({ op: 'ablate' }), edit({ op: 'add', amount: 6e4 })]];
    expect(() => pushRows(rows(4e4), beside, narrow)).toThrow(
      'the push of α and edits[1]: at block 1 together they add numbers up to 1.0e+5',
    );
    expect(() => pushRows(rows(4e4), beside, size)).not.toThrow();
    expect(() => pushRows(rows(7e4), beside, narrow)).not.toThrow();
    expect(() => pushRows(rows(1), beside, narrow)).not.toThrow();
  });
  test('a dose and a score of one block go too far together: both are named, with the limit and with what each does by itself', () => {
    const one = { band: [1, 1], amount: 4e4 } as const;
    const both = [edit({ ...one, op: 'add' }), edit({ ...one, op: 'set' })];
    const said = 'at block 1 together they make numbers up to 8.0e+4, and this file keeps the stream in 16-bit floats, which end at 65504';
    expect(() => pushOf(both, 'answer', narrow)).toThrow(`edits[0] and edits[1]: ${said}`);
    for (const alone of both) expect(() => pushOf([alone], 'answer', narrow)).not.toThrow();
    expect(() => pushOf(both, 'answer', size)).not.toThrow();
    const push = (alpha: number) => Float32Array.from({ length: 12 }, (_, i) => (i === 9 ? alpha : 0));
    const beside = [[], [edit({ ...one, op: 'floor' })]];
    expect(() => pushRows(push(4e4), beside, narrow)).toThrow(`the push of α and edits[0]: ${said}`);
    try {
      pushRows(push(4e4), beside, narrow);
      expect.unreachable();
    } catch (error) {
      expect((error as InvalidInput).hint).toContain('Each of them fits by itself: choose smaller amounts');
    }
    for (const fits of [push(2e4), push(-4e4)]) expect(() => pushRows(fits, beside, narrow)).not.toThrow();
    // A set of a later block takes up what came before it: nothing adds up.
    expect(() => pushOf([edit({ ...one, op: 'add', band: [0, 0] }), edit({ ...one, op: 'set' })], 'answer', narrow)).not.toThrow();
    // On the way from one end to the other the change itself does not fit.
    const turn = [edit({ ...one, op: 'add', band: [0, 0] }), edit({ ...one, op: 'set', amount: -4e4 })];
    expect(() => pushOf(turn, 'answer', narrow)).toThrow('edits[0] and edits[1]: at block 1 together they make numbers up to 8.0e+4');
  });
  test('of a strength that goes too far by itself the worker is told that strength alone: its limit is of nothing else', () => {
    const push = Float32Array.from({ length: 12 }, (_, i) => (i === 9 ? 7e4 : 0));
    const beside = [[edit({ op: 'ablate' })], [edit({ op: 'add', amount: 6e4 }), edit({ op: 'set', amount: 1 })]];
    const { steer, clamps } = pushRows(push, beside, narrow);
    expect([...steer]).toEqual([...push]);
    expect([...clampsOfRow(clamps!, 1, 2, 2).high]).toEqual([Infinity, Infinity]);
  });
});

test('rows of a batch are told apart, and put together again', () => {
  const two = pushOf([edit({}), edit({ directions: diagonal, amount: 5 })], 'answer', size).clamps!;
  const one = pushOf([edit({ op: 'cap' })], 'answer', size).clamps!;
  const batch = rowsOfClamps([two, null, one, two], size)!;
  expect(batch.count).toBe(2);
  for (const row of [0, 3]) expect(clampsOfRow(batch, row, 4, size.layers)).toEqual(two);
  // A row without bounds, and one with fewer directions, have zeros that nothing bounds.
  const none = clampsOfRow(batch, 1, 4, size.layers);
  expect([none.directions.some((v) => v !== 0), [...none.low], [...none.high]]).toEqual([
    false,
    Array.from({ length: 4 }, () => -Infinity),
    Array.from({ length: 4 }, () => Infinity),
  ]);
  const fewer = clampsOfRow(batch, 2, 4, size.layers);
  expect([[...fewer.high], [...fewer.directions]]).toEqual([
    [1, Infinity, 1, Infinity],
    [1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0],
  ]);
  expect(rowsOfClamps([null, null], size)).toBeNull();
});

describe('rows under edits of their own', () => {
  const steer = Float32Array.from({ length: 12 }, (_, i) => i);
  const add = edit({ op: 'add', band: [1, 1], amount: 5 });
  const floor = edit({ op: 'floor', band: [0, 0], amount: 2 });
  test('add to what is there; one phase where both are alike', () => {
    const all = pushRows(steer, [[], [add, floor]], size);
    expect([...all.steer]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 14, 10, 11]);
    expect([all.answer, all.clamps!.count, [...all.clamps!.low]]).toEqual([null, 1, [-Infinity, 2, -Infinity, -Infinity]]);
    expect([...steer]).toEqual(Array.from({ length: 12 }, (_, i) => i));
  });
  test('are another thing in the answer where one is of the prompt alone', () => {
    const apart = pushRows(steer, [[{ ...add, when: 'prompt' }], [{ ...floor, when: 'answer' }]], size);
    expect([apart.clamps, [...apart.answer!.steer], apart.answer!.clamps!.count]).toEqual([null, [...steer], 1]);
    expect(apart.steer[6]).toBe(11);
  });
  test('nothing but strengths is what it was', () =>
    expect(pushRows(steer, [[], []], size)).toEqual({ steer, clamps: null, answer: null }));
});
