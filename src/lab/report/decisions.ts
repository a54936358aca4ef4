/** Whether what is read before a decision in a game goes along with what is decided, beside length and turn. Pure. */
import { NO_INTERVAL } from '../auroc-interval';
import { bca, resample, type Interval } from '../bootstrap';
import { partial, pearson } from '../correlation';
import { grouped } from '../grouped';
import { mean } from '../moments';
import { fixed } from './fixed';
import { t } from '../../language/t';

/** A step of a game without a push in which something that helps and something else could be done. */
export interface Decision {
  /** Steps of one game have one. */
  readonly play: string;
  readonly situation: string;
  /** [layer] the unsteered projection at the end of the prompt, before the action. */
  readonly read: readonly number[];
  /** What was done helps. */
  readonly helped: boolean;
  /** How likely all that helps was to the model, of 1. */
  readonly likely: number;
  /** Of the prompt. */
  readonly tokens: number;
  /** From 1. */
  readonly turn: number;
}

/** r of the projection and a decision; `low`, `high`: its interval. NaN where one of both never varies. */
export interface GoesAlong extends Interval {
  readonly r: number;
  /** What is left of r where the length of the prompt, or the turn, is taken out. */
  readonly givenTokens: number;
  readonly givenTurn: number;
  /** Of the length, and of the turn, with the decision. */
  readonly tokens: number;
  readonly turn: number;
}

export interface Decided {
  readonly decisions: number;
  readonly games: number;
  readonly situations: number;
  /** Decisions in which what was done helps. */
  readonly helped: number;
  /** With what was done, 0 or 1. */
  readonly done: GoesAlong;
  /** With how likely it was: what was drawn is this and chance. */
  readonly likely: GoesAlong;
}

/** Over so many games there is an interval: their steps are no observations of their own. */
export const FEWEST_GAMES = 10;

/**
 * At a block; null for fewer than three decisions. Each value is taken less its mean in its situation, so that no r is made by situations
 * that read and decide otherwise. 95 % interval (BCa): whole games are drawn, and the means taken out anew.
 */
export function decided(given: readonly Decision[], layer: number, seed = 1): Decided | null {
  const whole = given.filter(({ read, likely, tokens }) => [read[layer], likely, tokens].every(Number.isFinite));
  if (whole.length < 3) return null;
  const games = grouped(whole, ({ play }) => play);
  const situationOf = whole.map(({ situation }) => situation);
  const goes = (value: (one: Decision) => number): GoesAlong => {
    const of = (values: (one: Decision) => number): number[] => centred(whole.map(values), situationOf);
    const [x, y] = [of(({ read }) => read[layer]!), of(value)];
    const [tokens, turn] = [of((one) => one.tokens), of((one) => one.turn)];
    return {
      r: rOf(x, y),
      givenTokens: partial(x, y, tokens).r,
      givenTurn: partial(x, y, turn).r,
      tokens: rOf(tokens, y),
      turn: rOf(turn, y),
      ...intervalOf(games, layer, value, seed),
    };
  };
  return {
    decisions: whole.length,
    games: games.length,
    situations: new Set(situationOf).size,
    helped: whole.filter(({ helped }) => helped).length,
    done: goes(({ helped }) => Number(helped)),
    likely: goes(({ likely }) => likely),
  };
}

/** r alone with how likely helping was, at a block, by the same rules; NaN for fewer than three decisions. */
export function decidedR(given: readonly Decision[], layer: number): number {
  const whole = given.filter(({ read, likely }) => Number.isFinite(read[layer]) && Number.isFinite(likely));
  if (whole.length < 3) return NaN;
  return along(whole, layer, ({ likely }) => likely);
}

/** r at a block with a value of each decision. */
function along(all: readonly Decision[], layer: number, value: (one: Decision) => number): number {
  const situations = all.map(({ situation }) => situation);
  const of = (values: (one: Decision) => number): number[] => centred(all.map(values), situations);
  return rOf(
    of(({ read }) => read[layer]!),
    of(value),
  );
}

