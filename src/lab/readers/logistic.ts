import { NoDirection } from '../invalid';
import { factor, solve } from './cholesky';
import { withinScatter } from './lda';
import { dot, times, withinProducts, type TrainingGram } from './training-gram';

/**
 * The coefficients of scikit-learn's LogisticRegression(C=1) (L2, intercept free) as weights of the training texts, on residuals divided
 * by one number, the root mean square of the deviations from the class means over all texts and features: C then means the same at every
 * layer. Newton's method in n × n: coefficients are Σ c·x with c = label − probability at the optimum (Rasmussen and Williams 2006,
 * chapter 3.4), each step halved until the loss falls. The loss is convex and falls along the mean difference, so that projects above 0.
 * Throws `NoDirection` where the texts do not vary within their classes.
 */
export function logisticWeights(training: TrainingGram): Float64Array {
  const { layer, n, positives, width } = training;
  const scatter = withinScatter(training, withinProducts(training), 'logistic regression');
  const kernel = training.products.map((value) => (value * n * width) / scatter);
  let state = at(kernel, positives, new Float64Array(n), 0);
  for (let step = 0; step < STEPS; step++) {
    if (state.off < CLOSE) return state.weights;
    const next = improved(kernel, positives, state);
    if (next === state) break;
    state = next;
  }
  throw new NoDirection(`logistic regression at layer ${layer} did not settle in ${STEPS} steps`);
}

const STEPS = 200;
/** Largest difference of a weight from label − probability, which lies between −1 and 1. */
const CLOSE = 1e-9;

interface State {
  weights: Float64Array;
  intercept: number;
  /** [n] kernel · weights + intercept. */
  logit: Float64Array;
  /** [n] label − probability. */
  rest: Float64Array;
  /** ½‖coefficients‖² + Σ log-loss. */
  loss: number;
  off: number;
}

function at(kernel: Float64Array, positives: number, weights: Float64Array, intercept: number): State {
  const smooth = times(kernel, weights);
  const logit = smooth.map((value) => value + intercept);
  const rest = logit.map((value, i) => (i < positives ? 1 / (1 + Math.exp(value)) : -1 / (1 + Math.exp(-value))));
  let loss = dot(weights, smooth) / 2;
  let off = 0;
  let sum = 0;
  for (let i = 0; i < logit.length; i++) {
    const margin = i < positives ? logit[i]! : -logit[i]!;
    loss += Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin)));
    off = Math.max(off, Math.abs(rest[i]! - weights[i]!));
    sum += rest[i]!;
  }
  return { weights, intercept, logit, rest, loss, off: Math.max(off, Math.abs(sum)) };
}

/**
 * One step, or the state itself where no step lowers the loss: (I + W·K)·c + W·b = W·logit + rest with Σc = 0, W the variances of the
 * labels.
 */
function improved(kernel: Float64Array, positives: number, state: State): State {
  const n = state.weights.length;
  const variance = state.rest.map((value) => Math.abs(value) * (1 - Math.abs(value)));
  const root = variance.map(Math.sqrt);
  const system = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) system[i * n + j] = root[i]! * kernel[i * n + j]! * root[j]! + (i === j ? 1 : 0);
  const lower = factor(system, n);
  /** (I + W·K)⁻¹ · vector. */
  const divided = (vector: Float64Array): Float64Array => {
    const inner = solve(
      lower,
      times(kernel, vector).map((value, i) => root[i]! * value),
    );
    return vector.map((value, i) => value - root[i]! * inner[i]!);
  };
  const free = divided(state.logit.map((value, i) => variance[i]! * value + state.rest[i]!));
  const shift = divided(variance);
  const total = (vector: Float64Array): number => vector.reduce((sum, value) => sum + value, 0);
  const intercept = total(free) / total(shift);
  const target = free.map((value, i) => value - intercept * shift[i]!);
  for (let share = 1; share > 1e-6; share /= 2) {
    const next = at(
      kernel,
      positives,
      state.weights.map((weight, i) => weight + share * (target[i]! - weight)),
      state.intercept + share * (intercept - state.intercept),
    );
    if (next.loss <= state.loss * (1 + 1e-12)) return next;
  }
  return state;
}
