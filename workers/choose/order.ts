/** In which order items are read, so that those that begin alike follow each other. */
import { alike } from '../pass/row-reader';

/** Tokens that two prompts have to begin with alike, beyond those of all, to leave the caller's order for it. */
const WORTH = 8;

/**
 * Numbers of the prompts in the order in which they are read: the caller's, in which each is followed by those that go on from more of it
 * than from any prompt. So what is there after a stop is still of all kinds that the caller mixed.
 */
export function readingOrder(prompts: readonly (readonly number[])[]): number[] {
  const head = Math.min(...prompts.map((prompt) => alike(prompt, prompts[0]!)));
  const left = new Set(prompts.keys());
  const order: number[] = [];
  for (const next of prompts.keys()) {
    if (!left.delete(next)) continue;
    const near = [...left]
      .map((other) => ({ other, same: alike(prompts[next]!, prompts[other]!) }))
      .filter(({ same }) => same >= head + WORTH)
      .sort((a, b) => b.same - a.same || a.other - b.other)
      .map(({ other }) => other);
    for (const other of near) left.delete(other);
    order.push(next, ...near);
  }
  return order;
}
