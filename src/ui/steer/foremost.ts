/** Which of many answers are on show before anybody asks for the others. Pure. */
import { nearestAlpha } from '../../experiment/known-answers';
import { isUntouched, type SteeredText } from '../../experiment/shown';

/** As many answers as stand side by side without a fold: with edits there are four. */
const FEW = 4;

/**
 * Places in `texts`, in their order: all of a few; of more the one without a push (the weakest where there is none), and of the others the
 * one whose strength is nearest to `chosen`, of two as near the weaker, as on the first screen. At a `chosen` of 0 that is the strongest.
 */
export function foremost(texts: readonly SteeredText[], chosen: number): number[] {
  const all = texts.map((_, i) => i);
  if (texts.length <= FEW) return all;
  const alpha = (i: number): number => texts[i]!.alpha;
  const least = (of: readonly number[], size: (i: number) => number): number => of.reduce((best, i) => (size(i) < size(best) ? i : best));
  const untouched = all.find((i) => isUntouched(texts[i]!));
  const base = untouched ?? least(all, (i) => Math.abs(alpha(i)));
  const others = all.filter((i) => i !== base);
  const nearest = nearestAlpha(others.map(alpha), chosen);
  const pushed = chosen === 0 ? least(others, (i) => -Math.abs(alpha(i))) : others.find((i) => alpha(i) === nearest)!;
  return [base, pushed].toSorted((a, b) => a - b);
}
