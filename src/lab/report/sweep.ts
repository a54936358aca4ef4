/**
 * What a sweep says: how far each push moves what the answers say, prompt by prompt and over all of them, beside random directions,
 * shuffled labels and asking in words, and what each push costs. An answer's score is that of its finished text, read again without a push;
 * its effect is that score less the one of the same prompt and sample without a push. Pure.
 */
import type { Interval } from '../bootstrap';
import { among, wrongShare, type Among, type Side } from '../choices';
import { damageOf, type Damage } from '../damage';
import { mean } from '../moments';
import { tInterval } from '../t-interval';
import { sweepSuccess, type SweepSuccess } from './sweep-success';

export type SweptKind = 'push' | 'random' | 'shuffled' | Side;

export interface SweptAnswer {
  /** Its place among the prompts. */
  readonly prompt: number;
  /** A side: asked for in words, not pushed. */
  readonly kind: SweptKind;
  readonly alpha: number;
  /** Which of the random directions. */
  readonly draw: number;
  readonly sample: number;
  /** At the block that is shown; NaN where the answer was not read again. */
  readonly score: number;
  readonly fluent: boolean;
  /** Mean log-probability per token under the model left alone. */
  readonly logProb: number;
}

export interface SweepGiven {
  readonly prompts: number;
  readonly answers: readonly SweptAnswer[];
  /** Those without push and edits; absent where there are no edits. */
  readonly left?: readonly SweptAnswer[];
  readonly damage: readonly { readonly kind: SweptKind; readonly alpha: number; readonly draw: number; readonly kl: readonly number[] }[];
}

/** Answers, and how many of them do not read like language. */
export interface Counted {
  readonly answers: number;
  readonly incoherent: number;
}

/** A prompt under a strength. `low`, `high`: Student's t over samples, NaN under two. */
export interface SweepCell extends Interval, Counted {
  readonly prompt: number;
  readonly alpha: number;
  /** Mean effect over samples. */
  readonly mean: number;
  /** Samples that have an effect. */
  readonly samples: number;
  /** The answers to the same prompt without a push. */
  readonly before: Counted;
}

/** Over prompts, each the mean of its samples. `low`, `high`: Student's t over prompts, NaN under two. */
export interface SweepEffect extends Interval, Counted {
  readonly mean: number;
  readonly prompts: number;
  /** Share of prompts that moved against the push, or not at all. */
  readonly wrong: number;
  /** The answers to the same prompts without a push. */
  readonly before: Counted;
  /** exp of the mean negative log-probability per token under the model left alone: how odd the answers are to it. */
  readonly perplexity: number;
}

/** Where a push lies among random ones of its size, over the prompts that all of these were tried on. */
export interface SweptAmongRandom extends Among {
  /** [draw] mean effect, ascending. */
  readonly draws: readonly number[];
  /** The push itself over the same prompts. */
  readonly mean: number;
  readonly prompts: number;
  readonly damage: Damage | null;
}

export interface SweepStrength {
  readonly alpha: number;
  readonly effect: SweepEffect;
  /** null where it was not measured. */
  readonly damage: Damage | null;
  /** Random directions at this size, over prompts that they and the push have in common; null under two of them. */
  readonly random: SweptAmongRandom | null;
  /** Over the prompts that they and the push have in common; `whole`: all of the push. null where there are none. */
  readonly shuffled: (SweptStandIn & { readonly whole: boolean; readonly damage: Damage | null }) | null;
  /** The opposite of that direction, as far along: labels are as likely to be swapped the other way round. */
  readonly mirrored: SweptStandIn | null;
}

/** What stood in for the direction, over the prompts that both were tried on. */
export interface SweptStandIn {
  readonly mean: number;
  readonly prompts: number;
  /** The push itself over the same prompts. */
  readonly own: number;
  /** How much further the push moves answers, prompt by prompt; Student's t, NaN under two prompts. */
  readonly ahead: Interval;
}

