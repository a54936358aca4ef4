/** Whether what is read at a prompt's last token goes along with the choice that follows. Pure. */
import { NO_INTERVAL } from '../auroc-interval';
import { bca, resample, type Interval } from '../bootstrap';
import { correctedP } from '../corrected-p';
import { partial, pearson } from '../correlation';
import { grouped } from '../grouped';
import { mean } from '../moments';
import { words } from '../words';
import { fixed } from './fixed';
import { pText } from './p-text';
import { t } from '../../language/t';

/** A prompt that was asked without a push. */
export interface AskedBefore {
  readonly prompt: string;
  /** Prompts with equal options have one: their margins differ by the prompt alone. */
  readonly options: string;
  /** [layer] projection at its last token. */
  readonly read: readonly number[];
  readonly margin: number;
  /** Its mean log odds by a bag of words (`bagScores`); none where there is no such bag. */
  readonly bag?: number;
}

export interface Before extends Interval {
  readonly n: number;
  /** How many different options; 1 where prompts are not held against those with the same. */
  readonly groups: number;
  /** Pearson's r of projection and margin at the block, and its p. */
  readonly r: number;
  readonly p: number;
  /** The p of this block's r, corrected for looking at all blocks; NaN where none can be had. */
  readonly corrected: number;
  /** The best of all blocks, its p corrected for having been picked. */
  readonly best: { readonly layer: number; readonly r: number; readonly p: number } | null;
  /** The r of words and margin, and of characters and margin; and what is left of r where they are taken out. */
  readonly words: number;
  readonly givenWords: number;
  readonly characters: number;
  readonly givenCharacters: number;
  /** The same of the bag of words; NaN where there is none, or where it never varies. */
  readonly bag: number;
  readonly givenBag: number;
}

/** Over so many prompts there is something to say. */
export const FEWEST_PROMPTS = 10;

/**
 * At a block, over all prompts; null for fewer than three. `within`: each less the mean of those with the same options, which takes out
 * what wording and situation do to both; prompts that are alone with their options are left out. Then p counts the means that were taken
 * out, prompts are resampled within their options and margins thrown among them.
 */
export function before(
  asked: readonly AskedBefore[],
  layer: number,
  { within, seed = 1 }: { within: boolean; seed?: number },
): Before | null {
  const whole = asked.filter(({ margin, read }) => Number.isFinite(margin) && read.every(Number.isFinite));
  const byOptions = grouped(whole, ({ options }) => options);
  const groups = within ? byOptions.filter((group) => group.length > 1) : [whole];
  const kept = groups.flat();
  if (kept.length < 3) return null;
  const values = (of: (one: AskedBefore) => number): number[] => groups.flatMap((group) => centred(group.map(of)));
  const layers = kept[0]!.read.length;
  const reads = Array.from({ length: layers }, (_, at) => values(({ read }) => read[at]!));
  const margins = values(({ margin }) => margin);
  const x = reads[layer]!;
  const [count, length] = [values(({ prompt }) => words(prompt).length), values(({ prompt }) => Array.from(prompt).length)];
  const bag = kept.every((one) => one.bag !== undefined) ? values((one) => one.bag!) : null;
  const { r, p } = pearson(x, margins, groups.length - 1);
  const best = correctedP(reads, margins, { seed, groups: groups.flatMap((group, i) => group.map(() => i)) });
  return {
    n: kept.length,
    groups: groups.length,
    r,
    p,
    ...intervalWithin(pointsOf(groups, layer), seed),
    corrected: best?.blocks[layer] ?? NaN,
    best: best && { layer: best.layer, r: best.r, p: best.p },
    words: pearson(count, margins).r,
    givenWords: partial(x, margins, count).r,
    characters: pearson(length, margins).r,
    givenCharacters: partial(x, margins, length).r,
    bag: bag ? pearson(bag, margins).r : NaN,
    givenBag: bag ? partial(x, margins, bag).r : NaN,
  };
}

/** [group][prompt] projection and margin, each less its mean in the group. */
const pointsOf = (groups: readonly (readonly AskedBefore[])[], layer: number): [x: number, y: number][][] =>
  groups.map((group) => {
    const [x, y] = [centred(group.map(({ read }) => read[layer]!)), centred(group.map(({ margin }) => margin))];
    return x.map((one, i): [number, number] => [one, y[i]!]);
  });

function centred(values: readonly number[]): number[] {
  const centre = mean(values);
  return values.map((value) => value - centre);
}

/**
 * 95 % interval (BCa) of r within groups: the points of each are drawn from its own, and the means of what was drawn are taken out. NaN
 * below `FEWEST_PROMPTS` points, and where it is not defined (`bca`).
 */
