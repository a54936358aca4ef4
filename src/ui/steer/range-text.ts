/** The lowest and the highest AUROC of a band, in words. Pure. */
import { fixed } from '../parts/format';

/** `weakest`: the block with the weakest verdict; where all blocks read alike none is named. */
export function rangeText([low, high]: readonly [number, number], weakest: number): string {
  const [from, to] = [fixed(low, 2), fixed(high, 2)];
  return from === to ? from : `${from} to ${to}, weakest in block ${weakest}`;
}
