/**
 * Whether the pushes of a sweep succeed: an effect the way of the push, in answers that still read like language. By the published
 * criterion and the strict one (src/lab/report/success.ts), each beside what a vector that does nothing scores. Pure.
 */
import { mean } from '../moments';
import { halfAsCoherent, success, type SteeredSetting, type Success } from './success';
import type { Counted, SweepCell } from './sweep';
import { t } from '../../language/t';

/** Strengths, first and last of a row without a gap. */
export type Reach = readonly [from: number, to: number];

/** A prompt's strengths of each sign that succeed, next to each other and reaching nearest to no push; null where none does. */
export interface PromptReach {
  readonly prompt: number;
  readonly up: Reach | null;
  readonly down: Reach | null;
}

/** A strength that was chosen on some prompts, and its effect on the others. */
export interface Chosen {
  readonly alpha: number;
  /** Mean effect, in the unit of the score, on the prompts that it was chosen on, and on the others. */
  readonly onThese: number;
  readonly onOthers: number;
  readonly these: number;
  readonly others: number;
  /** Share of the others on which it succeeds. */
  readonly succeeds: number;
}

/** What choosing a strength of one sign on half of the prompts came to. `tried`: how many strengths of that sign had enough prompts. */
export type ChosenOn =
  | ({ readonly kind: 'chosen' } & Chosen)
  /** No strength succeeds on most of the half that chooses. */
  | { readonly kind: 'none'; readonly tried: number; readonly these: number }
  /** No push of this sign was tried. */
  | { readonly kind: 'untried' }
  /** A half has fewer than `FEWEST_IN_HALF` prompts with an effect under each strength. */
  | { readonly kind: 'few' };

export interface SweepSuccess {
  /** The share of coherent answers stands in place of shares that people called so; the effect is that of the score. */
  readonly counted: Success;
  /** The same of random directions of equal norm, each draw by itself; null where none was asked. */
  readonly random: Success | null;
  /** Of all answers under a push, the share that reads like language; NaN without one. */
  readonly under: number;
  readonly reaches: readonly PromptReach[];
  /** Each sign by itself: a strength towards the concept, and one away from it. */
  readonly chosen: { readonly up: ChosenOn; readonly down: ChosenOn };
  /** Answers without an effect: their score, or that of the same prompt without a push, is not there. */
  readonly unscored: number;
}

const HALF = 0.5;

/** Prompts with an effect, under which nothing is said of all of them. */
export const FEWEST_PROMPTS = 3;

/** Prompts with an effect in a half: five prompts, one a situation, can be cut in two. Their numbers stand in the sentence. */
export const FEWEST_IN_HALF = 2;

/** Answers under a push, beside those to the same prompts without one. */
export type Beside = Counted & { readonly before: Counted };

/** The share of answers that read like language; NaN of none. */
export const fluentShare = ({ answers, incoherent }: Counted): number => (answers - incoherent) / answers;

/** An effect the way of the push that is not zero, in answers that stay language. */
export const succeeds = ({ alpha, mean: effect, ...beside }: Pick<SweepCell, 'alpha' | 'mean'> & Beside): boolean =>
  alpha !== 0 && Math.sign(alpha) * effect > 0 && staysLanguage(beside);

/**
 * At least half as many of the answers read like language as of those to the same prompts without a push: what a model does by itself is
 * not held against the push. Where none reads like language without a push, nothing stays.
 */
export const staysLanguage = ({ before, ...under }: Beside): boolean =>
  halfAsCoherent({ alpha: NaN, empathic: NaN, coherent: fluentShare(under) }, { alpha: 0, empathic: NaN, coherent: fluentShare(before) });

/** `random`: [draw] the cells of random directions, which stand for pushes of both signs. */
export function sweepSuccess(cells: readonly SweepCell[], random: readonly (readonly SweepCell[])[] = []): SweepSuccess {
  const prompts = [...new Set(cells.map(({ prompt }) => prompt))];
  const of = (prompt: number): SweepCell[] => cells.filter((cell) => cell.prompt === prompt);
  const drawn = random.flatMap((draw) => settingsOf([...cells.filter(({ alpha }) => alpha === 0), ...draw]));
  return {
    counted: success(settingsOf(cells), halfAsCoherent),
    random: random.length === 0 ? null : success(drawn, halfAsCoherent),
    under: fluentShare(together(cells.filter(({ alpha }) => alpha !== 0))),
    reaches: prompts.map((prompt) => ({ prompt, up: reachOf(of(prompt), 1), down: reachOf(of(prompt), -1) })),
    chosen: { up: chosenOnHalf(cells, prompts, 1), down: chosenOnHalf(cells, prompts, -1) },
    unscored: cells.reduce((sum, { answers, samples }) => sum + answers - samples, 0),
  };
}

