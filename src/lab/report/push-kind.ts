/** What a push of choices or of games comes to beside other pushes of its size: the rules that verdicts over both share. Pure. */
import { FEWEST_ITEMS, type Effect } from '../choices';
import type { EffectOn, StandIn, Strength } from './choices';

/** See `kindOf`. */
export type PushKind = 'few' | 'nothing' | 'against' | 'unsure' | 'no-more' | 'unspecific' | 'moves';

/** With fewer draws no place among them is rarer than one in twenty: p = (1 + those beyond) / (1 + draws). */
export const FEWEST_DRAWS = 19;
const RARE = 0.05;
/** Shifts that differ by less differ by rounding. */
const SAME = 1e-12;

export const signOf = ({ alpha }: Pick<Strength, 'alpha'>): 1 | -1 => (alpha > 0 ? 1 : -1);

/** The share of random pushes that move as far or further that way, the push itself counted among them. */
export function chanceOf({ alpha, random }: Strength): number {
  if (!random) return NaN;
  const sign = signOf({ alpha });
  return (1 + random.draws.filter((draw) => draw * sign >= random.mean * sign).length) / (1 + random.draws.length);
}

/** How many random pushes move as far or further that way. */
export const beyond = (strength: Strength): number => Math.round(chanceOf(strength) * (1 + strength.random!.draws.length)) - 1;

/** A mean with its interval, and the values that it is of, where they are known. */
export type Bounded = Pick<Effect, 'mean' | 'low' | 'high'> & Partial<Pick<Effect, 'shifts'>>;

/** Ten values and more that are all the same have no interval but themselves; both NaN where there is none. */
export function endsOf({ mean, low, high, shifts = [] }: Bounded): [number, number] {
  const isOne = Number.isNaN(low) && shifts.length >= FEWEST_ITEMS && shifts.every((shift) => Math.abs(shift - mean) < SAME);
  return isOne ? [mean, mean] : [low, high];
}

/**
 * By the first that holds:
 * - `few`: fewer than `FEWEST_ITEMS` items were asked;
 * - `nothing`: the interval of the mean shift holds 0, or there is none;
 * - `against`: the interval lies on the other side than the push;
 * - `unsure`: fewer than `FEWEST_DRAWS` random pushes of its size were asked, or of fewer than `FEWEST_ITEMS` items;
 * - `no-more`: more than one in twenty random pushes of its size moves items as far that way;
 * - `unspecific`: it is not shown that it moves them further than a direction learnt from shuffled labels, or its opposite, item by item;
 * - `moves`, also where no shuffled labels were asked.
 */
export function kindOf(strength: Strength): PushKind {
  const { effect, random } = strength;
  const sign = signOf(strength);
  if (effect.items.length < FEWEST_ITEMS) return 'few';
  const [low, high] = endsOf(effect);
  if (!(low > 0 || high < 0)) return 'nothing';
  if (effect.mean * sign < 0) return 'against';
  if (!random || random.draws.length < FEWEST_DRAWS || random.items < FEWEST_ITEMS) return 'unsure';
  if (chanceOf(strength) > RARE) return 'no-more';
  return asFarByLabels(strength) ? 'unspecific' : 'moves';
}

/** Where a push may owe all that it does to texts of this kind, and nothing to their labels: the stand-in that comes furthest. */
export function asFarByLabels(strength: Strength): StandIn | undefined {
  const sign = signOf(strength);
  return [...strength.shuffled, ...strength.mirrored]
    .filter((one) => holdsAgainst(one, sign) && !goesWith(one.ahead, sign))
    .toSorted((a, b) => (b.mean - a.mean) * sign)[0];
}

/** Asked of enough items, in which the push itself goes its way. */
export const holdsAgainst = ({ own, items }: StandIn, sign: 1 | -1): boolean => items >= FEWEST_ITEMS && own * sign > 0;

/** The interval of the shift lies on the side that was meant. */
export function goesWith(effect: Bounded, sign: 1 | -1): boolean {
  const [low, high] = endsOf(effect);
  return sign > 0 ? low > 0 : high < 0;
}

/** [item that both have] its place, and the shift of one minus that of the other. */
export function differences(a: EffectOn, b: EffectOn): { readonly item: number; readonly further: number }[] {
  const other = new Map(b.items.map((item, i) => [item, b.shifts[i]!]));
  return a.items.flatMap((item, i) => (other.has(item) ? [{ item, further: a.shifts[i]! - other.get(item)! }] : []));
}
