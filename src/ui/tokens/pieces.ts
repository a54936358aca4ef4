/** An answer cut into the texts of its tokens, and how a score is tinted. Pure. */

/** [token] its text; what lies behind the last end belongs to the last. Empty where the ends are not known. */
export function piecesOf(text: string, ends: readonly number[]): string[] {
  return ends.map((end, i) => text.slice(ends[i - 1] ?? 0, i === ends.length - 1 ? text.length : end));
}

/** Where a score lies between the two kinds of text at a block. */
export interface TintScale {
  /** Halfway between the means of the two kinds. */
  readonly midpoint: number;
  /** How far apart the two means lie. */
  readonly separation: number;
}

/** So many separations from the midpoint have the full tint. Single tokens scatter more widely than means of whole texts. */
export const FULL = 3;

/** −1 to 1: towards the negative kind, towards the positive; 0 where it is not known. */
export function tintOf(score: number | undefined, { midpoint, separation }: TintScale): number {
  const share = (score! - midpoint) / (FULL * separation);
  return Number.isFinite(share) ? Math.max(-1, Math.min(1, share)) : 0;
}

/** Tokens that are drawn together: few enough that drawing them is no long task. */
const RUN = 100;

/** A list in runs, each with the place of its first item. */
export function runsOf<T>(all: readonly T[]): { readonly first: number; readonly items: readonly T[] }[] {
  return Array.from({ length: Math.ceil(all.length / RUN) }, (_, run) => ({
    first: run * RUN,
    items: all.slice(run * RUN, (run + 1) * RUN),
  }));
}
