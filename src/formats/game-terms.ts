/** What the rules of a game speak of: numbers of its state by name, conditions on them, and what changes them. */
import * as v from 'valibot';
import { exactRecord } from './exact';
import { atMost, is } from './schemas';
import { t } from '../language/t';

/**
 * A number, or the name of one: a number of the file's own; `step`, how many steps were taken; `near.X`, in walks, how far the player is
 * from a thing X (∞ where it is not on the board); `times.X`, how often the action X was done, and `first.X`, at which step first (∞ for
 * never). X may also be a tone: `kind`, `neutral`, `unkind`.
 */
export type Term = number | string;
export const COMPARISONS = ['<', '<=', '=', '>=', '>'] as const;
export type Condition =
  | readonly [Term, (typeof COMPARISONS)[number], Term]
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/** Numbers that are set, or added to, where a condition holds or always. */
export interface Effect {
  readonly if?: Condition | undefined;
  readonly set?: Readonly<Record<string, Term>> | undefined;
  readonly add?: Readonly<Record<string, Term>> | undefined;
}

/** Players of every game, beside the scripts of its file: a model by its menu, a model in free text, a person, dice. */
export const PLAYERS = ['model', 'free', 'person', 'dice'] as const;

/** First words of the terms that are no number of a file. */
export const WORDS = ['step', 'near', 'times', 'first'] as const;

export const TONES = ['kind', 'neutral', 'unkind'] as const;
export type Tone = (typeof TONES)[number];

/** Effects of one rule, action or line. */
const MOST_EFFECTS = 30;

/** How large a number of a file may be: sums of them stay numbers, however often they are added. */
const MOST_AMOUNT = 1e9;

/** Conditions within conditions; a file with more is none that a person wrote. */
const DEEPEST = 6;

const isAmount = (x: unknown): boolean => typeof x === 'number' && Math.abs(x) <= MOST_AMOUNT;

export const amount = is<number>(t`a number from −${MOST_AMOUNT} to ${MOST_AMOUNT}`, isAmount);

export const term = is<Term>(
  t`a number from −${MOST_AMOUNT} to ${MOST_AMOUNT} or the name of one`,
  (x) => (typeof x === 'string' && x.length < 80) || isAmount(x),
);

export const condition = is<Condition>(t`a condition, as ["times.kind", ">=", 2], or all, any, not`, (x) => isCondition(x, DEEPEST));

function isCondition(x: unknown, deep: number): boolean {
  if (typeof x !== 'object' || x === null || deep === 0) return false;
  if (Array.isArray(x)) return x.length === 3 && v.is(term, x[0]) && (COMPARISONS as readonly unknown[]).includes(x[1]) && v.is(term, x[2]);
  const [[key, inner] = [], ...others] = Object.entries(x);
  if (others.length > 0) return false;
  if (key === 'not') return isCondition(inner, deep - 1);
  return (key === 'all' || key === 'any') && Array.isArray(inner) && inner.length > 0 && inner.every((one) => isCondition(one, deep - 1));
}

const changes = is<Readonly<Record<string, Term>>>(
  t`numbers by name, as {"lives": -1}`,
  (x) => typeof x === 'object' && x !== null && !Array.isArray(x) && Object.values(x).every((one) => v.is(term, one)),
);
export const effects = atMost(
  'effects',
  MOST_EFFECTS,
  exactRecord({ if: v.optional(condition), set: v.optional(changes), add: v.optional(changes) }),
);

/** Every name that a condition asks for. */
export function namesOf(one: Condition): string[] {
  if (isComparison(one)) return [one[0], one[2]].filter((side) => typeof side === 'string');
  return 'not' in one ? namesOf(one.not) : ('all' in one ? one.all : one.any).flatMap(namesOf);
}

/** How many comparisons a condition is made of. */
export function comparisonsIn(one: Condition): number {
  if (isComparison(one)) return 1;
  return 'not' in one ? comparisonsIn(one.not) : ('all' in one ? one.all : one.any).reduce((sum, each) => sum + comparisonsIn(each), 0);
}

/** Every name that effects ask for, and those that they change. */
export const namesOfEffects = (all: readonly Effect[]): { asked: string[]; changed: string[] } => ({
  asked: all.flatMap(({ if: when, set = {}, add = {} }) => [
    ...(when ? namesOf(when) : []),
    ...[...Object.values(set), ...Object.values(add)].filter((side) => typeof side === 'string'),
  ]),
  changed: all.flatMap(({ set = {}, add = {} }) => [...Object.keys(set), ...Object.keys(add)]),
});

export const isComparison = (one: Condition): one is Extract<Condition, readonly unknown[]> => Array.isArray(one);
