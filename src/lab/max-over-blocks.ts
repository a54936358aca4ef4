import { InvalidInput } from './invalid';

/**
 * [layer] the p of each block's AUROC where blocks were chosen after looking: (1 + k) / (1 + N), where in k of the N draws the highest
 * AUROC of all blocks reaches the block's own (Westfall and Young 1993, the single step). The smallest is that of the best block. Draw i
 * of every block must come from the same swaps: `shuffledDraws` or `swappedDraws` with one seed. Blocks whose observed AUROC is NaN count
 * in no maximum and have p NaN. Throws where blocks differ in their draws, or have none.
 * @param observed [layer] AUROC @param draws [layer][draw] AUROCs in the order drawn
 */
export function maxOverBlocks(observed: ArrayLike<number>, draws: readonly ArrayLike<number>[]): Float64Array {
  if (observed.length !== draws.length) throw new InvalidInput(`got the AUROC of ${observed.length} blocks and draws of ${draws.length}`);
  const blocks = draws.filter((_, layer) => !Number.isNaN(observed[layer]!));
  const none = new Float64Array(observed.length).fill(NaN);
  if (blocks.length === 0) return none;
  const count = blocks[0]!.length;
  if (count === 0) throw new InvalidInput('no permutations to compare with');
  const other = blocks.find((block) => block.length !== count);
  if (other) throw new InvalidInput(`one block has ${count} draws and another ${other.length}`);
  const most = Float64Array.from({ length: count }, (_, draw) => blocks.reduce((max, block) => Math.max(max, block[draw]!), -Infinity));
  return none.map((_, layer) => {
    const own = observed[layer]!;
    // Sums of the same halves in another order may differ by rounding, and reach it all the same.
    return Number.isNaN(own) ? NaN : (1 + most.filter((value) => value >= own - 1e-12).length) / (1 + count);
  });
}
