/** The lowest and the highest AUROC of a band, in words. Pure. */
import { fixed } from '../parts/format';

/** `weakest`: the block with the weakest verdict; where all blocks read alike none is named. */
export const rangeText = ([low, high]: readonly [number, number], weakest: number): string =>
  high > low ? `${fixed(low, 2)} to ${fixed(high, 2)}, weakest in block ${weakest}` : fixed(low, 2);