export interface SweepReport {
  /** Every prompt under every strength it was answered under, no push included. */
  readonly cells: readonly SweepCell[];
  /** Strengths other than 0, ascending. */
  readonly strengths: readonly SweepStrength[];
  /** The answers without a push. */
  readonly plain: Pick<SweepEffect, 'answers' | 'incoherent' | 'perplexity'>;
  /** `shifts`: the mean effect of each prompt that has one. */
  readonly asked: readonly {
    readonly side: Side;
    readonly effect: SweepEffect;
    readonly shifts: readonly { readonly prompt: number; readonly shift: number }[];
  }[];
  /** What the edits do by themselves: without a push, against nothing at all; null without edits, and where that was not asked. */
  readonly edits: (Interval & { readonly mean: number; readonly prompts: number; readonly damage: Damage | null }) | null;
  /** Whether the pushes, not the controls, succeed. */
  readonly success: SweepSuccess;
}

export function sweepReport({ answers, left = [], damage, prompts }: SweepGiven): SweepReport {
  const plain = answers.filter(({ kind, alpha }) => kind === 'push' && alpha === 0);
  const effect = against(plain);
  const strengths = [...new Set(answers.filter(({ kind }) => kind === 'push').map(({ alpha }) => alpha))].sort((a, b) => a - b);
  const of = (kind: SweptKind, alpha: number): SweptAnswer[] => answers.filter((one) => one.kind === kind && one.alpha === alpha);
  const damageAt = (kind: SweptKind, alpha: number): Damage | null =>
    damageOf(damage.filter((one) => one.kind === kind && one.alpha === alpha).flatMap(({ kl }) => kl));
  const over = (some: readonly SweptAnswer[], sign: 1 | -1): SweepEffect => {
    const shifts = [...promptMeans(some, effect).values()];
    return {
      ...{ mean: mean(shifts), prompts: shifts.length, wrong: wrongShare(shifts, sign) },
      ...tInterval(shifts),
      ...counted(some),
      before: languageOf(plain.filter(({ prompt }) => some.some((one) => one.prompt === prompt))),
    };
  };
  const strengthOf = (alpha: number): SweepStrength => {
    const own = promptMeans(of('push', alpha), effect);
    const random = amongRandom(of('random', Math.abs(alpha)), effect, own);
    const sign = alpha > 0 ? 1 : -1;
    const standIn = (at: number): SweptStandIn | null => {
      const both = [...promptMeans(of('shuffled', at), effect)].filter(([prompt]) => own.has(prompt));
      if (both.length === 0) return null;
      return {
        mean: mean(both.map(([, shift]) => shift)),
        prompts: both.length,
        own: mean(both.map(([prompt]) => own.get(prompt)!)),
        ahead: tInterval(both.map(([prompt, shift]) => (own.get(prompt)! - shift) * sign)),
      };
    };
    const shuffled = standIn(alpha);
    return {
      alpha,
      effect: over(of('push', alpha), sign),
      damage: damageAt('push', alpha),
      random: random && { ...random, damage: damageAt('random', Math.abs(alpha)) },
      shuffled: shuffled && { ...shuffled, whole: shuffled.prompts === own.size, damage: damageAt('shuffled', alpha) },
      mirrored: standIn(-alpha),
    };
  };
  const places = Array.from({ length: prompts }, (_, prompt) => prompt);
  const cells = places.flatMap((prompt) => strengths.flatMap((alpha) => cellOf({ prompt, alpha }, of('push', alpha), plain, effect) ?? []));
  const draws = [...new Set(answers.filter(({ kind }) => kind === 'random').map(({ draw }) => draw))];
  const drawn = draws.map((draw) =>
    places.flatMap((prompt) =>
      strengths.flatMap((alpha) => {
        const own = of('random', Math.abs(alpha)).filter((one) => one.draw === draw);
        return alpha === 0 ? [] : (cellOf({ prompt, alpha }, own, plain, effect) ?? []);
      }),
    ),
  );
  const alone = [...promptMeans(plain, against(left)).values()];
  return {
    cells,
    edits: alone.length === 0 ? null : { mean: mean(alone), prompts: alone.length, ...tInterval(alone), damage: damageAt('push', 0) },
    success: sweepSuccess(cells, drawn),
    strengths: strengths.filter((alpha) => alpha !== 0).map(strengthOf),
    plain: counted(plain),
    asked: (['positive', 'negative'] as const).flatMap((side) => {
      const some = answers.filter(({ kind }) => kind === side);
      const shifts = [...promptMeans(some, effect)].map(([prompt, shift]) => ({ prompt, shift }));
      return some.length === 0 ? [] : [{ side, shifts, effect: over(some, side === 'positive' ? 1 : -1) }];
    }),
  };
}

