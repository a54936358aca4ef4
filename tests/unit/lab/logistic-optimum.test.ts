/** The solver under the logistic reader ends where the gradient is zero, whatever the classes are like. */
import { describe, expect, it } from 'vitest';
import { gaussian, random } from '../../../src/lab/random';
import { factor, solve } from '../../../src/lab/readers/cholesky';
import { logisticOptimum } from '../../../src/lab/readers/logistic-optimum';
import { times } from '../../../src/lab/readers/training-gram';
import { expectClose } from './golden';

/** Products of `n` made-up texts of `width` numbers, the first half moved by `signal`. */
function kernelOf(n: number, width: number, signal: number, scale = 1): Float64Array {
  const normal = gaussian(random(n + width));
  const rows = Array.from({ length: n }, (_, text) =>
    Array.from({ length: width }, (_, i) => scale * (normal() + (i === 0 && text < n / 2 ? signal : 0))),
  );
  return Float64Array.from({ length: n * n }, (_, at) =>
    rows[Math.floor(at / n)]!.reduce((sum, value, i) => sum + value * rows[at % n]![i]!, 0),
  );
}
const labelsOf = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => (i < n / 2 ? 1 : -1));

describe('logisticOptimum', () => {
  it.each([
    [20, 3, 0, 1],
    [20, 3, 2, 10],
    [41, 200, 0.5, 1],
    [60, 576, 3000, 1],
    [60, 576, 0, 1e-3],
    [60, 2, 30, 100],
  ])('ends at zero gradient: %i texts of %i numbers, %d apart, scaled by %d', (n, width, signal, scale) => {
    const [kernel, labels] = [kernelOf(n, width, signal, scale), labelsOf(n)];
    const weights = logisticOptimum(kernel, labels)!;
    const smooth = times(kernel, weights);
    // The intercept follows from any text that is not certain; the one nearest to even odds says it best.
    const even = weights.reduce((best, c, i) => (Math.abs(c) > Math.abs(weights[best]!) ? i : best), 0);
    const c = Math.abs(weights[even]!);
    const intercept = labels[even]! * Math.log((1 - c) / c) - smooth[even]!;
    expectClose(
      weights,
      labels.map((label, i) => label / (1 + Math.exp(label * (smooth[i]! + intercept)))),
      1e-7,
    );
    expect(weights.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 6);
  });

  it('does not end on numbers that are none', () => {
    expect(() => logisticOptimum(kernelOf(6, 2, 1, NaN), labelsOf(6))).toThrow('not positive definite');
  });
});

describe('four at a time', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 13])('%i rows: L·Lᵀ is the matrix, and the solution solves it', (n) => {
    const matrix = kernelOf(n, n + 2, 1);
    const lower = factor(matrix.slice(), n);
    const back = Float64Array.from({ length: n * n }, (_, at) => {
      const [i, j] = [Math.floor(at / n), at % n];
      let sum = 0;
      for (let k = 0; k <= Math.min(i, j); k++) sum += lower[i * n + k]! * lower[j * n + k]!;
      return sum;
    });
    expectClose(back, matrix, 1e-10);
    const right = Float64Array.from({ length: n }, (_, i) => i + 1);
    expectClose(times(matrix, solve(lower, right)), right, 1e-6);
  });
});
