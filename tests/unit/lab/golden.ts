/** The reference numbers, made by tests/fixtures/lab/make.py, and how close is equal. */
import { expect } from 'vitest';
import golden from '../../fixtures/lab/golden.json';
import type { PairIndex } from '../../../src/lab/direction';
import { index, type TextIndex } from '../../../src/lab/indices';
import type { Residuals } from '../../../src/lab/residuals';

export { golden };

/** Equal to a relative (below 1: absolute) tolerance; NaN equals nothing. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-12): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const [a, e] = [actual[i]!, expected[i]!];
    if (!(Math.abs(a - e) <= tolerance * Math.max(1, Math.abs(e)))) expect.fail(`at ${i}: expected ${e}, got ${a}`);
  }
}

/** The small capture: 10 texts, 3 layers, width 4. */
export const capture: Residuals = { ...golden.capture, data: Float32Array.from(golden.capture.data) };

/** Two texts of a capture. */
export const pair = (positive: number, negative: number): PairIndex => ({
  positive: index<TextIndex>(positive),
  negative: index<TextIndex>(negative),
});
/** Pair k is text 2k against 2k+1. */
export const pairs = (numbers: readonly number[]): PairIndex[] => numbers.map((k) => pair(2 * k, 2 * k + 1));
export const train = pairs(golden.capture.train);
export const test = pairs(golden.capture.test);
