/**
 * What games under a push mean, in one plain paragraph: does it move what is done, does it move it more than another push of its size, more
 * than asking. The rules stand at `playVerdict`; each sentence carries the numbers that chose it.
 */
import { FEWEST_ITEMS, type Effect } from '../choices';
import type { Sides } from './choice-verdict';
import type { StandIn, Strength } from './choices';
import { signedFixed } from './fixed';
import { besideAsking } from './play-asking';
import { canMove, leaning, notActed, speaksFor } from './play-more';
import type { PlaysGiven, PlaysReport } from './plays';
import { asFarByLabels, beyond, FEWEST_DRAWS, goesWith, holdsAgainst, kindOf, signOf, type PushKind } from './push-kind';
import { many, otherPushes, push, shiftSaid, start, way } from './push-words';
import { spokenOf } from './spoken-push';
import { t } from '../../language/t';

/** `stuck`: no situation's score can go where the push is meant to send it. */
export type PlayKind = PushKind | 'stuck';
export type PlayVerdictKind = PlayKind | 'none';

export interface PlayVerdict {
  /** Of the two pushes that are spoken of, one to either side, the one that says most. */
  readonly kind: PlayVerdictKind;
  readonly sentences: readonly string[];
  /** How many of them, from the first on, are the verdict itself; the others are what more there is to say. */
  readonly told: number;
}

interface Called {
  /** What the concept's sides are called, which sentences ask for. */
  readonly sides: Sides;
  /** What directions of other concepts are called, in their order in the report. */
  readonly others?: readonly string[] | undefined;
}

/**
 * For the push to each side that is spoken of (`spokenOf`): `stuck` where none of its games can go that way; else its kind (`kindOf`).
 * Then: stand-ins that do as much; what asking does beside it. `told` ends here. Then: answers that were no action; which situations can
 * move; how the model's leaning moved; of what the interval speaks; which other pushes there are.
 */
export function playVerdict(report: PlaysReport, given: PlaysGiven, { sides, others = [] }: Called): PlayVerdict {
  const { strengths, asked } = report.score.shifts;
  const spoken = spokenOf(strengths);
  if (spoken.length === 0) return { kind: 'none', sentences: [t`No game was played to its end under a push and without one.`], told: 1 };
  const kinds = spoken.map((one) => playKind(one, given.scores.plain));
  const sentences = spoken.map((one, i) => SENTENCE[kinds[i]!](one));
  spoken.forEach((one, i) => {
    if (isClear(kinds[i]!)) sentences.push(...besideOthers(one, kinds[i]!, others));
  });
  spoken.forEach((one, i) => {
    if (kinds[i] !== 'few' && kinds[i] !== 'stuck') sentences.push(besideAsking(one, asked, given.scores, sides));
  });
  const told = sentences.length;
  sentences.push(
    ...notActed(report.actions),
    ...canMove(report.movable),
    ...spoken.flatMap((one) => leaning(one, report, given.helping)),
    ...speaksFor(spoken),
    ...otherPushes(strengths, spoken, GAMES),
  );
  const order: readonly PlayKind[] = ['moves', 'unspecific', 'no-more', 'unsure', 'against', 'nothing', 'stuck', 'few'];
  return { kind: order.find((kind) => kinds.includes(kind))!, sentences, told };
}

const GAMES = { one: t`game`, more: t`games` };

const playKind = (strength: Strength, plain: readonly number[]): PlayKind => {
  const { items } = strength.effect;
  if (items.length < FEWEST_ITEMS) return 'few';
  return items.every((item) => plain[item] === endOf(strength)) ? 'stuck' : kindOf(strength);
};

/** The score that is as far as the push is meant to send games. */
const endOf = (strength: Strength): number => (signOf(strength) > 0 ? 2 : 0);

/** It moves scores where it is meant to. */
const isClear = (kind: PlayKind): boolean => ['unsure', 'no-more', 'unspecific', 'moves'].includes(kind);

const measured = (effect: Effect): string => `D = ${shiftSaid(effect)}`;
const asFar = (one: Strength): string =>
  t`${beyond(one) === 0 ? t`none` : beyond(one)} of ${one.random!.draws.length} random directions of its size moves them as far${onSome(one)}`;
