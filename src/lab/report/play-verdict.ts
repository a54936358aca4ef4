/**
 * What games under a push mean, in one plain paragraph: does it move what is done, does it move it more than another push of its size, more
 * than asking. The rules stand at `playVerdict`; each sentence carries the numbers that chose it.
 */
import { FEWEST_GROUPS, FEWEST_ITEMS, meanInterval, type Effect } from '../choices';
import { mean } from '../moments';
import type { Sides } from './choice-verdict';
import { groupsOf, type ChoiceMargins, type StandIn, type Strength } from './choices';
import { fixed, signedFixed } from './fixed';
import type { Movable, PlaysGiven, PlaysReport } from './plays';
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

/** `stuck`: no situation's score can go where the push is meant to send it. */
export type PlayKind = PushKind | 'stuck';
export type PlayVerdictKind = PlayKind | 'none';

export interface PlayVerdict {
  /** Of the strongest push to either side that says most. */
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
 * For the strongest push to each side: `stuck` where no situation that was played without a push can go that way; else its kind
 * (`kindOf`). Then: stand-ins that do as much; what asking does beside it. `told` ends here. Then: which situations can move; how the
 * model's leaning moved; of what the interval speaks.
 */
export function playVerdict(report: PlaysReport, given: PlaysGiven, { sides, others = [] }: Called): PlayVerdict {
  const { strengths, asked } = report.score.shifts;
  const strongest = [strengths.findLast(({ alpha }) => alpha > 0), strengths.find(({ alpha }) => alpha < 0)].filter(
    (one) => one !== undefined,
  );
  const games = Math.max(0, ...strongest.map(({ effect }) => effect.items.length));
  if (games === 0) return { kind: 'none', sentences: [t`No game was played to its end under a push and without one.`], told: 1 };
  const kinds = strongest.map((one) => playKind(one, report.movable));
  const sentences = strongest.map((one, i) => SENTENCE[kinds[i]!](one, report.movable));
  strongest.forEach((one, i) => {
    if (isClear(kinds[i]!)) sentences.push(...besideOthers(one, kinds[i]!, others));
  });
  strongest.forEach((one, i) => {
    if (kinds[i] !== 'few' && kinds[i] !== 'stuck') sentences.push(besideAsking(one, asked, given.scores, sides));
  });
  const told = sentences.length;
  sentences.push(...canMove(report.movable), ...strongest.flatMap((one) => leaning(one, report)), speaksFor(report.movable.length));
  const order: readonly PlayKind[] = ['moves', 'unspecific', 'no-more', 'unsure', 'against', 'nothing', 'stuck', 'few'];
  return { kind: order.find((kind) => kinds.includes(kind))!, sentences, told };
}

const playKind = (strength: Strength, movable: readonly Movable[]): PlayKind => {
  if (strength.effect.items.length < FEWEST_ITEMS) return 'few';
  const canGo = movable.some(({ canRise, canFall }) => (strength.alpha > 0 ? canRise : canFall));
  return canGo ? kindOf(strength) : 'stuck';
};

/** It moves scores where it is meant to. */
const isClear = (kind: PlayKind): boolean => ['unsure', 'no-more', 'unspecific', 'moves'].includes(kind);

const many = (n: number, one: string, more: string): string => (n === 1 ? t`one ${one}` : `${n} ${more}`);
const push = ({ alpha }: Strength): string => t`a push of ${String(alpha).replace('-', '−')}`;
const start = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
const measured = (effect: Pick<Effect, 'mean' | 'low' | 'high'>): string =>
  `D = ${signedFixed(effect.mean)} [${endsOf(effect)
    .map((end) => signedFixed(end))
    .join(', ')}]`;
const way = (strength: Strength): string => (signOf(strength) > 0 ? t`raises` : t`lowers`);
const asFar = (one: Strength): string =>
  t`${beyond(one) === 0 ? t`none` : beyond(one)} of ${one.random!.draws.length} random directions of its size moves them as far${
    one.random!.items < one.effect.items.length ? t`, on the ${one.random!.items} games that they were played in` : ''
  }`;

const SENTENCE: Record<PlayKind, (strength: Strength, movable: readonly Movable[]) => string> = {
  few: (one) =>
    t`Too few games to say anything: ${many(one.effect.items.length, t`game was`, t`games were`)} played to the end under ${push(one)} and without one, and it takes ${FEWEST_ITEMS}.`,
  stuck: (one, movable) =>
    t`What ${push(one)} does cannot be told: without one, every game scores ${signOf(one) > 0 ? 2 : 0} already (${many(gamesIn(movable), 'game', 'games')}).`,
  nothing: (one) =>
    t`${start(push(one))} moves what is done too little to be told from no push (${measured(one.effect)} of a score from 0 to 2).`,
  against: (one) =>
    t`${start(push(one))} ${signOf(one) > 0 ? t`lowers` : t`raises`} scores, against what it is meant to do (${measured(one.effect)}).`,
  unsure: (one) =>
    t`${start(push(one))} ${way(one)} scores (${measured(one.effect)}). Whether another push of its size would do the same is not known: ${lacking(one)}.`,
  'no-more': (one) =>
    t`${start(push(one))} ${way(one)} scores (${measured(one.effect)}), but no more than pushes of its size in random directions do: ${beyond(one)} of ${one.random!.draws.length} move them as far or further.`,
  unspecific: (one) =>
    t`${start(push(one))} ${way(one)} scores (${measured(one.effect)}), and ${asFar(one)}; that it moves them further than a direction learnt from shuffled labels is not shown (${besideLabels(one)}).`,
  moves: (one) => t`${start(push(one))} ${way(one)} scores (${measured(one.effect)}), and ${asFar(one)}.`,
};

const gamesIn = (movable: readonly Movable[]): number => movable.reduce((sum, { scores }) => sum + scores[0] + scores[1] + scores[2], 0);

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
  const which = strength.shuffled.includes(one) ? '' : t`its opposite, as likely, `;
  return t`${which}${signedFixed(one.mean)} beside ${signedFixed(one.own)}`;
}

