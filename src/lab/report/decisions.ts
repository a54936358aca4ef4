/** Whether what is read before a decision in a game goes along with what is decided, beside length and turn. Pure. */
import { NO_INTERVAL } from '../auroc-interval';
import { bca, resample, type Interval } from '../bootstrap';
import { partial, pearson } from '../correlation';
import { grouped } from '../grouped';
import { mean } from '../moments';

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
  /** What is left of r where the length of the prompt, or the turn, is taken out; NaN where nothing varies but with that. */
  readonly givenTokens: number;
  readonly givenTurn: number;
  /** Their intervals, where that of r leaves out 0; else NaN: of what may be nothing, nothing is left. */
  readonly givenTokensInterval: Interval;
  readonly givenTurnInterval: Interval;
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
export function decided(asked: readonly Decision[], layer: number, seed = 1): Decided | null {
  const whole = asked.filter(({ read, likely, tokens }) => [read[layer], likely, tokens].every(Number.isFinite));
  if (whole.length < 3) return null;
  const games = grouped(whole, ({ play }) => play);
  const situationOf = whole.map(({ situation }) => situation);
  const goes = (value: (one: Decision) => number): GoesAlong => {
    const of = (values: (one: Decision) => number): number[] => centred(whole.map(values), situationOf);
    const y = of(value);
    const left =
      (control: Control) =>
      (all: readonly Decision[]): number =>
        given(all, layer, value, control);
    const interval = (statistic: (all: readonly Decision[]) => number): Interval => intervalOf(games, statistic, seed);
    const own = interval((all) => along(all, layer, value));
    const isTold = own.low > 0 || own.high < 0;
    return {
      r: along(whole, layer, value),
      givenTokens: left(TOKENS)(whole),
      givenTurn: left(TURN)(whole),
      givenTokensInterval: isTold ? interval(left(TOKENS)) : NO_INTERVAL,
      givenTurnInterval: isTold ? interval(left(TURN)) : NO_INTERVAL,
      tokens: rOf(of(TOKENS), y),
      turn: rOf(of(TURN), y),
      ...own,
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

/**
 * r alone with how likely helping was, at a block, by the same rules, and over how many games; null for fewer than three decisions, and
 * where nothing varies.
 */
export function decidedR(asked: readonly Decision[], layer: number): { readonly r: number; readonly games: number } | null {
  const whole = asked.filter(({ read, likely }) => Number.isFinite(read[layer]) && Number.isFinite(likely));
  if (whole.length < 3) return null;
  const r = along(whole, layer, ({ likely }) => likely);
  return Number.isFinite(r) ? { r, games: new Set(whole.map(({ play }) => play)).size } : null;
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

type Control = (one: Decision) => number;
const TOKENS: Control = ({ tokens }) => tokens;
const TURN: Control = ({ turn }) => turn;

/** What is left of `along` where a control is taken out; r itself where the control never varies, for then it takes nothing. */
function given(all: readonly Decision[], layer: number, value: (one: Decision) => number, control: Control): number {
  const situations = all.map(({ situation }) => situation);
  const of = (values: (one: Decision) => number): number[] => centred(all.map(values), situations);
  const [x, y, z] = [of(({ read }) => read[layer]!), of(value), of(control)];
  return z.every((one) => one === 0) ? rOf(x, y) : partial(x, y, z).r;
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

function intervalOf(games: readonly (readonly Decision[])[], statistic: (all: readonly Decision[]) => number, seed: number): Interval {
  if (games.length < FEWEST_GAMES) return NO_INTERVAL;
  return bca(resample([games.length], ([drawn]) => statistic(Array.from(drawn!, (game) => games[game]!).flat()), { seed }));
}
