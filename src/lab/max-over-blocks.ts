import { InvalidInput } from './invalid';

/**
 * The p of the best block where the block was chosen after looking: (1 + k) / (1 + N), where in k of the N draws the highest AUROC of all
 * blocks reaches the highest observed one (Westfall and Young 1993, the single step). Draw i of every block must come from the same
 * swaps: `shuffledDraws` or `swappedDraws` with one seed. Blocks whose observed AUROC is NaN count in neither; NaN where all are. Throws
 * where blocks differ in their draws, or have none.
 * @param observed [layer] AUROC @param draws [layer][draw] AUROCs in the order drawn
 */
export function maxOverBlocksP(observed: ArrayLike<number>, draws: readonly ArrayLike<number>[]): number {
  if (observed.length !== draws.length) throw new InvalidInput(`got the AUROC of ${observed.length} blocks and draws of ${draws.length}`);
  const blocks = draws.filter((_, layer) => !Number.isNaN(observed[layer]!));
  if (blocks.length === 0) return NaN;
  const count = blocks[0]!.length;
  if (count === 0) throw new InvalidInput('no permutations to compare with');
  const other = blocks.find((block) => block.length !== count);
  if (other) throw new InvalidInput(`one block has ${count} draws and another ${other.length}`);
  const best = Math.max(...Array.from(observed).filter((value) => !Number.isNaN(value)));
  let reached = 0;
  for (let draw = 0; draw < count; draw++) {
    let most = -Infinity;
    for (const block of blocks) most = Math.max(most, block[draw]!);
    // Sums of the same halves in another order may differ by rounding, and reach it all the same.
    if (most >= best - 1e-12) reached++;
  }
  return (1 + reached) / (1 + count);
}
