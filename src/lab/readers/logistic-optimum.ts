/**
 * The optimum of a logistic regression in n × n: weights c of the texts and an intercept b with c = label · (probability of the other
 * label) at logit = K·c + b, and Σc = 0 (Rasmussen and Williams 2006, chapter 3.4). The loss ½ cᵀKc + Σ log-loss is convex: there is one
 * such c.
 */
import { factor, solve } from './cholesky';
import { times } from './training-gram';

export const STEPS = 200;
/** Largest difference of a weight from what the probabilities say, which lies between −1 and 1. */
const CLOSE = 1e-9;
/** A step that leaves more than this share of the rest asks for the curvature where it ended. */
const SLOW = 0.3;
/** Rounds of one weight after the other, before all of them move together. */
const SWEEPS = 8;
/** The root of a variance that counts as none: far below any weight, and no division by zero. */
const TINY = 1e-100;

/** Where a search stands, all [n]. */
interface Point {
  readonly weights: Float64Array;
  readonly intercept: number;
  /** K · weights. */
  readonly smooth: Float64Array;
}

/** The curvature at some point, and what it says of the intercept. */
interface Curvature {
  readonly lower: Float64Array;
  readonly root: Float64Array;
  /** (I + W·K)⁻¹ · W, and its sum. */
  readonly shift: Float64Array;
  readonly total: number;
}

/**
 * [n] the weights at the optimum; null where `STEPS` steps did not get there. `kernel`: [n, n]; `labels`: ±1. Newton's method,
 * each step halved until the loss falls. The system is factored anew only after a step that helped little: near the optimum the last one
 * serves as well, for a fraction of the time.
 */
export function logisticOptimum(kernel: Float64Array, labels: Float64Array): Float64Array | null {
  const n = labels.length;
  let point: Point = { weights: new Float64Array(n), intercept: 0, smooth: new Float64Array(n) };
  let loss = lossAt(labels, point);
  const start = oneByOne(kernel, labels);
  const startLoss = lossAt(labels, start);
  if (startLoss < loss) [point, loss] = [start, startLoss];
  let curvature: Curvature | null = null;
  let before = Infinity;
  for (let step = 0; step < STEPS; step++) {
    const rest = restAt(labels, point);
    const off = offAt(point, rest);
    if (off < CLOSE) return point.weights;
    const fresh: boolean = !curvature || !(off < SLOW * before);
    if (fresh) curvature = curvatureAt(kernel, rest);
    before = off;
    const next = better(kernel, labels, point, loss, stepOf(curvature!, point, rest));
    if (next) [point, loss] = next;
    else if (fresh) return null;
    else before = 0;
  }
  return null;
}

/**
 * Where the search begins: `SWEEPS` times one weight after the other takes a step of Newton's method of its own (dual coordinate descent,
 * Yu, Huang and Lin 2011). Where texts hardly touch each other, as in wide residuals, little is left to do from here.
 */
function oneByOne(kernel: Float64Array, labels: Float64Array): Point {
  const n = labels.length;
  const [weights, smooth] = [new Float64Array(n), new Float64Array(n)];
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (let i = 0; i < n; i++) {
      const row = i * n;
      const other = 1 / (1 + Math.exp(labels[i]! * smooth[i]!));
      const change = (labels[i]! * other - weights[i]!) / (1 + kernel[row + i]! * other * (1 - other));
      weights[i]! += change;
      for (let j = 0; j < n; j++) smooth[j]! += change * kernel[row + j]!;
    }
  return { weights, intercept: 0, smooth };
}

/** ½ cᵀKc + Σ log-loss, `share` of a step on. */
function lossAt(labels: Float64Array, { weights, intercept, smooth }: Point, step?: Point, share = 0): number {
  let loss = 0;
  for (let i = 0; i < labels.length; i++) {
    const along = step ? smooth[i]! + share * step.smooth[i]! : smooth[i]!;
    const weight = step ? weights[i]! + share * step.weights[i]! : weights[i]!;
    const margin = labels[i]! * (along + intercept + (step ? share * step.intercept : 0));
    loss += (weight * along) / 2 + Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin)));
  }
  return loss;
}

/** [n] label · (probability of the other label): what the weights are at the optimum. */
function restAt(labels: Float64Array, { smooth, intercept }: Point): Float64Array {
  return labels.map((label, i) => label / (1 + Math.exp(label * (smooth[i]! + intercept))));
}

function offAt({ weights }: Point, rest: Float64Array): number {
  let off = 0;
  let sum = 0;
  for (let i = 0; i < rest.length; i++) {
    off = Math.max(off, Math.abs(rest[i]! - weights[i]!));
    sum += rest[i]!;
  }
  return Math.max(off, Math.abs(sum));
}

/** (I + W·K)⁻¹ is W½·(L·Lᵀ)⁻¹·W⁻½ with L·Lᵀ = I + W½·K·W½, W the variances of the labels. */
function curvatureAt(kernel: Float64Array, rest: Float64Array): Curvature {
  const n = rest.length;
  const root = rest.map((value) => Math.max(TINY, Math.sqrt(Math.abs(value) * (1 - Math.abs(value)))));
  const system = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const [row, scale] = [i * n, root[i]!];
    for (let j = 0; j <= i; j++) system[row + j] = scale * kernel[row + j]! * root[j]!;
    system[row + i]! += 1;
  }
  const lower = factor(system, n);
  const shift = solve(lower, root);
  let total = 0;
  for (let i = 0; i < n; i++) total += shift[i]! *= root[i]!;
  return { lower, root, shift, total };
}

/** (I + W·K)·δc + W·δb = rest − c with Σ(c + δc) = 0. */
function stepOf({ lower, root, shift, total }: Curvature, { weights }: Point, rest: Float64Array): Omit<Point, 'smooth'> {
  const free = solve(
    lower,
    rest.map((value, i) => (value - weights[i]!) / root[i]!),
  );
  let sum = 0;
  for (let i = 0; i < free.length; i++) sum += (free[i]! *= root[i]!) + weights[i]!;
  const intercept = sum / total;
  return { weights: free.map((value, i) => value - intercept * shift[i]!), intercept };
}

/** As much of the step as lowers the loss, and the loss there; null where nothing of it does. */
function better(
  kernel: Float64Array,
  labels: Float64Array,
  point: Point,
  loss: number,
  direction: Omit<Point, 'smooth'>,
): [Point, number] | null {
  const step: Point = { ...direction, smooth: times(kernel, direction.weights) };
  for (let share = 1; share > 1e-6; share /= 2) {
    const next = lossAt(labels, point, step, share);
    if (!(next <= loss * (1 + 1e-12))) continue;
    const on = (from: Float64Array, by: Float64Array): Float64Array => from.map((value, i) => value + share * by[i]!);
    const intercept = point.intercept + share * step.intercept;
    return [{ weights: on(point.weights, step.weights), intercept, smooth: on(point.smooth, step.smooth) }, next];
  }
  return null;
}
