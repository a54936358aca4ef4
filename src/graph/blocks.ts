/** Where one block ends and the next begins: counted by the sums on the residual stream, pinned by what the graph remembers. */
import { blockOf, type CacheTensor } from './past';
import { notUnderstood } from './error';

/**
 * Sums that each block adds: 2, or 1 where its branches are added together. What a block remembers is computed from the stream as the block
 * before left it, so every cache tensor begins a block; most exporters also count the blocks in its name. Blocks that remember nothing have
 * sums all the same. Throws graph-not-understood where no such count fits.
 */
export function sumsPerBlock(
  sums: number,
  cache: readonly CacheTensor[],
  readsAt: ReadonlyMap<string, number>,
  layers: number | undefined,
): 1 | 2 {
  const begins = cache.map(({ past, present }) => ({ past, block: blockOf(past), reads: readsAt.get(present) }));
  const fits = ([1, 2] as const).filter(
    (n) => sums % n === 0 && begins.every(({ reads = -1 }) => reads >= 0 && reads < sums && reads % n === 0),
  );
  const counted = fits.filter((n) => begins.every(({ block, reads = -1 }) => block === reads / n));
  const stated = (ways: readonly (1 | 2)[]) => ways.find((n) => sums / n === layers);
  // One block alone remembers something: two sums are what nearly every decoder has.
  if (counted.length > 0) return stated(counted) ?? (counted.at(-1) as 1 | 2);
  // Names that count otherwise, attention blocks alone say, still count upwards.
  const order = begins.toSorted((a, b) => (a.reads ?? 0) - (b.reads ?? 0));
  const upwards = order.every(({ block, reads }, i) => {
    const before = order[i - 1];
    return !before || (reads === before.reads ? block === before.block : (block ?? 0) > (before.block ?? -1) || block === null);
  });
  if (upwards && fits.length > 0 && layers !== undefined && stated(fits)) return stated(fits) as 1 | 2;
  const blocks = Math.max(...begins.map(({ block }) => block ?? 0)) + 1;
  if (sums !== blocks && sums !== 2 * blocks)
    throw notUnderstood(`1 or 2 residual sums for each of ${layers ?? blocks} blocks`, `found ${sums} in all`);
  const wrong = begins.find(({ block, reads }) => reads !== (block ?? 0) * (sums / blocks));
  throw notUnderstood(
    `${wrong?.past} of block ${wrong?.block} computed from the residual stream after ${(wrong?.block ?? 0) * (sums / blocks)} sums`,
    `it depends on ${wrong?.reads ?? 'none of it'}`,
  );
}
