import { describe, expect, it } from 'vitest';
import { randomDirectionsAt } from '../../../src/lab/control';
import { index, type LayerIndex } from '../../../src/lab/indices';
import { streamSeed } from '../../../src/lab/random';
import { capture, test as pairs } from './golden';

describe('streams of one seed', () => {
  it('are the same each time, and no two of neighbouring seeds are one', () => {
    expect(streamSeed(1, 2)).toBe(streamSeed(1, 2));
    const all = Array.from({ length: 100 }, (_, seed) => Array.from({ length: 100 }, (_, stream) => streamSeed(seed, stream))).flat();
    expect(new Set(all).size).toBe(10_000);
    expect(all.every(Number.isInteger)).toBe(true);
  });
  it('want whole numbers', () => {
    expect(() => streamSeed(0.5, 1)).toThrow('expected an integer seed, got 0.5');
    expect(() => streamSeed(1, NaN)).toThrow('got NaN');
  });
  it('random directions of seed 2 at one block are not those of seed 1 at the next', () => {
    // The same residuals at every block, so that only the draws differ.
    const { layers, width, count } = capture;
    const of = (text: number, layer: number) => (text * layers + layer) * width;
    const data = Float32Array.from(capture.data, (_, at) => capture.data[of(Math.floor(at / (layers * width)), 0) + (at % width)]!);
    const drawn = (seed: number, layer: number) =>
      Array.from(randomDirectionsAt({ layers, width, count, data }, pairs, index<LayerIndex>(layer), { draws: 50, seed }).draws);
    expect(drawn(1, 1)).toEqual(drawn(1, 1));
    expect(drawn(2, 0)).not.toEqual(drawn(1, 1));
    expect(drawn(1, 0)).not.toEqual(drawn(1, 1));
  });
});