/** Where a stop left random directions with some of the games. */
const onSome = ({ random, effect }: Strength): string =>
  random!.items < effect.items.length
    ? t`, on the ${random!.items} games that they were played in, where D is ${signedFixed(random!.mean)}`
    : '';

const SENTENCE: Record<PlayKind, (strength: Strength) => string> = {
  few: (one) =>
    t`Too few games to say anything: ${many(one.effect.items.length, t`game was`, t`games were`)} played to the end under ${push(one)} and without one, and it takes ${FEWEST_ITEMS}.`,
  stuck: (one) =>
    t`What ${push(one)} does cannot be told: without one, every game scores ${endOf(one)} already (${many(one.effect.items.length, 'game', 'games')}).`,
  nothing: (one) =>
    t`${start(push(one))} moves what is done too little to be told from no push (${measured(one.effect)} of a score from 0 to 2).`,
  against: (one) =>
    t`${start(push(one))} ${signOf(one) > 0 ? t`lowers` : t`raises`} scores, against what it is meant to do (${measured(one.effect)}).`,
  unsure: (one) =>
    t`${start(push(one))} ${way(one)} scores (${measured(one.effect)}). Whether another push of its size would do the same is not known: ${lacking(one)}.`,
  'no-more': (one) =>
    t`${start(push(one))} ${way(one)} scores (${measured(one.effect)}), but no more than pushes of its size in random directions do: ${beyond(one)} of ${one.random!.draws.length} move them as far or further${onSome(one)}.`,
  unspecific: (one) =>
    t`${start(push(one))} ${way(one)} scores (${measured(one.effect)}), and ${asFar(one)}; that it moves them further than a direction learnt from shuffled labels is not shown (${besideLabels(one)}).`,
  moves: (one) => t`${start(push(one))} ${way(one)} scores (${measured(one.effect)}), and ${asFar(one)}.`,
};

/** Why random directions say nothing. */
function lacking({ random }: Strength): string {
  if (!random) return t`no random directions were played, it takes ${FEWEST_DRAWS}`;
  const { draws, items } = random;
  return draws.length < FEWEST_DRAWS
    ? t`${draws.length} random directions are too few, it takes ${FEWEST_DRAWS}`
    : t`random directions were played in ${many(items, t`game`, t`games`)}, and it takes ${FEWEST_ITEMS}`;
}

function besideLabels(strength: Strength): string {
  const one = asFarByLabels(strength)!;
  const which = strength.shuffled.includes(one) ? '' : t` of its opposite, as likely`;
  return t`${signedFixed(one.own)} beside ${signedFixed(one.mean)}${which}${whereOf(one)}`;
}

/** Where a stop left a stand-in with some of the games: both shifts are over these. */
const whereOf = ({ whole, items }: StandIn): string => (whole ? '' : t`, over the ${items} games that it was played in`);

/** What stands in the place of the directions and does as much takes their name from them; what may do as much, leaves it open. */
function besideOthers(strength: Strength, kind: PlayKind, others: readonly string[]): string[] {
  const sign = signOf(strength);
  const isAsMuch = (one: StandIn): boolean => holdsAgainst(one, sign) && one.mean * sign >= one.own * sign;
  const asMuch = (one: StandIn): string => t`(${signedFixed(one.mean)} beside ${signedFixed(one.own)}${whereOf(one)})`;
  const untold = (one: StandIn): string => t`(${signedFixed(one.own)} beside ${signedFixed(one.mean)}${whereOf(one)})`;
  const shuffled = kind === 'unspecific' ? undefined : strength.shuffled.find(isAsMuch);
  return [
    ...(shuffled ? [t`The direction learnt from shuffled labels does as much ${asMuch(shuffled)}.`] : []),
    ...strength.other.flatMap((one, i) => {
      if (!one || !holdsAgainst(one, sign) || (!isAsMuch(one) && goesWith(one.ahead, sign))) return [];
      const name = others[i] === undefined ? '' : `, ${others[i]},`;
      return isAsMuch(one)
        ? [t`Another concept’s direction${name} does as much ${asMuch(one)}: it is not this concept alone.`]
        : [t`Whether ${push(strength)} moves scores further than another concept’s direction${name} cannot be told ${untold(one)}.`];
    }),
  ];
}
