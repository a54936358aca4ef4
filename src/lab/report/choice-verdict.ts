/**
 * What choices under a push mean, in one plain paragraph. The rules stand at `choiceVerdict`; each sentence carries the numbers that chose
 * it.
 */
import { FEWEST_ITEMS } from '../choices';
import type { ChoicesReport, StandIn, Strength } from './choices';
import { signedFixed } from './fixed';
import { heldToAsking } from './held-to-asking';
import { asFarByLabels, beyond, FEWEST_DRAWS, goesWith, holdsAgainst, kindOf, signOf, type PushKind } from './push-kind';
import { many, otherPushes, push, shiftSaid, start } from './push-words';
import { spokenOf } from './spoken-push';
import { t } from '../../language/t';

export type ChoiceVerdictKind = 'none' | PushKind;

export interface ChoiceVerdict {
  /** Of the two pushes that are spoken of, one to either side, the one that says most: 'moves' is the best that can be said. */
  readonly kind: ChoiceVerdictKind;
  /** Of the one towards the concept alone. */
  readonly towards: ChoiceVerdictKind;
  readonly sentences: readonly string[];
  /** How many of them, from the first on, are the verdict itself and what bounds it; the others are what more there is to say. */
  readonly told: number;
}

/** How the two sides of the concept are called. */
export interface Sides {
  readonly positive: string;
  readonly negative: string;
}

/**
 * For the push to each side that is spoken of (`spokenOf`), its kind (`kindOf`). Then: what directions that stand in for it do where that
 * is as much, or may be; whether both sides move the same way (`told` ends here); items that moved the wrong way; what asking does, or why
 * that cannot be told; which other pushes there are. `sides`: of the items. `others`: what the directions of other concepts are called, in
 * their order in the report. `asking`: what the sentences ask for, where that is something else than the sides of the items.
 */
export function choiceVerdict(report: ChoicesReport, sides: Sides, others: readonly string[] = [], asking: Sides = sides): ChoiceVerdict {
  const { strengths, asked } = report;
  const spoken = spokenOf(strengths);
  const items = Math.max(0, ...spoken.map(({ effect }) => effect.items.length));
  if (items === 0) return { kind: 'none', towards: 'none', sentences: [t`Nothing was asked under a push yet.`], told: 1 };
  if (items < FEWEST_ITEMS)
    return {
      kind: 'few',
      towards: 'few',
      sentences: [t`Too few items to say anything: ${many(items, t`item was`, t`items were`)} asked, and it takes ${FEWEST_ITEMS}.`],
      told: 1,
    };
  const kinds = spoken.map(kindOf);
  const sentences = spoken.map((one, i) => SENTENCE[kinds[i]!](one, sides));
  spoken.forEach((one, i) => sentences.push(...besideOthers(one, kinds[i]!, others)));
  sentences.push(...sameWay(spoken, kinds));
  const told = sentences.length;
  spoken.forEach((one, i) => {
    if (kinds[i] !== 'few' && kinds[i] !== 'nothing') sentences.push(wrongWay(one));
  });
  sentences.push(...(asked.length === 0 ? [NEVER_ASKED] : spoken.map((one) => besideAsking(one, asked, sides, asking))));
  sentences.push(...otherPushes(strengths, spoken, ITEMS));
  const order: readonly PushKind[] = ['moves', 'unspecific', 'no-more', 'unsure', 'against', 'nothing', 'few'];
  const towards = spoken.findIndex((one) => signOf(one) > 0);
  return { kind: order.find((kind) => kinds.includes(kind))!, towards: kinds[towards] ?? 'none', sentences, told };
}

const ITEMS = { one: t`item`, more: t`items` };

const towards = (strength: Strength, sides: Sides): string => `“${signOf(strength) > 0 ? sides.positive : sides.negative}”`;

const SENTENCE: Record<PushKind, (strength: Strength, sides: Sides) => string> = {
  few: (one) => t`Under ${push(one)} ${many(one.effect.items.length, t`item was`, t`items were`)} asked, and it takes ${FEWEST_ITEMS}.`,
  nothing: (one) => t`${start(push(one))} moves the choices too little to be told from no push (D = ${shiftSaid(one.effect)}).`,
  against: (one, sides) =>
    t`${start(push(one))} moves choices away from ${towards(one, sides)}, not towards it (D = ${shiftSaid(one.effect)}).`,
  unsure: (one, sides) =>
    t`${start(push(one))} moves choices towards ${towards(one, sides)} (D = ${shiftSaid(one.effect)}). Whether another push of its size would do the same is not known: ${lacking(one)}.`,
  'no-more': (one, sides) =>
    t`${start(push(one))} moves choices towards ${towards(one, sides)} (D = ${shiftSaid(one.effect)}), but no more than pushes of its size in random directions do: ${beyond(one)} of ${one.random!.draws.length} move them as far or further${onSome(one)}.`,
  unspecific: (one, sides) =>
    t`${start(push(one))} moves choices towards ${towards(one, sides)} (D = ${shiftSaid(one.effect)}), and more than pushes of its size in random directions (${beyond(one) === 0 ? t`none` : beyond(one)} of ${one.random!.draws.length} moves them as far${onSome(one)}); that it moves them further than a direction learnt from shuffled labels is not shown (${besideLabels(one)}).`,
  moves: (one, sides) =>
    t`${start(push(one))} moves choices towards ${towards(one, sides)} (D = ${shiftSaid(one.effect)}), and more than pushes of its size in random directions: ${beyond(one) === 0 ? t`none` : beyond(one)} of ${one.random!.draws.length} moves them as far${onSome(one)}.`,
};

