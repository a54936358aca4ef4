import { describe, expect, it } from 'vitest';
import { layout, nearest, type Row } from '../../../src/ui/dots/layout';
import { extent, jitter, ticks } from '../../../src/ui/parts/scale';

const dot = (id: string, x: number, filled = true) => ({ id, x, filled });
const row = (key: string, ...dots: Row['dots']): Row => ({ key, label: key, dots, mean: null });

it('a text that was cut is underlined, no other', () => {
  const cutsOf = (...cut: boolean[]) =>
    layout([row('a', ...cut.map((one, i) => ({ ...dot(`t${i}`, i), cut: one })))], null, 400)!.rows[0]!.cut.match(/M/g)?.length ?? 0;
  expect([cutsOf(false, false), cutsOf(true, false), cutsOf(true, true)]).toEqual([0, 1, 2]);
});

describe('layout', () => {
  it('skips texts that have not been read', () => {
    const plan = layout([row('a', dot('one', 1), dot('two', NaN), dot('three', 3, false))], null, 400)!;
    expect(plan.placed.map(({ id }) => id)).toEqual(['one', 'three']);
    expect(plan.rows[0]).toMatchObject({ hollow: expect.stringMatching(/^M/) as string, filled: expect.stringMatching(/^M/) as string });
  });

  it('draws nothing without a number or without room', () => {
    expect(layout([row('a', dot('one', NaN))], null, 400)).toBeNull();
    expect(layout([row('a', dot('one', 1))], null, 0)).toBeNull();
  });

  it('keeps scores in order and the threshold inside', () => {
    const plan = layout([row('a', dot('low', -2), dot('high', 2))], 5, 400)!;
    const [low, high] = plan.placed;
    expect(low!.px).toBeLessThan(high!.px);
    expect(high!.px).toBeLessThan(plan.threshold!);
    expect(plan.threshold!).toBeLessThanOrEqual(400);
  });

  it('puts a dot where it was in the drawing before', () => {
    const draw = () => layout([row('a', dot('one', 1), dot('two', 2))], null, 300)!.placed;
    expect(draw()).toEqual(draw());
  });
});

describe('nearest', () => {
  const placed = [
    { id: 'a', px: 10, py: 10 },
    { id: 'b', px: 20, py: 10 },
  ];
  it('is the closest dot within reach', () => expect(nearest(placed, 16, 10)?.id).toBe('b'));
  it('is null far from all', () => expect(nearest(placed, 100, 10)).toBeNull());
});

describe('scale', () => {
  it('extent passes over NaN', () => {
    expect(extent([NaN, 3, -1])).toEqual([-1, 3]);
    expect(extent([NaN])).toBeNull();
  });

  it('ticks are round and inside', () => {
    expect(ticks(-19, 17, 5)).toEqual([-10, 0, 10]);
    expect(ticks(0.1, 0.52, 5)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(ticks(2, 2)).toEqual([2]);
  });

  it('jitter spreads ids over [−1, 1]', () => {
    const all = Array.from({ length: 200 }, (_, i) => jitter(`text-${i}`));
    expect(Math.min(...all)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...all)).toBeLessThanOrEqual(1);
    expect(Math.max(...all) - Math.min(...all)).toBeGreaterThan(1.5);
  });
});
