/**
 * What a push does in games, beside what other pushes of its size do and what asking does. A game as it was begun (rules, control, seed) is
 * an item of src/lab/report/choices.ts, and its score, 0 to 2, stands in the place of the margin. Pure.
 */
import type { Side } from '../choices';
import { mean } from '../moments';
import { ACTION_KINDS, type ActionShares } from './action-kinds';
import { choicesReport, type ChoiceMargins, type ChoicesReport } from './choices';
import { levelsOf, type Levels } from './play-levels';

/** What was done in the games of one push, or where a side was asked for. */
export interface ActionsUnder {
  /** Of random directions the size of the push. */
  readonly alpha: number;
  /** Of games under all random directions of that size, in turn each way. */
  readonly random: boolean;
  /** The side that was asked for without a push; null for a push. */
  readonly side: Side | null;
  /** A game each: of its steps the share of each kind, and of the model's probability before them, the mean over steps. */
  readonly games: readonly { readonly done: ActionShares; readonly likely: ActionShares }[];
}

export interface PlaysGiven {
  /** [item] 0, 1 or 2 under each push; NaN where it was not played to its end. */
  readonly scores: ChoiceMargins;
  /** [item] mean over steps of the probability of all that helps, of 1. */
  readonly helping: ChoiceMargins;
  readonly actions: readonly ActionsUnder[];
}

/** Which way a situation's score can go. */
export interface Movable {
  readonly situation: string;
  /** [score] games without a push. */
  readonly scores: readonly [number, number, number];
  /** Not all of them score 2, or not all 0, so that there is a way up, or down. */
  readonly canRise: boolean;
  readonly canFall: boolean;
  /** Under some push, controls aside, a game of it scored otherwise than without one. */
  readonly moved: boolean;
}

export interface Measured {
  readonly levels: Levels;
  /** Against no push, game by game. */
  readonly shifts: ChoicesReport;
}

export interface PlaysReport {
  readonly score: Measured;
  readonly helping: Measured;
  readonly actions: readonly {
    readonly alpha: number;
    readonly random: boolean;
    readonly side: Side | null;
    readonly games: number;
    readonly done: ActionShares;
    readonly likely: ActionShares;
  }[];
  /** Of situations that were played without a push, in the order in which they first came. */
  readonly movable: readonly Movable[];
}

export const playsReport = ({ scores, helping, actions }: PlaysGiven, seed = 1): PlaysReport => ({
  score: measured(scores, seed),
  helping: measured(helping, seed),
  actions: actions
    .filter(({ games }) => games.length > 0)
    .map(({ alpha, random, side, games }) => ({
      ...{ alpha, random, side, games: games.length },
      done: meanShares(games.map(({ done }) => done)),
      likely: meanShares(games.map(({ likely }) => likely)),
    })),
  movable: movableOf(scores),
});

const measured = (given: ChoiceMargins, seed: number): Measured => ({ levels: levelsOf(given, seed), shifts: choicesReport(given, seed) });

const meanShares = (all: readonly ActionShares[]): ActionShares =>
  Object.fromEntries(ACTION_KINDS.map((kind) => [kind, mean(all.map((one) => one[kind]))])) as Record<
    (typeof ACTION_KINDS)[number],
    number
  >;

const there = (values: readonly number[]): number[] => [...values.keys()].filter((item) => Number.isFinite(values[item]));

function movableOf({ situations, plain, pushes }: ChoiceMargins): Movable[] {
  const played = there(plain);
  return [...new Set(played.map((item) => situations[item]!))].map((situation) => {
    const items = played.filter((item) => situations[item] === situation);
    const of = (score: number): number => items.filter((item) => plain[item] === score).length;
    const differs = (margins: readonly number[]): boolean =>
      items.some((item) => Number.isFinite(margins[item]) && margins[item] !== plain[item]);
    return {
      situation,
      scores: [of(0), of(1), of(2)],
      canRise: of(2) < items.length,
      canFall: of(0) < items.length,
      moved: pushes.some(({ alpha, margins }) => alpha !== 0 && differs(margins)),
    };
  });
}
