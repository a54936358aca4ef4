import type { PairIndex } from './direction';
import type { BlockGram } from './gram';
import { InvalidInput } from './invalid';
import { random } from './random';
import { tryFit } from './readers/fit';
import type { Method } from './readers/method';
import { aurocAlong } from './validate';

/** A pair and the situation, or other group, that it belongs to. */
export interface GroupedPair extends PairIndex {
  readonly group: string;
}

/** How much of an AUROC could be had with labels that mean nothing. */
export interface Selectivity {
  /** AUROC of the test pairs, trained on the real labels; NaN where there is no direction. */
  readonly real: number;
  /** Mean AUROC with control labels in training and test; a drawing without a direction counts 0.5. */
  readonly control: number;
  /** real − control. */
  readonly selectivity: number;
  /** Over how many drawings the mean goes. */
  readonly drawings: number;
}

/**
 * Selectivity at one block (Hewitt and Liang 2019), for pairs: control labels are one coin a group, and all pairs of a group have their
 * texts swapped or not, in training and test alike. A direction that remembers situations does well on them; one that reads a concept does
 * not. Left out are the drawings that swap no group or all: those are the real labels, or the real labels turned round. Where no more than
 * `draws` different ones are left (2^(groups − 1) − 1), each is taken once; else `draws` by `seed`. A group seen in test alone cannot be
 * remembered, and makes selectivity look better than it is: whoever asks leaves such pairs out. Throws on fewer than two groups, no
 * training and no test pairs.
 */
export function selectivityAt(
  gram: BlockGram,
  method: Method,
  train: readonly GroupedPair[],
  test: readonly GroupedPair[],
  { draws = 20, seed = 1 }: { draws?: number; seed?: number } = {},
): Selectivity {
  if (train.length === 0 || test.length === 0) throw new InvalidInput('no pairs for the control');
  const groups = [...new Set([...train, ...test].map(({ group }) => group))];
  if (groups.length < 2) throw new InvalidInput(`control labels need two groups, and all pairs are of '${groups[0]}'`);
  const aurocs = swaps(groups.length, draws, seed).map((swap) => {
    const swapped = new Set(groups.filter((_, g) => swap[g]));
    const relabel = (pairs: readonly GroupedPair[]): PairIndex[] =>
      pairs.map(({ positive, negative, group }) =>
        swapped.has(group) ? { positive: negative, negative: positive } : { positive, negative },
      );
    const direction = tryFit(method, gram, relabel(train));
    return direction ? aurocAlong(direction, gram, relabel(test)) : 0.5;
  });
  const direction = tryFit(method, gram, train);
  const real = direction ? aurocAlong(direction, gram, test) : NaN;
  const control = aurocs.reduce((sum, value) => sum + value, 0) / aurocs.length;
  return { real, control, selectivity: real - control, drawings: aurocs.length };
}

/** [drawing][group] swapped or not. Swapping the others instead says the same, so where all are taken the last group never is. */
function swaps(groups: number, draws: number, seed: number): boolean[][] {
  if (!(Number.isInteger(draws) && draws > 0)) throw new InvalidInput(`expected at least one drawing, got ${draws}`);
  const different = 2 ** (groups - 1) - 1;
  if (different <= draws)
    return Array.from({ length: different }, (_, i) => Array.from({ length: groups }, (_, g) => Math.floor((i + 1) / 2 ** g) % 2 === 1));
  const uniform = random(seed);
  return Array.from({ length: draws }, () => {
    for (;;) {
      const swap = Array.from({ length: groups }, () => uniform() < 0.5);
      if (swap.includes(true) && swap.includes(false)) return swap;
    }
  });
}
