/** What is read of an item's options after its prompt, and which of their tokens each reading gives a probability. */
import { KEPT } from '../device/limits';
import { alike } from '../pass/row-reader';

export interface Reading {
  /** What is read after the prompt. */
  readonly given: readonly number[];
  /** Logits before the options' tokens number `from` to `from + count - 1`: those of `options` that begin as what is read before them. */
  readonly from: number;
  readonly count: number;
  /** Numbers of options. */
  readonly options: readonly number[];
}

/**
 * Each goes on from the one before it: the first option with the prompt, the others from where they part from one that was read. A token
 * that several options begin with is read once, and no logits of more than KEPT tokens are held.
 */
export function readingsTogether(options: readonly (readonly number[])[]): Reading[] {
  const all = [...options.keys()];
  if (all.length === 0) return [THE_PROMPT];
  const ordered = [...options].sort(byTokens);
  return ordered.flatMap((option, i) => {
    const from = i === 0 ? 0 : alike(ordered[i - 1]!, option) + 1;
    return chunks(from, option.length).map((chunk) => ({ ...chunk, given: option.slice(0, chunk.from + chunk.count - 1), options: all }));
  });
}

/** The prompt by itself, and each option by itself after it, `whole` however few of its logits are wanted. */
export function readingsApart(options: readonly (readonly number[])[]): Reading[] {
  return [
    { ...THE_PROMPT, options: [...options.keys()] },
    ...options.flatMap((option, i) => chunks(1, option.length).map((chunk) => ({ ...chunk, given: option.slice(0, -1), options: [i] }))),
  ];
}

/** An option with its prompt, in one reading however few logits are wanted. */
export const readingsAnew = (option: readonly number[], i: number): Reading[] =>
  chunks(0, option.length).map((chunk) => ({ ...chunk, given: option.slice(0, -1), options: [i] }));

const THE_PROMPT: Reading = { given: [], from: 0, count: 1, options: [] };

function chunks(from: number, to: number): { from: number; count: number }[] {
  const all: { from: number; count: number }[] = [];
  for (let at = from; at < to; at += KEPT) all.push({ from: at, count: Math.min(KEPT, to - at) });
  return all;
}

function byTokens(a: readonly number[], b: readonly number[]): number {
  const same = alike(a, b);
  return (a[same] ?? -1) - (b[same] ?? -1);
}
