import { hasBoth, isPaired, itemsOf, sidesOf, type Contrast } from './contrast';
import type { BlockGram } from './gram';
import type { TextIndex } from './indices';
import { InvalidInput } from './invalid';
import { random } from './random';
import { tryFit } from './readers/fit';
import type { Method } from './readers/method';
import { aurocAlong } from './validate';

/** Pairs, or lone texts, and the situation or other group that each belongs to. */
export type GroupedContrast = Contrast<TextIndex, { readonly group: string }>;

/** How much of an AUROC could be had with labels that mean nothing. */
export interface Selectivity {
  /** AUROC of the test texts, trained on the real labels; NaN where there is no direction. */
  readonly real: number;
  /** Mean AUROC with control labels in training and test; a drawing without a direction counts 0.5. NaN where there is no drawing. */
  readonly control: number;
  /** real − control. */
  readonly selectivity: number;
  /** Over how many drawings the mean goes. */
  readonly drawings: number;
}

/**
 * Selectivity at one block (Hewitt and Liang 2019): control labels are one coin a group, and all texts of a group have their labels turned
 * round or not, in training and test alike; of a pair, its texts are swapped. A direction that remembers situations does well on them; one
 * that reads a concept does not. Left out are the drawings that turn no group or all: those are the real labels, or the real labels turned
 * round. Where no more than `draws` different ones are left (2^(groups − 1) − 1), each is taken once; else `draws` by `seed`. Of lone texts
 * those are left out, too, that leave training or test with one class alone. A group seen in test alone cannot be remembered, and makes
 * selectivity look better than it is: whoever asks leaves such texts out. Throws on fewer than two groups, no training and no test texts.
 */
export function selectivityAt(
  gram: BlockGram,
  method: Method,
  train: GroupedContrast,
  test: GroupedContrast,
  { draws = 20, seed = 1 }: { draws?: number; seed?: number } = {},
): Selectivity {
  if (itemsOf(train).length === 0 || itemsOf(test).length === 0) throw new InvalidInput('no pairs for the control');
  const groups = [...new Set([...itemsOf(train), ...itemsOf(test)].map(({ group }) => group))];
  if (groups.length < 2)
    throw new InvalidInput(`control labels need two groups, and all ${isPaired(train) ? 'pairs' : 'texts'} are of '${groups[0]}'`);
  const aurocs = swaps(groups.length, draws, seed).flatMap((swap) => {
    const turned = new Set(groups.filter((_, g) => swap[g]));
    const [known, tested] = [relabelled(train, turned), relabelled(test, turned)];
    if (![known, tested].every((contrast) => hasBoth(sidesOf(contrast)))) return [];
    const direction = tryFit(method, gram, known);
    return [direction ? aurocAlong(direction, gram, tested) : 0.5];
  });
  const direction = tryFit(method, gram, train);
  const real = direction ? aurocAlong(direction, gram, test) : NaN;
  const control = aurocs.reduce((sum, value) => sum + value, 0) / aurocs.length;
  return { real, control, selectivity: real - control, drawings: aurocs.length };
}

/** The labels of these groups turned round. */
function relabelled(contrast: GroupedContrast, turned: ReadonlySet<string>): Contrast<TextIndex> {
  if (isPaired(contrast))
    return contrast.map(({ positive, negative, group }) =>
      turned.has(group) ? { positive: negative, negative: positive } : { positive, negative },
    );
  const other = { positive: 'negative', negative: 'positive' } as const;
  return { texts: contrast.texts.map(({ text, label, group }) => ({ text, label: turned.has(group) ? other[label] : label })) };
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
