/** How far a share that was seen in n trials can be believed. */
import { InvalidInput } from './invalid';
import type { Interval } from './bootstrap';

/** Halvings of a range of width 1: more than a double has digits. */
const HALVINGS = 60;

/**
 * The exact 95 % interval of a probability of which `successes` of `trials` were seen (Clopper and Pearson 1934): each end is the
 * probability under which that many or more, or that many or fewer, come with 2.5 %. Throws unless 0 ≤ successes ≤ trials are whole
 * numbers and there is a trial.
 */
export function clopperPearson(successes: number, trials: number): Interval {
  if (!(Number.isInteger(successes) && Number.isInteger(trials) && successes >= 0 && successes <= trials && trials > 0))
    throw new InvalidInput(`expected whole numbers of successes and trials, got ${successes} of ${trials}`);
  return {
    low: successes === 0 ? 0 : where((p) => atMost(trials - successes, trials, 1 - p) > 0.025),
    high: successes === trials ? 1 : where((p) => atMost(successes, trials, p) <= 0.025),
  };
}

/** The least probability for which `holds`, which then holds for every larger one. */
function where(holds: (p: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** P(X ≤ k) of n trials of probability p, in logarithms: a single term may lie below the least double. */
function atMost(k: number, n: number, p: number): number {
  if (p <= 0) return 1;
  if (p >= 1) return k >= n ? 1 : 0;
  let sum = 0;
  let term = n * Math.log1p(-p);
  for (let i = 0; i <= k; i++) {
    sum += Math.exp(term);
    term += Math.log(n - i) - Math.log(i + 1) + Math.log(p) - Math.log1p(-p);
  }
  return Math.min(1, sum);
}
