import { describe, expect, it } from 'vitest';
import { index, type RowIndex } from '../../../src/lab/indices';
import { overflow, type StreamShape } from '../../../src/lab/overflow';

const shape: StreamShape = { layers: 3, rows: 2, width: 2, stream: 'float32' };
const [first, second] = [index<RowIndex>(0), index<RowIndex>(1)];
/** Row 1 gets `pushes[layer]`, row 0 nothing. */
const steer = (...pushes: [number, number][]) => Float32Array.from(pushes.flatMap((push) => [0, 0, ...push]));

describe('overflow', () => {
  it('lets through what fits, and a row is not asked about its neighbour', () => {
    const far = steer([1e20, 0], [0, 0], [0, 0]);
    expect(overflow(far, first, shape)).toBeNull();
    expect(overflow(far, second, shape)).toMatchObject({
      layer: 0,
      reaches: expect.closeTo(1e20, -14) as number,
      excess: expect.closeTo(1e20 / 1.8e19, 4) as number,
    });
    expect(overflow(steer([65504, -65504], [0, 0], [0, 0]), second, { ...shape, stream: 'float16' })).toBeNull();
  });

  it('is about the length in float32, because norms sum squares, and about the largest number in float16', () => {
    const diagonal = steer([0, 0], [1.5e19, 1.5e19], [0, 0]);
    expect(overflow(diagonal, second, shape)?.layer).toBe(1);
    expect(overflow(steer([0, 0], [1.5e19, 0], [0, 0]), second, shape)).toBeNull();
    expect(overflow(steer([0, 0], [0, -65_600], [0, 0]), second, { ...shape, stream: 'float16' })).toMatchObject({
      layer: 1,
      reaches: 65_600,
    });
  });

  it('adds the pushes up, block by block, and names where it is worst', () => {
    const half = { ...shape, stream: 'float16' as const };
    expect(overflow(steer([30_000, 0], [30_000, 0], [30_000, 0]), second, half)).toMatchObject({ layer: 2, reaches: 90_000 });
    // A push that is too long itself is none the better for meeting an opposite one.
    expect(overflow(steer([-50_000, 0], [70_000, 0], [0, 0]), second, half)).toMatchObject({ layer: 1, reaches: 70_000 });
  });

  it('knows no excess of what is no number', () => {
    expect(overflow(steer([0, 0], [NaN, 0], [0, 0]), second, shape)).toMatchObject({ layer: 1, excess: Infinity });
    expect(overflow(steer([Infinity, 0], [0, 0], [0, 0]), second, shape)).toMatchObject({ layer: 0, excess: Infinity });
  });
});
