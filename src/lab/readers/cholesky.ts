import { InvalidInput } from '../invalid';

/**
 * The lower triangle L with L·Lᵀ = `matrix` [n, n], in place of the lower triangle of `matrix` (Cholesky and Banachiewicz). Throws where
 * the matrix is not positive definite.
 */
export function factor(matrix: Float64Array, n: number): Float64Array {
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[i * n + k]! * matrix[j * n + k]!;
      if (i > j) matrix[i * n + j] = sum / matrix[j * n + j]!;
      else if (sum > 0) matrix[i * n + i] = Math.sqrt(sum);
      else throw new InvalidInput(`the matrix is not positive definite: pivot ${i} is ${sum}`);
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
