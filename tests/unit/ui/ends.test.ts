/** While texts arrive an axis widens where it must and stands still otherwise; charts follow a run one after the other. */
import { describe, expect, it } from 'vitest';
import type { ShownRun } from '../../../src/experiment/shown';
import { grown, nextEnds, widen } from '../../../src/ui/parts/ends';
import { roundEnds } from '../../../src/ui/parts/scale';
import { passOn } from '../../../src/ui/pass-on';

const run = (over: Partial<ShownRun>): ShownRun =>
  ({ id: 'analysis-1', of: 10, fromStorage: 0, computed: 3, complete: false, directions: { layers: 4, width: 8 }, ...over }) as ShownRun;

describe('the ends of an axis', () => {
  it('only ever widen', () => {
    const held = [0, 10] as const;
    expect(widen(held, [2, 8])).toBe(held);
    expect(widen(held, [-5, 8])).toEqual([-5, 10]);
    expect(widen(held, null)).toBe(held);
    expect(widen(null, held)).toBe(held);
    expect(widen(null, null)).toBeNull();
  });

  it('are kept while a run grows, and made anew for a whole run, another run, another view', () => {
    const held = { run: run({}), of: 'block 1', ends: [0, 10] as const };
    const data = [2, 8] as const;
    expect(nextEnds(held, run({ computed: 4 }), 'block 1', data)).toBe(held.ends);
    expect(nextEnds(held, run({ computed: 10, complete: true }), 'block 1', data)).toBe(data);
    expect(nextEnds(held, run({ computed: 1 }), 'block 1', data)).toBe(data);
    expect(nextEnds(held, run({ computed: 4 }), 'block 2', data)).toBe(data);
  });

  it('are round', () => {
    expect(roundEnds([-19.2, 16.1])).toEqual([-20, 20]);
    expect(roundEnds([0.11, 0.52])).toEqual([0.1, 0.6]);
    expect(roundEnds([-20, 20])).toEqual([-20, 20]);
    expect(roundEnds([2, 2])).toEqual([2, 2]);
  });
});

describe('a run that grows', () => {
  it('has the same settings, set and model, and no fewer texts', () => {
    expect(grown(run({}), run({}))).toBe(true);
    expect(grown(run({ complete: true, computed: 10 }), run({ complete: true, computed: 10 }))).toBe(false);
    for (const other of [{ computed: 2 }, { of: 11 }, { fromStorage: 1 }, { id: 'analysis-2' }])
      expect(grown(run({}), run(other)), JSON.stringify(other)).toBe(false);
    expect(grown(run({}), run({ directions: { layers: 5, width: 8 } as ShownRun['directions'] }))).toBe(false);
  });
});

describe('a queue of charts', () => {
  it('hands each state on by one place', () => {
    const start = passOn<string | null>([], 'a', 3);
    expect(start).toEqual(['a', 'a', 'a']);
    const next = passOn(start, 'b', 3);
    expect(next).toEqual(['b', 'a', 'a']);
    expect(passOn(next, null, 3)).toEqual([null, 'b', 'a']);
  });

  it('comes to rest', () => {
    const rest = ['b', 'b', 'b'];
    expect(passOn(rest, 'b', 3)).toBe(rest);
    expect(passOn([], 'b', 0)).toEqual([]);
  });
});
