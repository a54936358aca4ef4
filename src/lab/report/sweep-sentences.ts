/** The sentences of a sweep's verdict (src/lab/report/sweep-verdict.ts). Pure. */
import { signedFixed } from './fixed';
import type { Interval } from '../bootstrap';
import type { Side } from '../choices';
import { FEWEST_DRAWS } from './push-kind';
import type { Counted, SweepEffect, SweepStrength, SweptStandIn } from './sweep';
import { FEWEST_PROMPTS, fluentShare, type Reach } from './sweep-success';
import type { Judged, SweepVerdict } from './sweep-verdict';
import { t } from '../../language/t';

type Sides = Readonly<Record<Side, string>>;

export const NOTHING_PUSHED = t`No answer was written under a push yet.`;
export const SAME_WAY = t`Both directions move answers the same way: the push disturbs the model more than it steers it.`;

const minus = (text: string): string => text.replace('-', '−');
const alpha = (value: number): string => `${value > 0 ? '+' : ''}${minus(String(value))}`;
const percent = (value: number): string => `${Math.round(value * 100)} %`;
const range = ([from, to]: Reach): string => (from === to ? alpha(from) : t`${alpha(from)} to ${alpha(to)}`);
const push = ({ alpha: by }: SweepStrength): string => t`push of ${alpha(by)}`;
const measured = ({ mean, low, high }: SweepEffect): string => `${signedFixed(mean)} [${signedFixed(low)}, ${signedFixed(high)}]`;

/** What a push of this sign goes towards. */
export const sideOf = (sign: 1 | -1, { positive, negative }: Sides): string => `“${sign > 0 ? positive : negative}”`;

/** How many random pushes move as far that way, or further. */
export const beyond = (draws: readonly number[], mean: number, sign: 1 | -1): number =>
  draws.filter((draw) => draw * sign >= mean * sign).length;

export const tooFew = (prompts: number, fewest: number): string =>
  t`Too few prompts to say anything: ${prompts === 1 ? t`one has` : t`${prompts} have`} an effect, and it takes ${fewest}.`;

export const NEVER_ASKED = t`Whether asking in one sentence would do as much is not known: no prompt was asked that way.`;

export const neverAsked = (side: string): string =>
  t`Whether asking for ${side} in one sentence would do as much is not known: no prompt was asked that way.`;

export const tooFewAsked = (side: string, prompts: number, fewest: number): string =>
  t`Whether asking for ${side} in one sentence does as much is not known: ${prompts === 1 ? t`one prompt has` : t`${prompts || t`no`} prompts have`} an effect of both, and it takes ${fewest}.`;

/** Whether the push does anything, more than random ones of its size. */
export function effect(
  { kind, strength, sign, labels }: Judged & { readonly labels?: SweptStandIn | null | undefined },
  sides: Sides,
): string {
  const side = sideOf(sign, sides);
  if (!strength)
    return t`No push towards ${side} that was tried leaves half as many answers language as there are without a push: its effect says nothing.`;
  const { effect: found, random } = strength;
  const draws = random?.draws ?? [];
  const moves = t`A ${push(strength)} moves finished answers towards ${side} (${measured(found)} in the score)`;
  const further = random ? beyond(draws, random.mean, sign) : 0;
  const where =
    random && random.prompts < found.prompts ? t` (over ${random.prompts} of ${found.prompts} prompts, on which they were tried)` : '';
  const as = t`${further || t`none`} of ${draws.length}`;
  const more = t`${moves}, and more than pushes of its size in random directions: ${as} ${further === 0 ? t`moves` : t`move`} them as far${where}`;
  switch (kind) {
    case 'few':
      return t`Under a ${push(strength)} too few prompts have an effect: ${found.prompts}.`;
    case 'nothing':
      return t`A ${push(strength)} moves finished answers too little to be told from no push (${measured(found)} in the score).`;
    case 'against':
      return t`A ${push(strength)} moves finished answers away from ${side}, not towards it (${measured(found)} in the score).`;
    case 'unsure':
      return t`${moves}. Whether another push of its size would do the same is not known: ${random ? t`${draws.length} random directions over ${random.prompts} of its prompts are too few` : t`no random directions were tried on its prompts`}, it takes ${FEWEST_DRAWS} on ${FEWEST_PROMPTS}.`;
    case 'no-more':
      return t`${moves}, but no more than pushes of its size in random directions do: ${as} move them as far or further${where}.`;
    case 'unspecific':
      return t`${more}; that it moves them further than a direction learnt from shuffled labels is not shown (${signedFixed(labels!.own)} beside ${signedFixed(labels!.mean)}${labels === strength.shuffled ? '' : t` of its opposite, as likely`}).`;
    default:
      return strength.shuffled && strength.shuffled.prompts >= FEWEST_PROMPTS
        ? t`${more}, and further than a direction learnt from shuffled labels does (${signedFixed(strength.shuffled.own)} beside ${signedFixed(strength.shuffled.mean)}).`
        : `${more}.`;
  }
}

