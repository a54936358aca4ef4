/** Which push of several a sentence speaks of. Pure. */
import type { AskedUnder, ChoiceMargins } from './choices';

/** Items that were asked under this push and without one. */
export const pairedWith = ({ plain }: Pick<ChoiceMargins, 'plain'>, margins: readonly number[]): number[] =>
  margins.flatMap((margin, item) => (Number.isFinite(margin) && Number.isFinite(plain[item]) ? [item] : []));

/**
 * Of the pushes to this side the one with the most items that were asked without a push, too, and of those the strongest: one further item
 * under a stronger push takes nothing from what was said. undefined where no push to this side has one.
 */
export function spokenPush(given: Pick<ChoiceMargins, 'plain' | 'pushes'>, sign: 1 | -1): AskedUnder | undefined {
  const items = ({ margins }: AskedUnder): number => pairedWith(given, margins).length;
  return given.pushes
    .filter((one) => one.alpha * sign > 0 && items(one) > 0)
    .toSorted((a, b) => items(b) - items(a) || Math.abs(b.alpha) - Math.abs(a.alpha))[0];
}