/** A setting a prompt: its strengths that have an effect, and no push. */
const settingsOf = (cells: readonly SweepCell[]): SteeredSetting[] =>
  [...new Set(cells.map(({ prompt }) => prompt))].map((prompt) => ({
    conditions: cells
      .filter((cell) => cell.prompt === prompt && (cell.alpha === 0 || Number.isFinite(cell.mean)))
      .map(({ alpha, mean: effect, answers, incoherent }) => ({
        alpha,
        coherent: fluentShare({ answers, incoherent }),
        empathic: alpha === 0 ? 0 : effect,
      })),
  }));

/** Answers of several cells. */
export const together = (cells: readonly Counted[]): Counted => ({
  answers: cells.reduce((sum, { answers }) => sum + answers, 0),
  incoherent: cells.reduce((sum, { incoherent }) => sum + incoherent, 0),
});

type Moved = Pick<SweepCell, 'alpha' | 'mean'> & Beside;

/** The strengths of a sign that are `right`, next to each other, from the weakest of them on; null where there is none. */
export function reachOf(cells: readonly Moved[], sign: 1 | -1): Reach | null;
export function reachOf<T extends { readonly alpha: number }>(cells: readonly T[], sign: 1 | -1, right: (cell: T) => boolean): Reach | null;
export function reachOf<T extends Moved>(cells: readonly T[], sign: 1 | -1, right: (cell: T) => boolean = succeeds): Reach | null {
  const side = cells.filter(({ alpha }) => alpha * sign > 0).toSorted((a, b) => Math.abs(a.alpha) - Math.abs(b.alpha));
  const first = side.findIndex(right);
  if (first < 0) return null;
  const end = side.findIndex((cell, i) => i > first && !right(cell));
  return [side[first]!.alpha, side[(end < 0 ? side.length : end) - 1]!.alpha];
}

/**
 * The strength of a sign with the largest mean effect its way among those that succeed on most of every other prompt (the first, the
 * third, …), and what it does on the rest, which had no say in it.
 */
function chosenOnHalf(cells: readonly SweepCell[], prompts: readonly number[], sign: 1 | -1): ChosenOn {
  const these = prompts.filter((_, i) => i % 2 === 0);
  const others = prompts.filter((_, i) => i % 2 === 1);
  const at = (alpha: number, some: readonly number[]): SweepCell[] =>
    cells.filter((cell) => cell.alpha === alpha && some.includes(cell.prompt) && Number.isFinite(cell.mean));
  const effect = (alpha: number, some: readonly number[]): number => mean(at(alpha, some).map((cell) => cell.mean));
  const share = (alpha: number, some: readonly number[]): number => {
    const own = at(alpha, some);
    return own.filter(succeeds).length / own.length;
  };
  const side = [...new Set(cells.map(({ alpha }) => alpha))].filter((alpha) => alpha * sign > 0);
  if (side.length === 0) return { kind: 'untried' };
  const tried = side.filter((alpha) => [these, others].every((some) => at(alpha, some).length >= FEWEST_IN_HALF));
  if (tried.length === 0) return { kind: 'few' };
  const alpha = tried
    .filter((one) => share(one, these) > HALF)
    .toSorted((a, b) => (effect(b, these) - effect(a, these)) * sign || Math.abs(a) - Math.abs(b))[0];
  if (alpha === undefined) return { kind: 'none', tried: tried.length, these: Math.max(...tried.map((one) => at(one, these).length)) };
  return {
    ...{ kind: 'chosen', alpha, onThese: effect(alpha, these), onOthers: effect(alpha, others), succeeds: share(alpha, others) },
    ...{ these: at(alpha, these).length, others: at(alpha, others).length },
  };
}

const text = (value: number): string => `${value > 0 ? '+' : ''}${value}`.replace('-', '−');

/** Where a prompt's answers go along with the push and still read like language, in words. */
export function reachText({ up, down }: PromptReach): string {
  const range = ([from, to]: Reach): string => (from === to ? text(from) : t`${text(from)} to ${text(to)}`);
  if (!up && !down)
    return t`no strength counts: its answers do not go the way of the push, or do not stay language beside those without one`;
  if (up && down) return t`both ways: ${range(up)}, and ${range(down)}`;
  return up ? t`towards the concept alone: ${range(up)}` : t`away from it alone: ${range(down!)}`;
}