function intervalWithin(groups: readonly (readonly (readonly [x: number, y: number])[])[], seed: number): Interval {
  if (groups.flat().length < FEWEST_PROMPTS) return NO_INTERVAL;
  const r = (drawn: readonly Int32Array[]): number => {
    let [xx, yy, xy, wholeX, wholeY] = [0, 0, 0, 0, 0];
    for (const [i, places] of drawn.entries()) {
      let [sx, sy] = [0, 0];
      for (const place of places) {
        const [x, y] = groups[i]![place]!;
        sx += x;
        sy += y;
        xx += x * x;
        yy += y * y;
        xy += x * y;
      }
      [wholeX, wholeY] = [wholeX + xx, wholeY + yy];
      xx -= sx ** 2 / places.length;
      yy -= sy ** 2 / places.length;
      xy -= (sx * sy) / places.length;
    }
    // Of points that are all the same no more than rounding is left.
    return xx > 1e-12 * wholeX && yy > 1e-12 * wholeY ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) : NaN;
  };
  return bca(
    resample(
      groups.map((group) => group.length),
      r,
      { seed },
    ),
  );
}

/** Of r, either way: no more than this (a tenth of the variance) is too little to go by. Cohen's medium effect. */
const LITTLE = 0.3;

export type BeforeKind = 'few' | 'none' | 'untold' | 'mixed' | 'unnamed' | 'predicts' | 'opposite';

export interface BeforeVerdict {
  readonly kind: BeforeKind;
  readonly sentence: string;
}

/**
 * In words, of prompts held against those with the same options, for margins follow the wording of options, and readings the situation: r
 * over all of them is one even where neither has to do with the other. By the first rule that holds: fewer than `FEWEST_PROMPTS` such
 * prompts (`few`; where none share their options, of all); an interval that holds 0, or a p above .05: with an interval that lies within
 * ±`LITTLE` the two do not go along (`none`), with a wider one, or none, that is open (`untold`); no two prompts with the same options
 * (`mixed`); a block that was not named before the choices were looked at, whose p, corrected for looking at all of them, is above .05
 * (`unnamed`); r below 0 (`opposite`); `predicts`.
 */
export function beforeVerdict(
  { all, within }: { readonly all: Before; readonly within: Before | null },
  { layer, named }: { layer: number; named: boolean },
): BeforeVerdict {
  const { n, groups, r, p, low, high, corrected, best } = within ?? all;
  const held = within ? t`${n} prompts, held against those with the same options (${groups} of them),` : t`${n} prompts`;
  const numbers = t`r = ${fixed(r)} [${fixed(low)}, ${fixed(high)}] over ${held} at block ${layer}`;
  if (n < FEWEST_PROMPTS)
    return {
      kind: 'few',
      sentence: t`Too few prompts to say anything: ${n} ${within ? t`with options that they share ` : ''}were asked, and it takes ${FEWEST_PROMPTS}.`,
    };
  if (!(low > 0 || high < 0) || p > 0.05) {
    if (low >= -LITTLE && high <= LITTLE)
      return {
        kind: 'none',
        sentence: t`What is read before it answers does not go along with what it leans to, or no further than r = ${fixed(LITTLE)} either way (${numbers}).`,
      };
    const open = t`Whether what is read before it answers goes along with what it leans to cannot be told`;
    return {
      kind: 'untold',
      sentence: Number.isNaN(r)
        ? t`${open}: no r over ${n} prompts at block ${layer}, one of the two never varies.`
        : t`${open} (${numbers}): these prompts leave open both none and more than r = ${fixed(LITTLE)}. More of them may tell.`,
    };
  }
  const goes = t`What is read before it answers goes along with ${r < 0 ? t`the opposite of ` : ''}what it leans to`;
  if (!within)
    return {
      kind: 'mixed',
      sentence: t`${goes} (${numbers}), but no two of these prompts have the same options: whether prompts or options make it cannot be told. Prompts that share their options would tell.`,
    };
  const picked = best ? t` The best of all blocks is ${best.layer} (r = ${fixed(best.r)}, ${pText(best.p)} once all are counted).` : '';
  if (!named && !(corrected <= 0.05))
    return {
      kind: 'unnamed',
      sentence: t`${goes} at this block (${numbers}), which nobody named beforehand (${pText(corrected)} once all are counted).${picked}`,
    };
  return {
    kind: r < 0 ? 'opposite' : 'predicts',
    sentence: `${goes} (${numbers}${named ? t`, named beforehand by held-out pairs` : ''}).${picked}`,
  };
}