/** Why random directions say nothing. */
function lacking({ random }: Strength): string {
  if (!random) return t`no random directions were asked, it takes ${FEWEST_DRAWS}`;
  const { draws, items } = random;
  return draws.length < FEWEST_DRAWS
    ? t`${draws.length} random directions are too few, it takes ${FEWEST_DRAWS}`
    : t`random directions were asked of ${many(items, 'item', 'items')}, and it takes ${FEWEST_ITEMS}`;
}

/** Where a stop left random directions with some of the items. */
const onSome = ({ random, effect }: Strength): string =>
  random!.items < effect.items.length
    ? t`, on the ${random!.items} items that they were asked of, where D is ${signedFixed(random!.mean)}`
    : '';

function besideLabels(strength: Strength): string {
  const one = asFarByLabels(strength)!;
  const which = strength.shuffled.includes(one) ? '' : t` of its opposite, as likely`;
  return t`${signedFixed(one.own)} beside ${signedFixed(one.mean)}${which}${whereOf(one)}`;
}

/** Where a stop left a stand-in with some of the items: both shifts are over these. */
const whereOf = ({ whole, items }: StandIn): string => (whole ? '' : t`, over the ${items} items that it was asked of`);

/** A push that moves choices the same way in both directions disturbs the model: it does not steer it. */
function sameWay(spoken: readonly Strength[], kinds: readonly PushKind[]): string[] {
  const [up, down] = spoken;
  const clear = kinds.every((kind) => kind !== 'nothing' && kind !== 'few');
  if (!up || !down || !clear || Math.sign(up.effect.mean) !== Math.sign(down.effect.mean)) return [];
  return [t`Both directions move choices the same way: the push disturbs the model more than it steers it.`];
}

function wrongWay(strength: Strength): string {
  const { wrong, items } = strength.effect;
  const count = Math.round(wrong * items.length);
  if (count === 0) return t`Under ${push(strength)}, every one of the ${items.length} items moved with it.`;
  return t`Under ${push(strength)}, ${count} of ${items.length} items moved the wrong way or not at all.`;
}

const NEVER_ASKED = t`Whether asking in one sentence would do as much is not known: no item was asked that way.`;

/** Over the items that were asked both ways (`heldToAsking`), each mean in the order in which the sentence names the two. */
function besideAsking(strength: Strength, asked: ChoicesReport['asked'], sides: Sides, asking: Sides): string {
  const side = signOf(strength) > 0 ? 'positive' : 'negative';
  const words = asked.find((one) => one.side === side)?.effect;
  const inWords = t`asking for “${asking[side]}” in one sentence`;
  const unknown = t`Whether ${inWords} would do as much is not known`;
  if (!words) return t`${unknown}: no item was asked that way.`;
  const held = heldToAsking(strength, words);
  const on = held.some ? t`, over the ${held.items} items that were asked both ways` : '';
  const beside = (first: number, second: number): string => `(${signedFixed(first)} beside ${signedFixed(second)}${on})`;
  const [pushFirst, askingFirst] = [beside(held.push, held.asking), beside(held.asking, held.push)];
  // Where the sentence asks for something else than the sides of the items, the side that is moved to is said, too.
  const isSame = asking[side] === sides[side];
  const further = isSame ? t`further` : t`further towards ${towards(strength, sides)}`;
  switch (held.kind) {
    case 'few':
      return t`${unknown}: ${many(held.items, t`item was`, t`items were`)} asked both ways, and it takes ${FEWEST_ITEMS}.`;
    case 'neither':
      return t`Neither ${push(strength)} nor ${inWords} moves choices towards ${isSame ? t`it` : towards(strength, sides)} for sure ${pushFirst}.`;
    case 'push':
      return t`${start(push(strength))} moves choices ${further} than ${inWords} does ${pushFirst}.`;
    case 'asking':
      return t`${start(inWords)} moves choices ${further} than ${push(strength)} does ${askingFirst}.`;
    case 'untold':
      return t`Whether ${push(strength)} moves choices ${further} than ${inWords} does cannot be told ${pushFirst}.`;
  }
}

/** What stands in the place of the directions and does as much takes their name from them; what may do as much, leaves it open. */
function besideOthers(strength: Strength, kind: PushKind, others: readonly string[]): string[] {
  const sign = signOf(strength);
  const isAsMuch = (one: StandIn): boolean => holdsAgainst(one, sign) && one.mean * sign >= one.own * sign;
  // Of a push that moves nothing for sure there is nothing that others may do as well.
  const isClear = !['few', 'nothing', 'against'].includes(kind);
  const mayBe = (one: StandIn): boolean => isAsMuch(one) || (isClear && holdsAgainst(one, sign) && !goesWith(one.ahead, sign));
  const at = (one: StandIn): string => {
    const shift = t`${signedFixed(one.mean)} at ${signedFixed(strength.alpha, 1)}`;
    return one.whole ? `(${shift})` : t`(${shift}, over ${one.items} items in which the push itself moves ${signedFixed(one.own)})`;
  };
  const beside = (one: StandIn): string => t`(${signedFixed(one.own)} beside ${signedFixed(one.mean)}${whereOf(one)})`;
  // Said in the first sentence where that is all that speaks against it.
  const shuffled = kind === 'unspecific' ? undefined : strength.shuffled.find(isAsMuch);
  return [
    ...(shuffled === undefined ? [] : [t`The direction learnt from shuffled labels does as much ${at(shuffled)}.`]),
    ...strength.other.flatMap((one, i) => {
      const name = others[i] === undefined ? '' : `, ${others[i]},`;
      if (!one || !mayBe(one)) return [];
      return isAsMuch(one)
        ? [t`Another concept’s direction${name} does as much ${at(one)}: it is not this concept alone.`]
        : [t`Whether ${push(strength)} moves them further than another concept’s direction${name} cannot be told ${beside(one)}.`];
    }),
  ];
}
