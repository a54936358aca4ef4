/**
 * What a sweep means, in one plain paragraph. The rules stand at `sweepVerdict`; each sentence carries the numbers that chose it. Pure.
 */
import type { Side } from '../choices';
import { mean } from '../moments';
import { tInterval } from '../t-interval';
import { FEWEST_DRAWS } from './push-kind';
import type { SweepCell, SweepReport, SweepStrength, SweptStandIn } from './sweep';
import { FEWEST_PROMPTS, fluentShare, reachOf, staysLanguage, together, type Reach } from './sweep-success';
import { mostItems } from './spoken-push';
import * as say from './sweep-sentences';

export type SweepVerdictKind = 'none' | 'few' | 'broken' | 'nothing' | 'against' | 'unsure' | 'no-more' | 'unspecific' | 'moves';

/** Strengths to each side at which answers go along with the push and stay language; null where there are none. */
export interface Band {
  readonly up: Reach | null;
  readonly down: Reach | null;
}

export interface SweepVerdict {
  /** Of the side that says most: 'moves' is the best that can be said. */
  readonly kind: SweepVerdictKind;
  /** Of pushes towards the concept, and of those away from it. */
  readonly up: SweepVerdictKind;
  readonly down: SweepVerdictKind;
  /** Over all prompts, by the interval of the effect. */
  readonly band: Band;
  /** By mean effects, in the order of the prompts. */
  readonly situations: readonly ({ readonly name: string } & Band)[];
  readonly sentences: readonly string[];
}

const RARE = 0.05;
const ORDER: readonly SweepVerdictKind[] = ['moves', 'unspecific', 'no-more', 'unsure', 'against', 'nothing', 'broken', 'few', 'none'];

/**
 * Strengths that were tried on fewer than `FEWEST_PROMPTS` prompts are left out where the side has others (`toldOf`). Of those whose
 * answers stay language (`staysLanguage`: at least half as many read like language as those of the same prompts without a push) to each
 * side the one on the most prompts is judged, and of those the strongest (`mostItems`), by the first rule that holds:
 * - `none`: nothing was pushed to that side;
 * - `broken`: under no strength of that side do answers stay language;
 * - `few`: fewer than `FEWEST_PROMPTS` prompts have an effect;
 * - `nothing`: the interval of the mean effect holds 0;
 * - `against`: the interval lies on the other side than the push;
 * - `unsure`: fewer than `FEWEST_DRAWS` random pushes of its size were asked, or on fewer than `FEWEST_PROMPTS` of its prompts;
 * - `no-more`: more than one in twenty random pushes of its size moves answers as far that way;
 * - `unspecific`: it is not shown that it moves them further than a direction learnt from shuffled labels, or its opposite, prompt by
 *   prompt;
 * - `moves`, also where none of those was tried.
 * Where without a push none reads like language nothing more is said. Then: whether both sides move the same way, whether asking in one
 * sentence moves answers further, from which strength on answers do not stay language, at which strengths answers both move with the push
 * and stay language (over all prompts and by situation), how many answers were not scored, and which strengths are left out.
 * `situations`: [prompt] what its situation is called.
 */
export function sweepVerdict(report: SweepReport, sides: Readonly<Record<Side, string>>, situations: readonly string[]): SweepVerdict {
  const { cells, asked, plain, success } = report;
  const strengths = toldOf(report.strengths);
  const [up, down] = ([1, -1] as const).map((sign) => judged(strengths, sign)) as [Judged, Judged];
  const both = [up, down].filter(({ kind }) => kind !== 'none');
  const band = { up: bandOf(strengths, 1), down: bandOf(strengths, -1) };
  const places = bySituation(cells, situations);
  const found = {
    kind: ORDER.find((kind) => kind === up.kind || kind === down.kind)!,
    ...{ up: up.kind, down: down.kind, band, situations: places },
  };
  if (both.length === 0) return { ...found, sentences: [say.NOTHING_PUSHED] };
  const answers = cells.reduce((sum, cell) => sum + cell.answers, 0);
  const prompts = Math.max(...strengths.map(({ effect }) => effect.prompts));
  if (prompts < FEWEST_PROMPTS)
    return { ...found, sentences: [say.tooFew(prompts, FEWEST_PROMPTS), say.unscored(success.unscored, answers)] };
  if (fluentShare(plain) === 0) return { ...found, sentences: [say.NO_LANGUAGE, say.unscored(success.unscored, answers)] };
  const clear = both.filter(({ kind }) => kind !== 'nothing' && kind !== 'broken' && kind !== 'few');
  const sameWay = clear.length === 2 && Math.sign(up.strength!.effect.mean) === Math.sign(down.strength!.effect.mean);
  return {
    ...found,
    sentences: [
      ...both.map((one) => say.effect({ ...one, labels: one.strength && asFarByLabels(one.strength, one.sign) }, sides)),
      ...(sameWay ? [say.SAME_WAY] : []),
      ...(asked.length === 0 ? [say.NEVER_ASKED] : both.flatMap((one) => besideAsking(one, report, asked, sides))),
      ...(fluentShare(plain) >= 0.5 ? [] : [say.plainBroken(plain)]),
      ...both.map(({ sign }) => say.language(brokenFrom(strengths, sign), ofSign(strengths, sign))),
      ...both.map(({ sign }) => say.band(sign > 0 ? band.up : band.down, say.sideOf(sign, sides))),
      ...(places.length > 1 ? [say.bySituation(places)] : []),
      say.unscored(success.unscored, answers),
      ...say.leftOut(
        report.strengths.filter((one) => !strengths.includes(one)),
        FEWEST_PROMPTS,
      ),
    ],
  };
}

