/** What asking in words does in games, beside a push, in a sentence. Pure. */
import { FEWEST_ITEMS } from '../choices';
import type { Sides } from './choice-verdict';
import { groupsOf, type ChoiceMargins, type Strength } from './choices';
import { signedFixed } from './fixed';
import { heldToAsking } from './held-to-asking';
import type { PlaysReport } from './plays';
import { signOf } from './push-kind';
import { many, push, start, way } from './push-words';
import { t } from '../../language/t';

/** Over the games that were played both ways (`heldToAsking`), each mean in the order in which the sentence names the two. */
export function besideAsking(
  strength: Strength,
  asked: PlaysReport['score']['shifts']['asked'],
  given: ChoiceMargins,
  sides: Sides,
): string {
  const side = signOf(strength) > 0 ? 'positive' : 'negative';
  const words = asked.find((one) => one.side === side)?.effect;
  const inWords = t`asking for “${sides[side]}” in one sentence`;
  const unknown = t`Whether ${inWords} would do as much is not known`;
  if (!words) return t`${unknown}: no game was played that way.`;
  const held = heldToAsking(strength, words, (items) => groupsOf(given, items));
  const on = held.some ? t`, over the ${held.items} games that were played both ways` : '';
  const beside = (first: number, second: number): string => `(${signedFixed(first)} beside ${signedFixed(second)}${on})`;
  const [pushFirst, askingFirst] = [beside(held.push, held.asking), beside(held.asking, held.push)];
  switch (held.kind) {
    case 'few':
      return t`${unknown}: ${many(held.items, t`game was`, t`games were`)} played both ways, and it takes ${FEWEST_ITEMS}.`;
    case 'neither':
      return t`Neither ${push(strength)} nor ${inWords} ${way(strength)} scores for sure ${pushFirst}.`;
    case 'push':
      return t`${start(push(strength))} moves scores further than ${inWords} does ${pushFirst}.`;
    case 'asking':
      return t`${start(inWords)} moves scores further than ${push(strength)} does ${askingFirst}.`;
    case 'untold':
      return t`Whether ${push(strength)} moves scores further than ${inWords} does cannot be told ${pushFirst}.`;
  }
}
