/** Which push of several a sentence speaks of. Pure. */
import type { AskedUnder, ChoiceMargins, Strength } from './choices';

/**
 * Of the pushes to this side the one with the most items, and of those the strongest: one further item under a stronger push takes nothing
 * from what was said. undefined where there is no push to this side.
 */
export const mostItems = <T extends { readonly alpha: number }>(
  pushes: readonly T[],
  sign: 1 | -1,
  itemsOf: (push: T) => number,
): T | undefined =>
  pushes.filter(({ alpha }) => alpha * sign > 0).toSorted((a, b) => itemsOf(b) - itemsOf(a) || Math.abs(b.alpha) - Math.abs(a.alpha))[0];

/** `mostItems` of those that were asked without a push, too. */
export const spokenStrength = (strengths: readonly Strength[], sign: 1 | -1): Strength | undefined =>
  mostItems(strengths, sign, ({ effect }) => effect.items.length);

/** The same, of margins that nothing was computed of yet. */
export function spokenPush({ plain, pushes }: Pick<ChoiceMargins, 'plain' | 'pushes'>, sign: 1 | -1): AskedUnder | undefined {
  const items = ({ margins }: AskedUnder): number =>
    margins.filter((margin, item) => Number.isFinite(margin) && Number.isFinite(plain[item])).length;
  return mostItems(
    pushes.filter((one) => items(one) > 0),
    sign,
    items,
  );
}

/** Those that sentences speak of: the one towards the concept, then the one away from it. */
export const spokenOf = (strengths: readonly Strength[]): Strength[] =>
  ([1, -1] as const).flatMap((sign) => spokenStrength(strengths, sign) ?? []);