/** Of each side those that were tried on `FEWEST_PROMPTS` and more; all of them where there is none. */
const toldOf = (strengths: readonly SweepStrength[]): SweepStrength[] =>
  ([-1, 1] as const).flatMap((sign) => {
    const side = strengths.filter(({ alpha }) => alpha * sign > 0);
    const enough = side.filter(({ effect }) => effect.prompts >= FEWEST_PROMPTS);
    return enough.length > 0 ? enough : side;
  });

/** A side of the sweep, and the strength that it is judged by; null where none can be. */
export interface Judged {
  readonly sign: 1 | -1;
  readonly kind: SweepVerdictKind;
  readonly strength: SweepStrength | null;
}

/** Strengths of a sign, the weakest first. */
const ofSign = <T extends { readonly alpha: number }>(all: readonly T[], sign: 1 | -1): T[] =>
  all.filter(({ alpha }) => alpha * sign > 0).sort((a, b) => Math.abs(a.alpha) - Math.abs(b.alpha));

function judged(strengths: readonly SweepStrength[], sign: 1 | -1): Judged {
  const side = ofSign(strengths, sign);
  const fluent = side.filter(({ effect }) => staysLanguage(effect));
  const strength = mostItems(fluent, sign, ({ effect }) => effect.prompts) ?? null;
  if (side.length === 0 || !strength) return { sign, strength, kind: side.length === 0 ? 'none' : 'broken' };
  return { sign, strength, kind: kindOf(strength, sign) };
}

function kindOf(strength: SweepStrength, sign: 1 | -1): SweepVerdictKind {
  const { effect, random } = strength;
  if (effect.prompts < FEWEST_PROMPTS) return 'few';
  if (effect.low <= 0 && effect.high >= 0) return 'nothing';
  if (effect.mean * sign < 0) return 'against';
  if (!random || random.draws.length < FEWEST_DRAWS || random.prompts < FEWEST_PROMPTS) return 'unsure';
  if ((1 + say.beyond(random.draws, random.mean, sign)) / (1 + random.draws.length) > RARE) return 'no-more';
  return asFarByLabels(strength, sign) ? 'unspecific' : 'moves';
}

/** Where a push may owe all that it does to texts of this kind, and nothing to their labels: the stand-in that comes furthest. */
const asFarByLabels = ({ shuffled, mirrored }: SweepStrength, sign: 1 | -1): SweptStandIn | undefined =>
  [shuffled, mirrored]
    .filter((one) => one !== null && one.prompts >= FEWEST_PROMPTS && one.own * sign > 0 && !(one.ahead.low > 0))
    .toSorted((a, b) => (b!.mean - a!.mean) * sign)[0] ?? undefined;

/** The weakest strength from which on answers do not stay language, the stronger ones included; null where there is none. */
function brokenFrom(strengths: readonly SweepStrength[], sign: 1 | -1): SweepStrength | null {
  const side = ofSign(strengths, sign);
  return side[side.findLastIndex(({ effect }) => staysLanguage(effect)) + 1] ?? null;
}

/** Strengths in a row, from the weakest, whose interval lies on the side of the push and whose answers stay language. */
const bandOf = (strengths: readonly SweepStrength[], sign: 1 | -1): Reach | null =>
  reachOf(strengths, sign, ({ effect }) => {
    const near = sign > 0 ? effect.low : -effect.high;
    return effect.prompts >= FEWEST_PROMPTS && near > 0 && staysLanguage(effect);
  });

/** Of prompts of one situation the mean of their effects, and their answers together. */
function bySituation(cells: readonly SweepCell[], situations: readonly string[]): SweepVerdict['situations'] {
  const names = [...new Set(cells.map(({ prompt }) => situations[prompt]!))];
  return names.map((name) => {
    const own = cells.filter(({ prompt }) => situations[prompt] === name);
    const strengths = [...new Set(own.map(({ alpha }) => alpha))].map((alpha) => {
      const some = own.filter((cell) => cell.alpha === alpha);
      const effects = some.map((cell) => cell.mean).filter(Number.isFinite);
      return { alpha, mean: mean(effects), ...together(some), before: together(some.map(({ before }) => before)) };
    });
    return { name, up: reachOf(strengths, 1), down: reachOf(strengths, -1) };
  });
}

/** The same prompts, asked for the side in words: the difference of the two effects, prompt by prompt; or why that is not known. */
function besideAsking(
  { sign, kind, strength }: Judged,
  { cells }: SweepReport,
  asked: SweepReport['asked'],
  sides: Readonly<Record<Side, string>>,
): string[] {
  const words = asked.find(({ side }) => side === (sign > 0 ? 'positive' : 'negative'));
  if (!strength || kind === 'few') return [];
  const side = say.sideOf(sign, sides);
  if (!words) return [say.neverAsked(side)];
  const own = new Map(cells.filter(({ alpha }) => alpha === strength.alpha).map((cell) => [cell.prompt, cell.mean]));
  const pairs = words.shifts.flatMap(({ prompt, shift }) => {
    const push = own.get(prompt) ?? NaN;
    return Number.isFinite(push) ? [{ push, shift }] : [];
  });
  if (pairs.length < FEWEST_PROMPTS) return [say.tooFewAsked(side, pairs.length, FEWEST_PROMPTS)];
  const shifts = pairs.map(({ shift }) => shift);
  const goesWith = (values: readonly number[]): boolean => tInterval(values.map((value) => value * sign)).low > 0;
  return [
    say.asking(strength, side, {
      words: mean(shifts),
      push: mean(pairs.map(({ push }) => push)),
      on: pairs.length < Math.max(own.size, words.shifts.length) ? pairs.length : null,
      more: tInterval(pairs.map(({ push, shift }) => (push - shift) * sign)),
      some: goesWith(pairs.map(({ push }) => push)) || goesWith(shifts),
    }),
  ];
}
