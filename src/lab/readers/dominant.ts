/**
 * The eigenvector of the largest eigenvalue of a symmetric, positive semidefinite matrix [n, n], of unit length; its sign is open.
 * Power iteration by squaring: the matrix to the power 2^k keeps only what belongs to the largest eigenvalue, and ten squarings are a
 * thousand steps. Where several eigenvalues are the largest, one of their vectors. NaN where the matrix is zero.
 */
export function dominant(matrix: Float64Array, n: number): Float64Array {
  let power = scaled(matrix, n);
  for (let k = 0; k < MOST; k++) {
    // With trace 1 the eigenvalues sum to 1, and their squares do only where a single one is left.
    let squares = 0;
    for (const value of power) squares += value * value;
    if (!(1 - squares > 1e-15)) break;
    power = scaled(square(power, n), n);
  }
  let column = 0;
  for (let i = 1; i < n; i++) if (power[i * n + i]! > power[column * n + column]!) column = i;
  const vector = power.slice(column * n, (column + 1) * n);
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / length);
}

/** Eigenvalues nearer to each other than 1e-14 of the largest count as one. */
const MOST = 50;

/** With trace 1. */
function scaled(matrix: Float64Array, n: number): Float64Array {
  let trace = 0;
  for (let i = 0; i < n; i++) trace += matrix[i * n + i]!;
  return matrix.map((value) => value / trace);
}

/** A symmetric matrix times itself: row i times row j. */
function square(matrix: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += matrix[i * n + k]! * matrix[j * n + k]!;
      out[i * n + j] = out[j * n + i] = sum;
    }
  return out;
}
