import { describe, expect, it } from 'vitest';
import { middleBand, steerRows, steerVector, type Steerable, type Unit } from '../../../src/lab/units';
import { expectClose } from './golden';

const d: Steerable = { layers: 3, width: 2, data: Float32Array.of(1, 0, 0.6, 0.8, 0, -1), separation: [2, 10, 4], norm: [8, 40, 20] };

describe('middleBand', () => {
  it('is the middle third, never empty', () => {
    expect([1, 2, 3, 4, 5, 6, 24, 28, 30, 32].map(middleBand)).toEqual([
      [0, 0],
      [0, 0],
      [1, 1],
      [1, 1],
      [1, 2],
      [2, 3],
      [8, 15],
      [9, 17],
      [10, 19],
      [10, 20],
    ]);
    expect(() => middleBand(0)).toThrow('got 0');
  });
});

describe('steerVector', () => {
  it.each<[Unit, number[]]>([
    ['raw', [0, 0, 0.9, 1.2, 0, -1.5]],
    ['separation', [0, 0, 9, 12, 0, -6]],
    ['norm', [0, 0, 36, 48, 0, -30]],
  ])('splits the dose over the band, in %s', (unit, expected) => {
    expectClose(steerVector(d, { band: [1, 2], alpha: 3, unit }), expected, 1e-6);
  });

  it('is zero at α = 0 and linear in α', () => {
    expect(steerVector(d, { band: [0, 2], alpha: 0, unit: 'norm' }).every((value) => Math.abs(value) === 0)).toBe(true);
    const [one, minusTwo] = [1, -2].map((alpha) => steerVector(d, { band: [0, 0], alpha, unit: 'separation' }));
    expect(Array.from(minusTwo!, Math.abs)).toEqual(Array.from(one!, (value) => Math.abs(-2 * value)));
  });

  it('has rows in [layer, row, width], each the vector of its strength', () => {
    const alphas = [-1, 0, 2];
    const rows = steerRows(d, { band: [0, 1], alphas, unit: 'separation' });
    expect(rows).toHaveLength(18);
    alphas.forEach((alpha, row) => {
      const single = steerVector(d, { band: [0, 1], alpha, unit: 'separation' });
      for (let layer = 0; layer < 3; layer++)
        expect(rows.subarray((layer * 3 + row) * 2, (layer * 3 + row + 1) * 2)).toEqual(single.subarray(layer * 2, layer * 2 + 2));
    });
  });

  it('refuses bad bands, strengths, units and directions', () => {
    const steer =
      (band: [number, number], alpha = 1, unit: Unit = 'raw') =>
      () =>
        steerVector(d, { band, alpha, unit });
    expect(steer([0, 3])).toThrow('within 0..2, got [0, 3]');
    expect(steer([-1, 1])).toThrow('[-1, 1]');
    expect(steer([2, 1])).toThrow('[2, 1]');
    expect(steer([0, 1.5])).toThrow('[0, 1.5]');
    expect(steer([0, 1], NaN)).toThrow('got NaN');
    expect(steer([0, 1], 1, 'sd' as Unit)).toThrow("no unit 'sd'");
    const bare: Steerable = { layers: 3, width: 2, data: d.data };
    expect(() => steerVector(bare, { band: [0, 0], alpha: 1, unit: 'norm' })).toThrow('carry no norm at block 0');
    expect(() => steerVector({ ...bare, width: 3 }, { band: [0, 0], alpha: 1, unit: 'raw' })).toThrow('= 9 numbers, got 6');
  });
});
