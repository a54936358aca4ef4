/** How far an answer lies along a direction at a block, and what of that is the push. */

/** What is read of an answer. */
export interface ReadAnswer {
  /** [token][layer], the push included from the first pushed block on. */
  readonly scores: readonly (readonly number[])[];
  /** [layer]: the mean when the finished answer is read again without a push; null where it was not. */
  readonly unsteeredScores: readonly number[] | null;
}

/** Each null where it is not known. */
export interface Moved {
  /** Mean score of its tokens as it was written, the push included. */
  readonly written: number | null;
  /** Mean score of the finished answer, read again without the push. */
  readonly read: number | null;
  /** How far `read` lies from that of the answer without a push. */
  readonly moved: number | null;
  /** What the push itself adds while it is written: `written` less `read`. */
  readonly added: number | null;
}

const known = (value: number | undefined): number | null => (value !== undefined && Number.isFinite(value) ? value : null);
const difference = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);

/** `reference`: the answer without a push; null where this is it, or there is none. */
export function movedAt({ scores, unsteeredScores }: ReadAnswer, reference: ReadAnswer | null, layer: number): Moved {
  const written = known(scores.reduce((sum, token) => sum + (token[layer] ?? NaN), 0) / scores.length);
  const read = known(unsteeredScores?.[layer]);
  return {
    written,
    read,
    moved: difference(read, known(reference?.unsteeredScores?.[layer])),
    added: difference(written, read),
  };
}
