/** What asking in words does in games, beside a push. Pure. */
import { FEWEST_ITEMS, meanInterval } from '../choices';
import { mean } from '../moments';
import type { Sides } from './choice-verdict';
import { groupsOf, type ChoiceMargins, type EffectOn, type Strength } from './choices';
import { signedFixed } from './fixed';
import type { PlaysReport } from './plays';
import { differences, goesWith, signOf, type Bounded } from './push-kind';
import { many, push, start, way } from './push-words';
import { t } from '../../language/t';

/**
 * The games that were played both ways, asked in words for the side that the push goes to: the difference of the two shifts, game by game.
 * Both means are over these games alone, each in the order in which the sentence names the two.
 */
export function besideAsking(
  strength: Strength,
  asked: PlaysReport['score']['shifts']['asked'],
  given: ChoiceMargins,
  sides: Sides,
): string {
  const sign = signOf(strength);
  const side = sign > 0 ? 'positive' : 'negative';
  const words = asked.find((one) => one.side === side)?.effect;
  const inWords = t`asking for “${sides[side]}” in one sentence`;
  const unknown = t`Whether ${inWords} would do as much is not known`;
  if (!words) return t`${unknown}: no game was played that way.`;
  const both = differences(strength.effect, words);
  if (both.length < FEWEST_ITEMS)
    return t`${unknown}: ${many(both.length, t`game was`, t`games were`)} played both ways, and it takes ${FEWEST_ITEMS}.`;
  const items = both.map(({ item }) => item);
  const bounded = (shifts: number[]): Bounded & { readonly mean: number } => ({
    ...{ shifts, mean: mean(shifts) },
    ...meanInterval(shifts, { groups: groupsOf(given, items) }),
  });
  const [pushed, told] = [strength.effect, words].map((effect) => bounded(shiftsOf(effect, items))) as [Bounded, Bounded];
  const further = bounded(both.map((one) => one.further));
  const some = both.length < Math.max(strength.effect.items.length, words.items.length);
  const on = some ? t`, over the ${both.length} games that were played both ways` : '';
  const beside = (first: Bounded, second: Bounded): string => `(${signedFixed(first.mean)} beside ${signedFixed(second.mean)}${on})`;
  if (!goesWith(pushed, sign) && !goesWith(told, sign))
    return t`Neither ${push(strength)} nor ${inWords} ${way(strength)} scores for sure ${beside(pushed, told)}.`;
  if (goesWith(further, sign)) return t`${start(push(strength))} moves scores further than ${inWords} does ${beside(pushed, told)}.`;
  if (goesWith(further, sign > 0 ? -1 : 1))
    return t`${start(inWords)} moves scores further than ${push(strength)} does ${beside(told, pushed)}.`;
  return t`Whether ${push(strength)} moves scores further than ${inWords} does cannot be told ${beside(pushed, told)}.`;
}

const shiftsOf = ({ items, shifts }: EffectOn, some: readonly number[]): number[] => some.map((item) => shifts[items.indexOf(item)]!);
