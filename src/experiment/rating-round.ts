/** A round of rating: which answer is in front of the person, what was rated and skipped in it, and the way back. */
import type { Rating } from './rating';

/** One thing that was done. `before`: the rating that a new one took the place of; null where there was none. */
export type Step =
  { readonly kind: 'rated'; readonly of: string; readonly before: Rating | null } | { readonly kind: 'skipped'; readonly of: string };

export interface Round {
  /** The answers that were rated before the round began are left out of the first round, and asked again in a later one. */
  readonly again: boolean;
  readonly steps: readonly Step[];
  /** The answer in front of the person; null before the first is chosen. It stays there when other answers arrive. */
  readonly at: string | null;
}

export const startRound = (again = false): Round => ({ again, steps: [], at: null });

/** What a round is about: the answers in their order, and those that this person has rated, whenever that was. */
export interface RoundOf {
  readonly order: readonly string[];
  readonly rated: ReadonlySet<string>;
}

/** The answers that this round has a rating for. */
export function ratedIn(round: Round, { order, rated }: RoundOf): ReadonlySet<string> {
  if (!round.again) return new Set(order.filter((id) => rated.has(id)));
  return new Set(round.steps.flatMap(({ kind, of }) => (kind === 'rated' && rated.has(of) ? [of] : [])));
}

/**
 * The answer in front of the person: the one that is there as long as it has no rating in this round, else the first that was neither
 * rated nor skipped, else the one that was skipped longest ago; null where all are rated.
 */
export function current(round: Round, about: RoundOf): string | null {
  const done = ratedIn(round, about);
  const open = about.order.filter((id) => !done.has(id));
  if (round.at !== null && open.includes(round.at)) return round.at;
  const skipped = round.steps.flatMap(({ kind, of }) => (kind === 'skipped' ? [of] : []));
  const fresh = open.find((id) => !skipped.includes(id));
  return fresh ?? open.toSorted((a, b) => skipped.lastIndexOf(a) - skipped.lastIndexOf(b))[0] ?? null;
}

/** The round after an answer got a rating. `before`: the earlier one by the same person. */
export const ratedNow = (round: Round, of: string, before: Rating | null): Round => ({
  ...round,
  steps: [...round.steps, { kind: 'rated', of, before }],
  at: null,
});

/** The round after an answer was put off: it comes back behind the others. */
export const skippedNow = (round: Round, of: string): Round => ({ ...round, steps: [...round.steps, { kind: 'skipped', of }], at: null });

/** The round with this answer kept in front of the person. */
export const staying = (round: Round, at: string | null): Round => (round.at === at ? round : { ...round, at });

/** The last step, and the round before it, with its answer in front again; null where there is none. */
export function undone(round: Round): { readonly step: Step; readonly round: Round } | null {
  const step = round.steps.at(-1);
  return step ? { step, round: { ...round, steps: round.steps.slice(0, -1), at: step.of } } : null;
}
