import { InvalidInput } from '../invalid';

/**
 * The lower triangle L with L·Lᵀ = `matrix` [n, n], in place of the lower triangle of `matrix` (Cholesky and Banachiewicz). Four columns of
 * a row go along together: each of their sums waits for itself alone, so the processor adds to all four at once. Throws where the matrix is
 * not positive definite.
 */
export function factor(matrix: Float64Array, n: number): Float64Array {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    let j = 0;
    for (; j + 3 < i; j += 4) {
      const [p, q, r, s] = [j * n, (j + 1) * n, (j + 2) * n, (j + 3) * n];
      let [a, b, c, d] = [matrix[row + j]!, matrix[row + j + 1]!, matrix[row + j + 2]!, matrix[row + j + 3]!];
      for (let k = 0; k < j; k++) {
        const value = matrix[row + k]!;
        a -= value * matrix[p + k]!;
        b -= value * matrix[q + k]!;
        c -= value * matrix[r + k]!;
        d -= value * matrix[s + k]!;
      }
      a /= matrix[p + j]!;
      b = (b - a * matrix[q + j]!) / matrix[q + j + 1]!;
      c = (c - a * matrix[r + j]! - b * matrix[r + j + 1]!) / matrix[r + j + 2]!;
      d = (d - a * matrix[s + j]! - b * matrix[s + j + 1]! - c * matrix[s + j + 2]!) / matrix[s + j + 3]!;
      matrix[row + j] = a;
      matrix[row + j + 1] = b;
      matrix[row + j + 2] = c;
      matrix[row + j + 3] = d;
    }
    for (; j <= i; j++) {
      let sum = matrix[row + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[row + k]! * matrix[j * n + k]!;
      if (i > j) matrix[row + j] = sum / matrix[j * n + j]!;
      else if (sum > 0) matrix[row + i] = Math.sqrt(sum);
      else throw new InvalidInput(`the matrix is not positive definite: pivot ${i} is ${sum}`);
    }
  }
  return matrix;
}

/** x with L·Lᵀ·x = `right`, [n]; `lower` as `factor` gives it. */
export function solve(lower: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const x = right.slice();
  for (let i = 0; i < n; i++) {
    let sum = x[i]!;
    for (let k = 0; k < i; k++) sum -= lower[i * n + k]! * x[k]!;
    x[i] = sum / lower[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    x[i]! /= lower[i * n + i]!;
    for (let k = 0; k < i; k++) x[k]! -= lower[i * n + k]! * x[i]!;
  }
  return x;
}
