/** What a push does to choices, beside what other pushes of its size do and what asking does. Pure: from margins, item by item. */
import { among, effect, wrongShare, type Among, type Effect, type Side } from '../choices';
import { mean } from '../moments';
import { endsOf } from './push-kind';
import { sharedItems } from './shared-items';

/** Margins of the items under one push, [item]; NaN where an item was not asked under it. */
export interface AskedUnder {
  readonly alpha: number;
  readonly margins: readonly number[];
}

/** Everything that was asked of the same items. */
export interface ChoiceMargins {
  /** [item] */
  readonly situations: readonly string[];
  /** Items of a situation are drawn together (`EffectOptions`): they are no observations of their own. */
  readonly together?: true;
  /** [item] without a push; NaN where that was not asked. */
  readonly plain: readonly number[];
  /** [item] without the edits that are beside every push, and without a push; absent where there are no edits. */
  readonly left?: readonly number[];
  readonly pushes: readonly AskedUnder[];
  /**
   * One a random direction and size of push. A direction and its opposite are drawn equally often, so a push of +α along one stands for
   * −α, too.
   */
  readonly random: readonly AskedUnder[];
  readonly shuffled: readonly AskedUnder[];
  /** [direction]: each direction of another concept by itself. */
  readonly other: readonly (readonly AskedUnder[])[];
  /** Without a push, with a sentence in front that asks for a side. */
  readonly asked: readonly { readonly side: Side; readonly margins: readonly number[] }[];
}

/** An effect, and the items that it is over. */
export interface EffectOn extends Effect {
  /** Places in the list of items; `shifts` are theirs. */
  readonly items: readonly number[];
}

/** Where a push lies among random ones of its size, over the items that all of these were asked in. */
export interface AmongRandom extends Among {
  /** [draw] mean shift, ascending. */
  readonly draws: readonly number[];
  /** The push itself over the same items. */
  readonly mean: number;
  readonly items: number;
}

/** Directions that stood in for these, pushed by as much, over the items that both were asked in. */
export interface StandIn {
  /** Their mean shift. */
  readonly mean: number;
  /** That of the push itself, over the same items. */
  readonly own: number;
  /** How much further the push moves them, item by item. */
  readonly ahead: Pick<Effect, 'mean' | 'low' | 'high'>;
  readonly items: number;
  /** These are all items of the push: only then do both belong in one picture. */
  readonly whole: boolean;
}

export interface Strength {
  readonly alpha: number;
  readonly effect: EffectOn;
  /** null under two random directions. */
  readonly random: AmongRandom | null;
  /** Those learnt from shuffled labels. */
  readonly shuffled: readonly StandIn[];
  /** Their opposites, as far along: labels are as likely to be swapped the other way round. */
  readonly mirrored: readonly StandIn[];
  /** [direction], in the order of `ChoiceMargins.other`; null where it was not asked under this strength. */
  readonly other: readonly (StandIn | null)[];
  /** Each situation with the number of its items, the mean of their shifts, and the share that moved against the push, or not at all. */
  readonly situations: readonly { readonly name: string; readonly items: number; readonly mean: number; readonly wrong: number }[];
}

export interface ChoicesReport {
  /** Strengths other than 0, ascending; those under which no item was asked are left out. */
  readonly strengths: readonly Strength[];
  /** What asking for a side does, where it was asked. */
  readonly asked: readonly { readonly side: Side; readonly effect: EffectOn }[];
  /** What the edits do by themselves: without a push, against nothing at all; null without edits, and where that was not asked. */
  readonly edits: EffectOn | null;
}

export function choicesReport(given: ChoiceMargins, seed = 1): ChoicesReport {
  const { pushes, plain, asked, left } = given;
  return {
    strengths: pushes
      .filter(({ alpha }) => alpha !== 0)
      .toSorted((a, b) => a.alpha - b.alpha)
      .flatMap((push) => strengthOf(given, push, seed) ?? []),
    asked: asked.flatMap(({ side, margins }) => {
      const moved = effectOf(given, margins, plain, side === 'positive' ? 1 : -1, seed);
      return moved ? [{ side, effect: moved }] : [];
    }),
    edits: left ? effectOf(given, plain, left, 1, seed) : null,
  };
}

