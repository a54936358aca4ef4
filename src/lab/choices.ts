/**
 * What a push does to choices between given answers. An item's margin is how much more likely its helping options are than its task
 * options; the effect of a push is by how much it moves the margin.
 */
import { bca, resample, type BootstrapOptions, type Interval } from './bootstrap';
import { grouped } from './grouped';
import { InvalidInput } from './invalid';
import { mean, variance } from './moments';

/** What an option is: the concept in it, or its opposite. */
export type Side = 'positive' | 'negative';

/**
 * [item]: the mean log-probability of its positive options minus that of its negative ones, each summed over its tokens, natural log.
 * Throws, with the item's number from 1, where a side has no option.
 */
export function margins(logProbs: readonly (readonly number[])[], sides: readonly (readonly Side[])[]): number[] {
  return logProbs.map((options, item) => {
    const of = (side: Side): number => {
      const found = options.filter((_, option) => sides[item]?.[option] === side);
      if (found.length === 0) throw new InvalidInput(`item ${item + 1} has no ${side} option`);
      return mean(found);
    };
    return of('positive') - of('negative');
  });
}

/** What a push does, over items. */
export interface Effect extends Interval {
  /** D, the mean over items of the margin with the push minus that without. */
  mean: number;
  /** [item] */
  shifts: number[];
  /** Share of items whose margin moved against the push, or not at all: no movement is no success. */
  wrong: number;
}

/** From this many items on there is an interval. */
export const FEWEST_ITEMS = 10;
/** From this many groups on whole groups are drawn: of fewer a resample hardly ever lacks one. */
export const FEWEST_GROUPS = 5;

/** `groups` [item]: items of one group are drawn together, where there are `FEWEST_GROUPS` of them. */
export interface EffectOptions extends BootstrapOptions {
  readonly groups?: readonly unknown[] | undefined;
}

/**
 * The effect of a push in the direction of `sign`. `low`, `high`: `meanInterval` of the shifts. Throws on no items and on lists of unequal
 * length.
 */
export function effect(pushed: readonly number[], plain: readonly number[], sign: 1 | -1, options: EffectOptions = {}): Effect {
  if (pushed.length !== plain.length || pushed.length === 0)
    throw new InvalidInput(`expected a margin with and one without the push for each item, got ${pushed.length} and ${plain.length}`);
  const shifts = pushed.map((margin, i) => margin - plain[i]!);
  return { mean: mean(shifts), shifts, wrong: wrongShare(shifts, sign), ...meanInterval(shifts, options) };
}

/** BCa of the mean (science: bootstrap.ts), over items or whole groups of them; NaN under `FEWEST_ITEMS` items. */
export function meanInterval(values: readonly number[], { groups, ...options }: EffectOptions = {}): Interval {
  if (values.length < FEWEST_ITEMS) return { low: NaN, high: NaN };
  const whole = groups ? grouped([...values.keys()], (item) => groups[item]) : [];
  if (whole.length < FEWEST_GROUPS) {
    const ofItems = resample([values.length], ([drawn]) => mean(Float64Array.from(drawn!, (i) => values[i]!)), options);
    return bca(ofItems);
  }
  const sums = whole.map((items) => items.reduce((sum, item) => sum + values[item]!, 0));
  return bca(
    resample(
      [whole.length],
      ([drawn]) => {
        let [sum, items] = [0, 0];
        for (const group of drawn!) [sum, items] = [sum + sums[group]!, items + whole[group]!.length];
        return sum / items;
      },
      options,
    ),
  );
}

/** Share of shifts against `sign`, or of none at all. */
export const wrongShare = (shifts: readonly number[], sign: 1 | -1): number =>
  shifts.filter((shift) => !(shift * sign > 0)).length / shifts.length;

/** Where an effect lies among those of as long pushes in random directions. */
export interface Among {
  /** Distance from the mean of the controls in their standard deviations (n−1). NaN where they do not differ. */
  z: number;
  /** Share of the controls that lie below, ties half. */
  percentile: number;
}

/** Throws under two controls. */
export function among(value: number, controls: readonly number[]): Among {
  if (controls.length < 2) throw new InvalidInput(`expected at least two controls, got ${controls.length}`);
  const below = controls.reduce((sum, control) => sum + (control < value ? 1 : control === value ? 0.5 : 0), 0);
  const spread = Math.sqrt(variance(controls));
  return { z: spread > 0 ? (value - mean(controls)) / spread : NaN, percentile: below / controls.length };
}
