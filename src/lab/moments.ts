/** Arithmetic mean, exact for equal values. NaN for no values. */
export function mean(values: ArrayLike<number>): number {
  // Summed from the first value on, so that a constant list has its own value as mean and variance 0.
  const first = values[0] ?? NaN;
  let sum = 0;
  for (let i = 1; i < values.length; i++) sum += values[i]! - first;
  return first + sum / values.length;
}

/** Variance with n−1 in the denominator (numpy.var with ddof=1), in two passes. NaN for fewer than two values. */
export function variance(values: ArrayLike<number>): number {
  const centre = mean(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - centre) ** 2;
  return values.length < 2 ? NaN : squares / (values.length - 1);
}