/** Less the mean of its situation. Of values that are all the same no more than rounding is left, which is none. */
function centred(values: readonly number[], situations: readonly string[]): number[] {
  const means = new Map(
    grouped([...values.keys()], (i) => situations[i]).map((all) => [situations[all[0]!], mean(all.map((i) => values[i]!))]),
  );
  const largest = Math.max(...values.map(Math.abs));
  return values.map((value, i) => {
    const off = value - means.get(situations[i])!;
    return Math.abs(off) > 1e-12 * largest ? off : 0;
  });
}

const rOf = (x: readonly number[], y: readonly number[]): number => pearson(x, y).r;

function intervalOf(games: readonly (readonly Decision[])[], layer: number, value: (one: Decision) => number, seed: number): Interval {
  if (games.length < FEWEST_GAMES) return NO_INTERVAL;
  return bca(
    resample(
      [games.length],
      ([drawn]) => {
        const all = Array.from(drawn!, (game) => games[game]!).flat();
        return along(all, layer, value);
      },
      { seed },
    ),
  );
}

/** Of r, either way: no more than this is too little to go by (Cohen's medium effect). */
const LITTLE = 0.3;

export type DecidedKind = 'few' | 'untold' | 'none' | 'unnamed' | 'opposite' | 'predicts';

export interface DecidedVerdict {
  readonly kind: DecidedKind;
  readonly sentence: string;
}

/**
 * In words, of what was done. By the first rule that holds: fewer than `FEWEST_GAMES` games (`few`); an interval that holds 0, or none:
 * within ±`LITTLE` the two do not go along (`none`), else that is open (`untold`); a block that nobody named before games were looked at
 * (`unnamed`); r below 0 (`opposite`); `predicts`. A game without a helping action, or without another, decides nothing.
 */
export function decidedVerdict(
  { decisions, games, situations, helped, done }: Decided,
  { layer, named }: { readonly layer: number; readonly named: boolean },
): DecidedVerdict {
  const { r, low, high } = done;
  if (games < FEWEST_GAMES)
    return {
      kind: 'few',
      sentence: t`Too few games to say whether what is read goes along with what is decided: ${games} without a push, and it takes ${FEWEST_GAMES}.`,
    };
  const held = t`${decisions} decisions of ${games} games, held against those of the same situation (${situations}),`;
  const numbers = t`r = ${fixed(r)} [${fixed(low)}, ${fixed(high)}] over ${held} at block ${layer}`;
  if (!(low > 0 || high < 0)) {
    if (low >= -LITTLE && high <= LITTLE)
      return {
        kind: 'none',
        sentence: t`What is read before a decision does not go along with what is done, or no further than r = ${fixed(LITTLE)} either way (${numbers}).`,
      };
    const open = t`Whether what is read before a decision goes along with what is done cannot be told`;
    return {
      kind: 'untold',
      sentence:
        helped === 0 || helped === decisions
          ? t`${open}: of ${decisions} decisions ${helped} helped, so that there is nothing to tell apart.`
          : Number.isNaN(low)
            ? t`${open}: over ${held} one of the two hardly varies, or no interval can be had (r = ${fixed(r)}).`
            : t`${open} (${numbers}): these games leave open both none and more than r = ${fixed(LITTLE)}. More of them may tell.`,
    };
  }
  const goes = t`What is read before a decision goes along with ${r < 0 ? t`the opposite of ` : ''}what is done`;
  if (!named)
    return {
      kind: 'unnamed',
      sentence: t`${goes} at this block (${numbers}), which nobody named beforehand: another look would find another block.`,
    };
  return { kind: r < 0 ? 'opposite' : 'predicts', sentence: t`${goes} (${numbers}, named beforehand by held-out pairs).` };
}
