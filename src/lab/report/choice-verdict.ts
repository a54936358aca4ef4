/**
 * What choices under a push mean, in one plain paragraph. The rules stand at `choiceVerdict`; each sentence carries the numbers that chose
 * it.
 */
import { bca, resample } from '../bootstrap';
import { FEWEST_ITEMS, type Effect } from '../choices';
import { mean } from '../moments';
import type { ChoicesReport, StandIn, Strength } from './choices';
import { signedFixed } from './fixed';
import {
  asFarByLabels,
  beyond,
  differences,
  endsOf,
  FEWEST_DRAWS,
  goesWith,
  holdsAgainst,
  kindOf,
  signOf,
  type PushKind,
} from './push-kind';
import { t } from '../../language/t';

export type ChoiceVerdictKind = 'none' | PushKind;

export interface ChoiceVerdict {
  /** Of the strongest push to either side that says most: 'moves' is the best that can be said. */
  readonly kind: ChoiceVerdictKind;
  /** Of the strongest push towards the concept alone. */
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
 * For the strongest push to each side, its kind (`kindOf`). Then: what directions that stand in for it do where that is as much, or may
 * be; whether both sides move the same way (`told` ends here); items that moved the wrong way; what asking does, or why that cannot be
 * told. `sides`: of the items. `others`: what the directions of other concepts are called, in their order in the report. `asking`: what the
 * sentences ask for, where that is something else than the sides of the items.
 */
export function choiceVerdict(report: ChoicesReport, sides: Sides, others: readonly string[] = [], asking: Sides = sides): ChoiceVerdict {
  const { strengths, asked } = report;
  const strongest = [strengths.findLast(({ alpha }) => alpha > 0), strengths.find(({ alpha }) => alpha < 0)].filter(
    (one) => one !== undefined,
  );
  const items = Math.max(0, ...strongest.map(({ effect }) => effect.items.length));
  if (items === 0) return { kind: 'none', towards: 'none', sentences: [t`Nothing was asked under a push yet.`], told: 1 };
  if (items < FEWEST_ITEMS)
    return {
      kind: 'few',
      towards: 'few',
      sentences: [t`Too few items to say anything: ${many(items, t`item was`, t`items were`)} asked, and it takes ${FEWEST_ITEMS}.`],
      told: 1,
    };
  const kinds = strongest.map(kindOf);
  const sentences = strongest.map((one, i) => SENTENCE[kinds[i]!](one, sides));
  strongest.forEach((one, i) => sentences.push(...besideOthers(one, kinds[i]!, others)));
  sentences.push(...sameWay(strongest, kinds));
  const told = sentences.length;
  strongest.forEach((one, i) => {
    if (kinds[i] !== 'few' && kinds[i] !== 'nothing') sentences.push(wrongWay(one));
  });
  sentences.push(...(asked.length === 0 ? [NEVER_ASKED] : strongest.map((one) => besideAsking(one, asked, sides, asking))));
  const order: readonly PushKind[] = ['moves', 'unspecific', 'no-more', 'unsure', 'against', 'nothing', 'few'];
  const concept = strengths.findLast(({ alpha }) => alpha > 0);
  return { kind: order.find((kind) => kinds.some((one) => one === kind))!, towards: concept ? kindOf(concept) : 'none', sentences, told };
}

const many = (n: number, one: string, more: string): string => (n === 1 ? t`one ${one}` : `${n} ${more}`);
const push = ({ alpha }: Strength): string => t`a push of ${String(alpha).replace('-', '−')}`;
const start = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
const towards = (strength: Strength, sides: Sides): string => `“${signOf(strength) > 0 ? sides.positive : sides.negative}”`;
const measured = (effect: Effect): string =>
  `${signedFixed(effect.mean)} [${endsOf(effect)
    .map((end) => signedFixed(end))
    .join(', ')}]`;

const SENTENCE: Record<PushKind, (strength: Strength, sides: Sides) => string> = {
  few: (one) => t`Under ${push(one)} ${many(one.effect.items.length, t`item was`, t`items were`)} asked, and it takes ${FEWEST_ITEMS}.`,
  nothing: (one) => t`${start(push(one))} moves the choices too little to be told from no push (D = ${measured(one.effect)}).`,
  against: (one, sides) =>
    t`${start(push(one))} moves choices away from ${towards(one, sides)}, not towards it (D = ${measured(one.effect)}).`,
  unsure: (one, sides) =>
    t`${start(push(one))} moves choices towards ${towards(one, sides)} (D = ${measured(one.effect)}). Whether another push of its size would do the same is not known: ${lacking(one)}.`,
  'no-more': (one, sides) =>
    t`${start(push(one))} moves choices towards ${towards(one, sides)} (D = ${measured(one.effect)}), but no more than pushes of its size in random directions do: ${beyond(one)} of ${one.random!.draws.length} move them as far or further${onSome(one)}.`,
  unspecific: (one, sides) =>
    t`${start(push(one))} moves choices towards ${towards(one, sides)} (D = ${measured(one.effect)}), and more than pushes of its size in random directions (${beyond(one) === 0 ? t`none` : beyond(one)} of ${one.random!.draws.length} moves them as far${onSome(one)}); that it moves them further than a direction learnt from shuffled labels is not shown (${besideLabels(one)}).`,
  moves: (one, sides) =>
    t`${start(push(one))} moves choices towards ${towards(one, sides)} (D = ${measured(one.effect)}), and more than pushes of its size in random directions: ${beyond(one) === 0 ? t`none` : beyond(one)} of ${one.random!.draws.length} moves them as far${onSome(one)}.`,
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
  const which = strength.shuffled.includes(one) ? '' : t`its opposite, as likely, `;
  return t`${which}${signedFixed(one.mean)} beside ${signedFixed(one.own)}`;
}

/** A push that moves choices the same way in both directions disturbs the model: it does not steer it. */
function sameWay(strongest: readonly Strength[], kinds: readonly PushKind[]): string[] {
  const [up, down] = strongest;
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

/**
 * The same items, asked in words for the side of the concept that the push goes to: the difference of the two shifts, item by item; or why
 * it says nothing.
 */
function besideAsking(strength: Strength, asked: ChoicesReport['asked'], sides: Sides, asking: Sides): string {
  const sign = signOf(strength);
  const side = sign > 0 ? 'positive' : 'negative';
  const words = asked.find((one) => one.side === side)?.effect;
  const inWords = t`asking for “${asking[side]}” in one sentence`;
  const unknown = t`Whether ${inWords} would do as much is not known`;
  if (!words) return t`${unknown}: no item was asked that way.`;
  const more = differences(strength.effect, words).map(({ further }) => further * sign);
  if (more.length < FEWEST_ITEMS)
    return t`${unknown}: ${many(more.length, t`item was`, t`items were`)} asked both ways, and it takes ${FEWEST_ITEMS}.`;
  const [low, high] = endsOf({
    mean: mean(more),
    shifts: more,
    ...bca(resample([more.length], ([drawn]) => mean(Float64Array.from(drawn!, (i) => more[i]!)))),
  });
  const both = t`${signedFixed(words.mean)} beside ${signedFixed(strength.effect.mean)}`;
  // Where the sentence asks for something else than the sides of the items, the side that is moved to is said, too.
  const isSame = asking[side] === sides[side];
  const further = isSame ? 'further' : t`further towards ${towards(strength, sides)}`;
  if (!goesWith(strength.effect, sign) && !goesWith(words, sign))
    return t`Neither ${push(strength)} nor ${inWords} moves choices towards ${isSame ? t`it` : towards(strength, sides)} (${both}).`;
  if (low > 0) return t`${start(push(strength))} moves choices ${further} than ${inWords} does (${both}).`;
  if (high < 0) return t`${start(inWords)} moves choices ${further} than ${push(strength)} does (${both}).`;
  return t`Whether ${push(strength)} moves choices ${further} than ${inWords} does cannot be told (${both}).`;
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
  const beside = (one: StandIn): string => t`(${signedFixed(one.mean)} beside ${signedFixed(one.own)})`;
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
