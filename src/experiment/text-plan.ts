/** The order in which a run reads a scenario set: pairs first, test pairs spread among training pairs so that charts come alive early. */
import type { ScenarioSet } from '../formats/scenario-set';
import type { PairIndex } from '../lab/direction';

export interface TextPlan {
  /** All texts: positive and negative of pair i at 2i and 2i+1, then the scored ones. */
  texts: string[];
  /** The order of reading, as indices into `texts`. */
  order: number[];
  /** Text indices of each pair, in the set's order. */
  pairs: (PairIndex & { split: 'train' | 'test' })[];
  /** Text indices of the scored texts, in the set's order. */
  scored: number[];
}

export function planTexts(set: Pick<ScenarioSet, 'pairs' | 'scored'>): TextPlan {
  const pairs = set.pairs.map((pair, i) => ({ positive: 2 * i, negative: 2 * i + 1, split: pair.split }));
  const scored = set.scored.map((_, i) => 2 * set.pairs.length + i);
  // Place each pair at its share of its own split: 30 train and 10 test pairs come as train, test, train, train, train, test, …
  const place = new Map<PairIndex, number>();
  for (const split of ['train', 'test'] as const) {
    const own = pairs.filter((pair) => pair.split === split);
    own.forEach((pair, i) => place.set(pair, (i + 0.5) / own.length));
  }
  const order = [...pairs].sort((a, b) => place.get(a)! - place.get(b)!).flatMap((pair) => [pair.positive, pair.negative]);
  return {
    texts: [...set.pairs.flatMap((pair) => [pair.positive, pair.negative]), ...set.scored.map((item) => item.text)],
    order: [...order, ...scored],
    pairs,
    scored,
  };
}
