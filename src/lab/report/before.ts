/** Whether what is read at a prompt's last token goes along with the choice that follows. Pure. */
import type { Interval } from '../bootstrap';
import { correctedP } from '../corrected-p';
import { partial, pearson } from '../correlation';
import { mean } from '../moments';
import { words } from '../words';
import { agreementInterval } from './compare';
import { fixed } from './fixed';
import { pText } from './p-text';

/** A prompt that was asked without a push. */
export interface AskedBefore {
  readonly prompt: string;
  /** Prompts with equal options have one: their margins differ by the prompt alone. */
  readonly options: string;
  /** [layer] projection at its last token. */
  readonly read: readonly number[];
  readonly margin: number;
}

export interface Before extends Interval {
  readonly n: number;
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
}

/** Over so many prompts there is something to say. */
export const FEWEST_PROMPTS = 10;

/**
 * At a block, over all prompts; null for fewer than three. `within`: less the mean of those with the same options, which takes out what
 * wording and situation do to both; prompts that are alone with their options are left out.
 */
export function before(
  asked: readonly AskedBefore[],
  layer: number,
  { within, seed = 1 }: { within: boolean; seed?: number },
): Before | null {
  const groups = new Map<string, AskedBefore[]>();
  for (const one of asked) groups.set(one.options, [...(groups.get(one.options) ?? []), one]);
  const kept = asked.filter(
    ({ margin, read, options }) => Number.isFinite(margin) && read.every(Number.isFinite) && (!within || groups.get(options)!.length > 1),
  );
  if (kept.length < 3) return null;
  const values = (of: (one: AskedBefore) => number): number[] =>
    kept.map((one) => of(one) - (within ? mean(groups.get(one.options)!.map(of)) : 0));
  const layers = kept[0]!.read.length;
  const reads = Array.from({ length: layers }, (_, at) => values(({ read }) => read[at]!));
  const margins = values(({ margin }) => margin);
  const x = reads[layer]!;
  const [count, length] = [values(({ prompt }) => words(prompt).length), values(({ prompt }) => Array.from(prompt).length)];
  const { r, p } = pearson(x, margins);
  const best = correctedP(reads, margins, { seed });
  return {
    n: kept.length,
    r,
    p,
    ...agreementInterval({ x, y: margins }, { seed }),
    corrected: best?.blocks[layer] ?? NaN,
    best: best && { layer: best.layer, r: best.r, p: best.p },
    words: pearson(count, margins).r,
    givenWords: partial(x, margins, count).r,
    characters: pearson(length, margins).r,
    givenCharacters: partial(x, margins, length).r,
  };
}

export type BeforeKind = 'few' | 'none' | 'unnamed' | 'predicts' | 'opposite';

export interface BeforeVerdict {
  readonly kind: BeforeKind;
  readonly sentence: string;
}

/**
 * In words, by the first rule that holds: fewer than `FEWEST_PROMPTS` prompts (`few`); an interval that holds 0 (`none`); a block that was
 * not named before the choices were looked at, whose p, corrected for looking at all of them, is above .05 (`unnamed`); r below 0
 * (`opposite`); `predicts`.
 */
export function beforeVerdict(found: Before, { layer, named }: { layer: number; named: boolean }): BeforeVerdict {
  const { n, r, low, high, corrected, best } = found;
  const numbers = `r = ${fixed(r)} [${fixed(low)}, ${fixed(high)}] over ${n} prompts at block ${layer}`;
  if (n < FEWEST_PROMPTS)
    return { kind: 'few', sentence: `Too few prompts to say anything: ${n} were asked, and it takes ${FEWEST_PROMPTS}.` };
  if (!(low > 0 || high < 0))
    return {
      kind: 'none',
      sentence: `What is read before it answers does not go along with what it leans to (${Number.isNaN(r) ? `no r over ${n} prompts at block ${layer}: one of the two never varies` : numbers}).`,
    };
  const goes = `What is read before it answers goes along with ${r < 0 ? 'the opposite of ' : ''}what it leans to`;
  const picked = best ? ` The best of all blocks is ${best.layer} (r = ${fixed(best.r)}, ${pText(best.p)} once all are counted).` : '';
  if (!named && !(corrected <= 0.05))
    return {
      kind: 'unnamed',
      sentence: `${goes} at this block (${numbers}), which nobody named beforehand (${pText(corrected)} once all are counted).${picked}`,
    };
  return {
    kind: r < 0 ? 'opposite' : 'predicts',
    sentence: `${goes} (${numbers}${named ? ', named beforehand by held-out pairs' : ''}).${picked}`,
  };
}
