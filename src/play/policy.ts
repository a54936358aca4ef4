/**
 * How likely each action is to a model: it is shown the menu in two orders, is asked for a letter, and what each letter gets is given
 * to the action that stood beside it. A model that likes a letter likes every action alike.
 */
import { InvalidInput } from '../lab/invalid';
import { random, shuffle, streamSeed } from '../lab/random';
import type { Choice } from './actions';

/**
 * A drawn order and the same backwards: what comes first in one comes last in the other. A small model likes the ends of a menu, which the
 * two do not cancel; but every step and seed draws anew what stands there, and the action is drawn from the policy, so that over steps
 * and seeds none is done more for its place. More orders would cost a reading of the menu each, and change no such mean.
 */
export function ordersOf(menu: readonly Choice[], seed: number, step: number): (readonly Choice[])[] {
  const order = shuffle([...menu], random(streamSeed(seed, 2 * step)));
  return [order, order.toReversed()];
}

/** By the action's id, 1 in all. */
export type Policy = Readonly<Record<string, number>>;

/**
 * `logProbs` [order][place in it]: of each letter, in nats. The mean over the orders of the softmax over the letters: what is left for
 * answers that are no letter of the menu is none of it. Throws InvalidInput where lengths differ or a number is none.
 */
export function policyOf(orders: readonly (readonly Choice[])[], logProbs: readonly (readonly number[])[]): Policy {
  if (orders.length === 0 || orders.length !== logProbs.length)
    throw new InvalidInput(`${orders.length} orders and ${logProbs.length} rows`);
  const sum = new Map<string, number>();
  orders.forEach((order, k) => {
    const row = logProbs[k]!;
    if (row.length !== order.length || !row.every(Number.isFinite))
      throw new InvalidInput(`order ${k}: ${order.length} actions, log-probabilities ${row.join(', ')}`);
    const most = Math.max(...row);
    const weights = row.map((value) => Math.exp(value - most));
    const total = weights.reduce((all, one) => all + one, 0);
    order.forEach(({ id }, i) => sum.set(id, (sum.get(id) ?? 0) + weights[i]! / total / orders.length));
  });
  return Object.fromEntries(sum);
}

/** How much of a model's probability the letters get: the mean over the orders, of 1. `logProbs` as above, of a softmax over all tokens. */
export const massOf = (logProbs: readonly (readonly number[])[]): number =>
  // Rounding may bring a sum of nearly everything above 1.
  Math.min(1, logProbs.reduce((sum, row) => sum + row.reduce((all, value) => all + Math.exp(value), 0), 0) / logProbs.length);

/** An action drawn by its probability: the same seed and step draw the same. */
export function drawn(policy: Policy, seed: number, step: number): string {
  const all = Object.entries(policy);
  let left = random(streamSeed(seed, 2 * step + 1))();
  for (const [id, p] of all) if ((left -= p) < 0) return id;
  return all.at(-1)![0];
}
