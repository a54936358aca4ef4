/** Why a page of lines cannot find the direction on screen again (reproduce.ts), known before the lines are asked for. Pure. */
import type { ShownRun } from '../shown';
import { t } from '../../language/t';

/** A sentence; null where the lines can be written. */
export function unreproducible({ spec, set }: Pick<ShownRun, 'spec' | 'set'>): string | null {
  if (set.set.unwritten) return t`The texts of this set came as numbers alone: there is nothing to find the direction again from.`;
  if (spec.pooling === 'answer')
    return t`The direction was read in the answers alone (pooling “answer only”): which tokens of a chat message those are hangs on the template of the model, and takes more than a page of lines.`;
  if (spec.withoutMean)
    return t`The mean of neutral texts was taken out of this direction: to read those texts, too, takes more than a page of lines.`;
  return null;
}