/**
 * `words`, `push`: mean effects of asking and of the push, over the prompts that have both; `on`: how many these are, where one of the two
 * has others as well. `more`: interval of how much further the push goes. `some`: the interval of the push or of asking lies on the side
 * that is meant.
 */
export function asking(
  strength: SweepStrength,
  side: string,
  { words, push: pushed, on, more, some }: { words: number; push: number; on: number | null; more: Interval; some: boolean },
): string {
  const where = on === null ? '' : t`, over the ${on} prompts that have an effect of both`;
  const both = t`${signedFixed(pushed)} beside ${signedFixed(words)}${where}`;
  const turned = t`${signedFixed(words)} beside ${signedFixed(pushed)}${where}`;
  const by = push(strength);
  if (!some) return t`Neither a ${by} nor asking for ${side} in one sentence moves answers towards it for sure (${both}).`;
  if (more.low > 0) return t`A ${by} moves answers further than asking for ${side} in one sentence does (${both}).`;
  if (more.high < 0) return t`Asking for ${side} in one sentence moves answers further than a ${by} does (${turned}).`;
  return t`Whether a ${by} moves answers further than asking for ${side} in one sentence does cannot be told (${both}).`;
}

const fluent = (counted: Counted): string => percent(fluentShare(counted));
const beside = ({ effect: found }: SweepStrength): string =>
  t`${fluent(found)} there, ${fluent(found.before)} of the same prompts without a push`;

export const plainBroken = (plain: Counted): string => t`Even without a push only ${fluent(plain)} of the answers read like language.`;

/** Where no answer reads like language without a push, no push can be said to leave or to take it. */
export const NO_LANGUAGE = t`Without a push none of the answers reads like language, so that no strength can be said to leave them language.`;

/** `from`: where answers stop to be language; null where no strength of `side` does that. */
export const language = (from: SweepStrength | null, side: readonly SweepStrength[]): string =>
  from && fluentShare(from.effect.before) === 0
    ? t`Without a push none of the answers to the prompts of ${alpha(from.alpha)} reads like language, so that this push cannot take it from them.`
    : from
      ? t`From ${alpha(from.alpha)} on fewer than half as many answers read like language as without a push (${beside(from)}).`
      : t`Up to ${alpha(side.at(-1)!.alpha)}, the strongest that was tried that way, answers stay language: at least half as many read like it as without a push (${beside(side.at(-1)!)}).`;

/** Where both hold, over all prompts. */
export const band = (found: Reach | null, side: string): string =>
  found
    ? t`Answers move towards ${side} and stay language at α ${found[0] === found[1] ? `= ${range(found)}` : t`from ${range(found)}`}.`
    : t`At no strength that was tried do answers, over all prompts, both move towards ${side} and stay language.`;

/** Where both hold, situation by situation. */
export const bySituation = (situations: SweepVerdict['situations']): string =>
  t`By situation, where mean effects have no interval: ${situations
    .map(({ name, up, down }) => `${name} ${[up, down].flatMap((one) => (one ? [range(one)] : [])).join(t` and `) || t`nowhere`}`)
    .join('; ')}.`;

/** Strengths that no other sentence speaks of. */
export const leftOut = (strengths: readonly SweepStrength[], fewest: number): string[] =>
  strengths.length === 0
    ? []
    : [
        t`Tried on too few prompts to be told of, for it takes ${fewest}: ${strengths
          .map((one) => t`${alpha(one.alpha)} (${one.effect.prompts})`)
          .join(', ')}.`,
      ];

export const unscored = (missing: number, answers: number): string =>
  missing === 0
    ? t`All ${answers} answers with and without a push were scored.`
    : t`${missing} of ${answers} answers (${percent(missing / answers)}) could not be scored and ${missing === 1 ? t`is` : t`are`} left out.`;
