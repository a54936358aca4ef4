/** Texts that repeat one another where they should not: they bend the figures, and nothing in a figure shows it. */

/** The two sides of a pair: their texts, or anything else that is equal where the texts are. */
export interface Sides {
  positive: string;
  negative: string;
}

/**
 * Indices of the pairs whose two sides are the same. Such a pair draws the two class means together and says nothing of their difference.
 */
export const samePairs = (pairs: readonly Sides[]): number[] =>
  pairs.flatMap(({ positive, negative }, i) => (positive === negative ? [i] : []));

/** A pair that stands a second time in its own split. Indices into the pairs; `as`: the first one. */
export interface Twin {
  pair: number;
  as: number;
}

/** Pairs that an earlier pair of the same split says word for word: they count twice and tell nothing more. */
export function twins(pairs: readonly (Sides & { split: 'train' | 'test' })[]): Twin[] {
  const first = new Map<string, number>();
  return pairs.flatMap((pair, i): Twin[] => {
    const key = `${pair.split} ${both(pair)}`;
    const as = first.get(key);
    if (as !== undefined) return [{ pair: i, as }];
    first.set(key, i);
    return [];
  });
}

/** A test pair of which a text, or each, was a training text of the same class. Indices into the pairs. */
export interface Repeat {
  test: number;
  /** The first training pair that has it. */
  train: number;
  sides: 'both' | 'positive' | 'negative';
}

/**
 * Test pairs that were seen in training, in whole or in part; figures on them flatter the direction. `both` only where one training pair
 * has both.
 */
export function repeats(pairs: readonly (Sides & { split: 'train' | 'test' })[]): Repeat[] {
  const whole = new Map<string, number>();
  const sides = { positive: new Map<string, number>(), negative: new Map<string, number>() };
  pairs.forEach((pair, i) => {
    if (pair.split !== 'train') return;
    note(whole, both(pair), i);
    for (const side of SIDES) note(sides[side], pair[side], i);
  });
  return pairs.flatMap((pair, test): Repeat[] => {
    if (pair.split !== 'test') return [];
    const train = whole.get(both(pair));
    if (train !== undefined) return [{ test, train, sides: 'both' }];
    return SIDES.flatMap((side) => {
      const seen = sides[side].get(pair[side]);
      return seen === undefined ? [] : [{ test, train: seen, sides: side }];
    });
  });
}

/** A text that an earlier pair of the same split has on the same side. Indices into the pairs; `as`: the first one. */
export interface Shared {
  pair: number;
  as: number;
  side: 'positive' | 'negative';
}

/** Pairs that share one text, and only one, with an earlier pair of their split: they are not independent. `twins` has those with both. */
export function shared(pairs: readonly (Sides & { split: 'train' | 'test' })[]): Shared[] {
  const first = new Map<string, number>();
  const again = new Set(twins(pairs).map(({ pair }) => pair));
  return pairs.flatMap((sides, pair): Shared[] => {
    if (again.has(pair)) return [];
    return SIDES.flatMap((side) => {
      const key = JSON.stringify([sides.split, side, sides[side]]);
      const as = first.get(key);
      note(first, key, pair);
      return as === undefined ? [] : [{ pair, as, side }];
    });
  });
}

/** A text of both classes: the first pair that has it on the positive side, and the first other one that has it on the negative side. */
export interface Clash {
  positive: number;
  negative: number;
}

/** Texts that stand in both classes, whatever the split; where it is one pair alone, `samePairs` has it. In the order of the pairs. */
export function clashes(pairs: readonly Sides[]): Clash[] {
  const places = { positive: new Map<string, number[]>(), negative: new Map<string, number[]>() };
  pairs.forEach((pair, i) => {
    for (const side of SIDES) {
      const having = places[side].get(pair[side]) ?? [];
      // Two are enough: one of them is another pair than the first that has the text on the opposite side.
      if (having.length < 2) places[side].set(pair[side], [...having, i]);
    }
  });
  return [...places.positive].flatMap(([text, having]): Clash[] => {
    const opposite = places.negative.get(text) ?? [];
    const [found] = having.flatMap((positive) => opposite.flatMap((negative) => (positive === negative ? [] : [{ positive, negative }])));
    return found ? [found] : [];
  });
}

const SIDES = ['positive', 'negative'] as const;
const both = ({ positive, negative }: Sides): string => JSON.stringify([positive, negative]);
const note = (map: Map<string, number>, key: string, i: number): void => void (map.has(key) || map.set(key, i));