/** What stands in the place of the directions and does as much takes their name from them; what may do as much, leaves it open. */
function besideOthers(strength: Strength, kind: PlayKind, others: readonly string[]): string[] {
  const sign = signOf(strength);
  const isAsMuch = (one: StandIn): boolean => holdsAgainst(one, sign) && one.mean * sign >= one.own * sign;
  const beside = (one: StandIn): string => t`(${signedFixed(one.mean)} beside ${signedFixed(one.own)})`;
  const shuffled = kind === 'unspecific' ? undefined : strength.shuffled.find(isAsMuch);
  return [
    ...(shuffled ? [t`The direction learnt from shuffled labels does as much ${beside(shuffled)}.`] : []),
    ...strength.other.flatMap((one, i) => {
      if (!one || !holdsAgainst(one, sign) || (!isAsMuch(one) && goesWith(one.ahead, sign))) return [];
      const name = others[i] === undefined ? '' : `, ${others[i]},`;
      return isAsMuch(one)
        ? [t`Another concept’s direction${name} does as much ${beside(one)}: it is not this concept alone.`]
        : [t`Whether ${push(strength)} moves scores further than another concept’s direction${name} cannot be told ${beside(one)}.`];
    }),
  ];
}

/** The same games, asked in words for the side that the push goes to: the difference of the two shifts, game by game. */
function besideAsking(strength: Strength, asked: PlaysReport['score']['shifts']['asked'], given: ChoiceMargins, sides: Sides): string {
  const sign = signOf(strength);
  const side = sign > 0 ? 'positive' : 'negative';
  const words = asked.find((one) => one.side === side)?.effect;
  const inWords = t`asking for “${sides[side]}” in one sentence`;
  const unknown = t`Whether ${inWords} would do as much is not known`;
  if (!words) return t`${unknown}: no game was played that way.`;
  const both = differences(strength.effect, words);
  if (both.length < FEWEST_ITEMS)
    return t`${unknown}: ${many(both.length, t`game was`, t`games were`)} played both ways, and it takes ${FEWEST_ITEMS}.`;
  const further = both.map((one) => one.further * sign);
  const groups = groupsOf(
    given,
    both.map(({ item }) => item),
  );
  const [low, high] = endsOf({ mean: mean(further), ...meanInterval(further, { groups }) });
  const numbers = t`${signedFixed(words.mean)} beside ${signedFixed(strength.effect.mean)}`;
  if (!goesWith(strength.effect, sign) && !goesWith(words, sign))
    return t`Neither ${push(strength)} nor ${inWords} ${way(strength)} scores for sure (${numbers}).`;
  if (low > 0) return t`${start(push(strength))} moves scores further than ${inWords} does (${numbers}).`;
  if (high < 0) return t`${start(inWords)} moves scores further than ${push(strength)} does (${numbers}).`;
  return t`Whether ${push(strength)} moves scores further than ${inWords} does cannot be told (${numbers}).`;
}

/** Situations whose score has no way up, or down, in sentences; and those that some push moved. */
function canMove(movable: readonly Movable[]): string[] {
  const named = (all: readonly Movable[]): string => all.map(({ situation }) => situation).join(', ');
  const [high, low] = [movable.filter(({ canRise }) => !canRise), movable.filter(({ canFall }) => !canFall)];
  const moved = movable.filter((one) => one.moved);
  return [
    ...(high.length > 0 ? [t`Cannot rise, for every game without a push scores 2: ${named(high)}.`] : []),
    ...(low.length > 0 ? [t`Cannot fall, for every game without a push scores 0: ${named(low)}.`] : []),
    moved.length > 0
      ? t`Under some push a game scored otherwise in ${moved.length} of ${movable.length} situations: ${named(moved)}.`
      : t`Under no push did a game of these situations score otherwise than without one.`,
  ];
}

const share = (value: number): string => `${fixed(100 * value, 1)} %`;

/** A small model scores by chance of its draws; how likely it was to help says more. */
function leaning({ alpha }: Strength, { helping }: PlaysReport): string[] {
  const at = (strength: number): number => helping.levels.pushes.find((one) => one.alpha === strength)?.mean ?? NaN;
  // Absent where a file has no policies.
  const shift = helping.shifts.strengths.find((one) => one.alpha === alpha);
  if (!shift) return [];
  const ends = endsOf(shift.effect)
    .map((end) => signedFixed(100 * end, 1))
    .join(', ');
  return [
    t`How likely the model was to help in a step: ${share(at(0))} without a push, ${share(at(alpha))} under ${push(shift)} (shift ${signedFixed(100 * shift.effect.mean, 1)} [${ends}] points).`,
  ];
}

const speaksFor = (situations: number): string =>
  situations >= FEWEST_GROUPS
    ? t`Intervals draw whole situations (${situations} of them): they speak for situations like these.`
    : t`Intervals draw games, for there are fewer than ${FEWEST_GROUPS} situations: they speak for other draws of these games alone.`;
