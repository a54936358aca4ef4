import { describe, expect, it } from 'vitest';
import type { Directions } from '../../../src/lab/direction';
import { convert } from '../../../src/lab/report/dose';
import { bandText, doseText, inUnit, range, snap, sweepAlphas } from '../../../src/ui/steer/dose';

const d: Directions = {
  layers: 3,
  width: 1,
  data: Float32Array.of(1, 1, 1),
  separation: [2, 10, 20],
  midpoint: [0, 0, 0],
  norm: [8, 40, 80],
};

describe('convert', () => {
  it('keeps the total dose: the mean length of a unit over the band', () => {
    expect(convert(3, 'separation', 'raw', d, [1, 2])).toBe(45);
    expect(convert(45, 'raw', 'norm', d, [1, 2])).toBe(0.75);
    expect(convert(0.75, 'norm', 'separation', d, [1, 2])).toBe(3);
  });

  it('is null where the directions are not known', () => {
    expect(convert(3, 'separation', 'raw', null, [1, 2])).toBeNull();
    expect(convert(3, 'raw', 'raw', null, [1, 2])).toBe(3);
  });
});

describe('inUnit', () => {
  // Lengths that no step of a slider divides.
  const odd: Directions = { ...d, separation: [2.13, 11.7, 19.31], norm: [8.07, 41.9, 77.3] };

  it.each([3, -0.25, 5.75, 0.1])('keeps the dose, there and back again: %f separations', (alpha) => {
    for (const unit of ['raw', 'norm'] as const) {
      const there = inUnit(alpha, 'separation', unit, odd, [1, 2]);
      expect(there / convert(alpha, 'separation', unit, odd, [1, 2])!).toBeCloseTo(1, 6);
      expect(inUnit(there, unit, 'separation', odd, [1, 2])).toBeCloseTo(alpha, 6);
    }
  });

  it('leaves the slider where it is when the dose is not known', () => expect(inUnit(3, 'separation', 'raw', null, [1, 2])).toBe(10));
});

describe('range and snap', () => {
  it('reaches six separations in every unit, rounded up', () => {
    expect(range('separation', d, [1, 2])).toEqual({ max: 6, step: 0.25 });
    expect(range('raw', d, [1, 2])).toEqual({ max: 100, step: 2 });
    expect(range('norm', d, [1, 2])).toEqual({ max: 2, step: 0.04 });
    expect(range('raw', null, [0, 0])).toEqual({ max: 20, step: 0.4 });
  });

  it('lands on a step, inside the range, and never on −0', () => {
    expect(snap(45, { max: 100, step: 2 })).toBe(46);
    expect(snap(-9, { max: 6, step: 0.25 })).toBe(-6);
    expect(Object.is(snap(-0.01, { max: 6, step: 0.25 }), 0)).toBe(true);
    expect(snap(0.3, { max: 2, step: 0.1 })).toBe(0.3);
  });
});

describe('words', () => {
  it('say a dose with its sign and unit', () => {
    expect([3, -0.75, 0].map((alpha) => doseText(alpha, 'separation'))).toEqual(['+3.0 separations', '−0.75 separations', '0']);
    expect(doseText(-0.12, 'norm')).toBe('−0.120 of the residual norm');
    expect(doseText(2.9999999997, 'separation')).toBe('+3.0 separations');
    expect(doseText(0.0012, 'separation')).toBe('+0.00120 separations');
    expect(doseText(34, 'raw')).toBe('+34.0 raw');
  });

  it('say a band', () => expect([bandText([10, 19]), bandText([4, 4])]).toEqual(['blocks 10–19', 'block 4']));
});

describe('sweepAlphas', () => {
  it.each([3, -3])('is eight strengths in order, one of them 0, from %f', (alpha) =>
    expect(sweepAlphas(alpha)).toEqual([-3, -2, -1, 0, 1, 2, 3, 4]),
  );
});
