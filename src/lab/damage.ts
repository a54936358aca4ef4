/**
 * What a push costs: how far the next token's distribution moves away from that of the model left alone, at the tokens of answers that the
 * model wrote unpushed (teacher-forced). Unlike α it means the same at every block, along every direction and in every model.
 */
import { InvalidInput } from './invalid';
import { logSumExp } from './log-sum-exp';
import { mean } from './moments';
import { quantile } from './quantile';

/**
 * KL(p ‖ q) = Σ p (log p − log q) in nats, of two distributions given by their logits, in float64. 0 where the logits are the same, bit for
 * bit. Infinite where q rules out what p does not, NaN where logits are not numbers. Throws on lists of unequal length.
 */
export function divergence(p: Float32Array, q: Float32Array): number {
  if (p.length !== q.length)
    throw new InvalidInput(`expected two distributions over one vocabulary, got ${p.length} and ${q.length} logits`);
  const [a, b] = [logSumExp(p), logSumExp(q)];
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    const logP = p[i]! - a;
    // What p rules out adds nothing: the limit of x log x at 0.
    if (logP !== -Infinity) sum += Math.exp(logP) * (logP - (q[i]! - b));
  }
  // Rounding may leave a sum of no difference a little below 0.
  return sum < 0 ? 0 : sum;
}

/** In nats per token. */
export interface Damage {
  readonly mean: number;
  /** 95th percentile over tokens. */
  readonly p95: number;
  readonly tokens: number;
}

/** Of tokens, each with its divergence; NaN at a token of which nothing is known makes both NaN. null without tokens. */
export function damageOf(kl: readonly number[]): Damage | null {
  if (kl.length === 0) return null;
  return {
    mean: mean(kl),
    p95: kl.some(Number.isNaN)
      ? NaN
      : quantile(
          kl.toSorted((a, b) => a - b),
          0.95,
        ),
    tokens: kl.length,
  };
}
