/** A push held against asking for its side in words, over the items that both were tried on. Pure. */
import { FEWEST_ITEMS, meanInterval } from '../choices';
import { mean } from '../moments';
import type { EffectOn, Strength } from './choices';
import { differences, goesWith, signOf, type Bounded } from './push-kind';

/**
 * - `few`: fewer than `FEWEST_ITEMS` items have both;
 * - `neither`: of neither the interval lies on the side that was meant;
 * - `push`, `asking`: it moves them further for sure, item by item;
 * - `untold`: which of the two does is open.
 */
export type HeldKind = 'few' | 'neither' | 'push' | 'asking' | 'untold';

export interface HeldToAsking {
  readonly kind: HeldKind;
  /** How many items have both: the means are over these alone. */
  readonly items: number;
  /** One of the two has others as well. */
  readonly some: boolean;
  readonly push: number;
  readonly asking: number;
}

/** `groupsOf`: of items by their places, what is drawn together (`meanInterval`). */
export function heldToAsking(
  strength: Strength,
  words: EffectOn,
  groupsOf: (items: readonly number[]) => readonly unknown[] | undefined = () => undefined,
): HeldToAsking {
  const sign = signOf(strength);
  const both = differences(strength.effect, words);
  const items = both.map(({ item }) => item);
  const bounded = (shifts: number[]): Bounded => ({ shifts, mean: mean(shifts), ...meanInterval(shifts, { groups: groupsOf(items) }) });
  const [push, asking] = [bounded(shiftsOf(strength.effect, items)), bounded(shiftsOf(words, items))];
  const further = bounded(both.map((one) => one.further));
  const kind = (): HeldKind => {
    if (items.length < FEWEST_ITEMS) return 'few';
    if (!goesWith(push, sign) && !goesWith(asking, sign)) return 'neither';
    if (goesWith(further, sign)) return 'push';
    return goesWith(further, sign > 0 ? -1 : 1) ? 'asking' : 'untold';
  };
  const some = items.length < Math.max(strength.effect.items.length, words.items.length);
  return { kind: kind(), items: items.length, some, push: push.mean, asking: asking.mean };
}

const shiftsOf = ({ items, shifts }: EffectOn, some: readonly number[]): number[] => some.map((item) => shifts[items.indexOf(item)]!);
