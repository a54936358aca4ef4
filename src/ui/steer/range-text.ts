/** The lowest and the highest AUROC of a band, in words. Pure. */
import { fixed } from '../parts/format';
import { t } from '../../language/t';

/** `weakest`: the block with the weakest verdict; where all blocks read alike none is named. */
export function rangeText([low, high]: readonly [number, number], weakest: number): string {
  const [from, to] = [fixed(low, 2), fixed(high, 2)];
  return from === to ? from : t`${from} to ${to}, weakest in block ${weakest}`;
}
