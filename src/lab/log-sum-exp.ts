/**
 * ln Σ exp(logit), in float64: what a logit lies above it is the log-probability of its token. NaN where a logit is NaN or +∞, or all are
 * −∞. Counted loops: over a whole vocabulary an iterator takes half as long again.
 */
export function logSumExp(logits: Float32Array): number {
  let top = -Infinity;
  for (let i = 0; i < logits.length; i++) if (logits[i]! > top) top = logits[i]!;
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += Math.exp(logits[i]! - top);
  return top + Math.log(sum);
}