type EffectOf = (answer: SweptAnswer) => number;

/** An answer's score less that of the same prompt and sample among `others`; NaN where that is not there. */
function against(others: readonly SweptAnswer[]): EffectOf {
  const before = new Map(others.map(({ prompt, sample, score }) => [`${prompt} ${sample}`, score]));
  return ({ prompt, sample, score }) => score - (before.get(`${prompt} ${sample}`) ?? NaN);
}

function cellOf(
  { prompt, alpha }: Pick<SweepCell, 'prompt' | 'alpha'>,
  pushed: readonly SweptAnswer[],
  plain: readonly SweptAnswer[],
  effect: EffectOf,
): SweepCell | null {
  const own = pushed.filter((one) => one.prompt === prompt);
  if (own.length === 0) return null;
  const shifts = own.map(effect).filter(Number.isFinite);
  return {
    ...{ prompt, alpha, mean: mean(shifts), samples: shifts.length },
    ...languageOf(own),
    before: languageOf(plain.filter((one) => one.prompt === prompt)),
    ...tInterval(shifts),
  };
}

/** The mean effect of each prompt that has one. */
function promptMeans(answers: readonly SweptAnswer[], effect: EffectOf): Map<number, number> {
  const shifts = new Map<number, number[]>();
  for (const one of answers) {
    const shift = effect(one);
    if (Number.isFinite(shift)) shifts.set(one.prompt, [...(shifts.get(one.prompt) ?? []), shift]);
  }
  return new Map([...shifts].map(([prompt, some]) => [prompt, mean(some)]));
}

/**
 * Over the prompts of one of the draws, shared by as many draws as make prompts times draws the most: a stop leaves holes, and one more
 * prompt makes what was tried no less true. `own`: the mean effect of the push by prompt.
 */
function amongRandom(
  answers: readonly SweptAnswer[],
  effect: EffectOf,
  own: ReadonlyMap<number, number>,
): Omit<SweptAmongRandom, 'damage'> | null {
  const all = [...new Set(answers.map(({ draw }) => draw))].map((draw) =>
    promptMeans(
      answers.filter((one) => one.draw === draw),
      effect,
    ),
  );
  const sharing = (prompts: readonly number[]): Map<number, number>[] =>
    prompts.length === 0 ? [] : all.filter((means) => prompts.every((prompt) => means.has(prompt)));
  const worth = (prompts: readonly number[]): number => prompts.length * sharing(prompts).length;
  const sets = all.map((means) => [...own.keys()].filter((prompt) => means.has(prompt)));
  const prompts = sets.reduce<readonly number[]>((best, one) => (worth(one) > worth(best) ? one : best), []);
  const over = (means: ReadonlyMap<number, number>): number => mean(prompts.map((prompt) => means.get(prompt)!));
  const draws = sharing(prompts).map(over);
  if (draws.length < 2) return null;
  return { ...among(over(own), draws), draws: draws.sort((a, b) => a - b), mean: over(own), prompts: prompts.length };
}

const counted = (answers: readonly SweptAnswer[]): Pick<SweepEffect, 'answers' | 'incoherent' | 'perplexity'> => ({
  ...languageOf(answers),
  perplexity: Math.exp(-mean(answers.map(({ logProb }) => logProb).filter(Number.isFinite))),
});

const languageOf = (answers: readonly SweptAnswer[]): Counted => ({
  answers: answers.length,
  incoherent: answers.filter(({ fluent }) => !fluent).length,
});