function strengthOf(given: ChoiceMargins, { alpha, margins }: AskedUnder, seed: number): Strength | null {
  const { plain, situations } = given;
  const sign = alpha > 0 ? 1 : -1;
  const moved = effectOf(given, margins, plain, sign, seed);
  if (!moved) return null;
  const shiftOf = (of: readonly number[], items: readonly number[]): number => mean(items.map((item) => of[item]! - plain[item]!));
  const standIns = (controls: readonly AskedUnder[], at = alpha): StandIn[] =>
    controls
      .filter((one) => one.alpha === at)
      .flatMap((one) => {
        const items = moved.items.filter((item) => Number.isFinite(one.margins[item]));
        if (items.length === 0) return [];
        const whole = items.length === moved.items.length;
        const of = (under: readonly number[]): number[] => items.map((item) => under[item]!);
        const further = effect(of(margins), of(one.margins), sign, { seed, groups: groupsOf(given, items) });
        const [low, high] = endsOf(further);
        const ahead = { mean: further.mean, low, high };
        return [{ mean: shiftOf(one.margins, items), own: shiftOf(margins, items), ahead, items: items.length, whole }];
      });
  const names = [...new Set(moved.items.map((item) => situations[item]!))];
  return {
    alpha,
    effect: moved,
    random: amongRandom(given, { alpha, margins }),
    shuffled: standIns(given.shuffled),
    mirrored: standIns(given.shuffled, -alpha),
    other: given.other.map((one) => standIns(one).at(-1) ?? null),
    situations: names.map((name) => {
      const shifts = moved.shifts.filter((_, i) => situations[moved.items[i]!] === name);
      return { name, items: shifts.length, mean: mean(shifts), wrong: wrongShare(shifts, sign) };
    }),
  };
}

/** Items that both lists have. */
const both = (a: readonly number[], b: readonly number[]): number[] =>
  a.flatMap((value, item) => (Number.isFinite(value) && Number.isFinite(b[item]) ? [item] : []));

/** [item of these] its situation, where they are drawn together. */
export const groupsOf = ({ together, situations }: ChoiceMargins, items: readonly number[]): string[] | undefined =>
  together && items.map((item) => situations[item]!);

/** Over the items that have both margins; null where none has. */
export function effectOf(
  given: ChoiceMargins,
  pushed: readonly number[],
  plain: readonly number[],
  sign: 1 | -1,
  seed: number,
): EffectOn | null {
  const items = both(pushed, plain);
  if (items.length === 0) return null;
  const of = (margins: readonly number[]): number[] => items.map((item) => margins[item]!);
  return { ...effect(of(pushed), of(plain), sign, { seed, groups: groupsOf(given, items) }), items };
}

/** Over the items of one of the draws, shared by as many draws as make items times draws the most: a stopped work leaves holes. */
function amongRandom({ random, plain }: ChoiceMargins, { alpha, margins }: AskedUnder): AmongRandom | null {
  const sized = random.filter((one) => one.alpha === Math.abs(alpha));
  const pushed = both(margins, plain);
  const sets = sized.map((one) => pushed.filter((item) => Number.isFinite(one.margins[item])));
  const sharing = (items: readonly number[]): AskedUnder[] =>
    items.length === 0 ? [] : sized.filter((one) => items.every((item) => Number.isFinite(one.margins[item])));
  const items = sharedItems(sets);
  const draws = sharing(items).map((one) => mean(items.map((item) => one.margins[item]! - plain[item]!)));
  if (draws.length < 2) return null;
  const own = mean(items.map((item) => margins[item]! - plain[item]!));
  return { ...among(own, draws), draws: draws.sort((a, b) => a - b), mean: own, items: items.length };
}
