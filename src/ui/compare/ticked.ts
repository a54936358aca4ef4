/** Which analyses are compared before anyone chooses. Pure. */
import { scoresInCommon } from '../../experiment/compare';
import type { ShownRun } from '../../experiment/shown';

/** At most so many. */
const MOST = 4;
/** With fewer texts in common two analyses have no r. */
const ENOUGH = 3;

/**
 * The shown analysis and, in their order, those that have texts with it in common; where there are none the first of the others, for its
 * curve. `shown`: null, or of an analysis that is not among them: the first one stands for it.
 */
export function ticked(runs: readonly ShownRun[], shown: string | null): ReadonlySet<string> {
  const own = runs.find(({ id }) => id === shown) ?? runs[0];
  if (!own) return new Set();
  const others = runs.filter((run) => run !== own);
  const sharing = others.filter((run) => scoresInCommon(own, 0, run, 0).x.length >= ENOUGH);
  return new Set([own, ...(sharing.length > 0 ? sharing : others.slice(0, 1))].slice(0, MOST).map(({ id }) => id));
}
