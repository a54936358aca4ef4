/**
 * Logits → the next token of one row. The repetition penalty is transformers.js' own processor. Top-p is ours, because TopPLogitsWarper of
 * transformers.js 4.3 has no body; so is the temperature, because TemperatureLogitsWarper divides in float32, where a small one makes
 * infinities.
 */
import { LogitsProcessorList, RepetitionPenaltyLogitsProcessor, Tensor } from '@huggingface/transformers';
import { LabError } from '../../src/error';
import { logSumExp } from '../../src/lab/log-sum-exp';
import { random } from '../../src/lab/random';
import { t } from '../../src/language/t';

export interface Sampling {
  /** 0 is greedy: the largest logit, the lowest id on a tie. A very small one draws among the largest alone. */
  temperature: number;
  /** Keep the smallest set of tokens whose probabilities add up to at least this. 1 keeps all. */
  topP: number;
  /** Divides positive and multiplies negative logits of tokens already in the row (Keskar et al. 2019). 1 is off. */
  repetitionPenalty: number;
}

/**
 * A chooser for one row, with a random stream of its own. Throws `bad-sampling` for values out of range; the chooser throws it where the
 * penalty makes infinities. The logits it is given must be usable.
 */
export function sampler(
  { temperature, topP, repetitionPenalty }: Sampling,
  seed: number,
): (ids: readonly number[], logits: Float32Array) => number {
  if (!(temperature >= 0 && temperature < Infinity))
    throw new LabError('bad-sampling', t`temperature must be 0 or more, got ${temperature}.`, t`0 is greedy, 0.7 is usual.`);
  if (!(topP > 0 && topP <= 1)) throw new LabError('bad-sampling', t`topP must lie in (0, 1], got ${topP}.`, t`1 keeps every token.`);
  if (!(repetitionPenalty > 0 && repetitionPenalty < Infinity))
    throw new LabError('bad-sampling', t`repetitionPenalty must be above 0, got ${repetitionPenalty}.`, t`1 is off, 1.1 is usual.`);
  const processors = new LogitsProcessorList();
  if (repetitionPenalty !== 1) processors.push(new RepetitionPenaltyLogitsProcessor(repetitionPenalty));
  const next = random(seed);
  return (ids, logits) => {
    const scores = logits.slice();
    processors([ids.map(BigInt)], new Tensor('float32', scores, [1, scores.length]));
    if (unusable(scores) === 'not-finite')
      throw new LabError(
        'bad-sampling',
        t`A repetitionPenalty of ${repetitionPenalty} turns this model's logits into infinities.`,
        t`1 is off, 1.1 is usual.`,
      );
    return temperature === 0 ? argmax(scores) : draw(scores, temperature, topP, next());
  };
}

/**
 * Why no token can be chosen by these logits; null where one can. −∞ rules a token out and is fine, unless it rules out all.
 * `flat`: all the same, which is what a residual stream leaves whose norm has overflowed.
 */
export function unusable(logits: Float32Array): 'not-finite' | 'flat' | null {
  let [top, bottom] = [-Infinity, Infinity];
  // Counted loops, here and below: over a whole vocabulary an iterator takes four times as long.
  for (let i = 0; i < logits.length; i++) {
    const logit = logits[i]!;
    // NaN, too.
    if (!(logit < Infinity)) return 'not-finite';
    if (logit > top) top = logit;
    if (logit < bottom) bottom = logit;
  }
  if (top === -Infinity) return 'not-finite';
  return top === bottom && logits.length > 1 ? 'flat' : null;
}

/** Natural log of softmax(logits)[token], in float64. NaN where the logits are not finite. */
export const logProbability = (logits: Float32Array, token: number): number => logits[token]! - logSumExp(logits);

export function argmax(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}

/** Draws from softmax(logits / temperature) cut to its nucleus; `u` uniform in [0, 1). Nucleus sampling: Holtzman et al. 2020. */
function draw(logits: Float32Array, temperature: number, topP: number, u: number): number {
  const top = logits[argmax(logits)]!;
  const weights = Float64Array.from(logits, (logit) => Math.exp((logit - top) / temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (topP === 1) return pick(weights.keys(), weights, u * total);
  // Tokens far below the top cannot be in the nucleus: leave them out of the sort.
  const floor = ((1 - topP) * total) / weights.length;
  const order = Array.from(weights.keys())
    .filter((i) => weights[i]! >= floor)
    .sort((a, b) => weights[b]! - weights[a]!);
  let mass = 0;
  const nucleus = order.slice(0, order.findIndex((i) => (mass += weights[i]!) >= topP * total) + 1 || order.length);
  return pick(nucleus, weights, u * mass);
}

function pick(tokens: Iterable<number>, weights: Float64Array, at: number): number {
  let last = 0;
  for (const token of tokens) {
    if (weights[token]! > 0) last = token;
    at -= weights[token]!;
    if (at < 0) break;
  }
  return last;
}
