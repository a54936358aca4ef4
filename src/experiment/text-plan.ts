/** The order in which a run reads a scenario set: pairs first, test pairs spread among training pairs so that charts come alive early. */
import type { ScenarioSet } from '../formats/scenario-set';
import { pairsInARow, type PairIndex } from '../lab/direction';
import { indices, type TextIndex } from '../lab/indices';

export interface TextPlan {
  /** All texts: positive and negative of pair i at 2i and 2i+1, then the scored ones. */
  texts: string[];
  /** The order of reading, as indices into `texts`. */
  order: TextIndex[];
  /** Text indices of each pair, in the set's order. */
  pairs: (PairIndex & { split: 'train' | 'test' })[];
  /** Text indices of the scored texts, in the set's order. */
  scored: TextIndex[];
}

export function planTexts(set: Pick<ScenarioSet, 'pairs' | 'scored'>): TextPlan {
  const texts = [...set.pairs.flatMap((pair) => [pair.positive, pair.negative]), ...set.scored.map((item) => item.text)];
  const pairs = pairsInARow(set.pairs.length).map((pair, i) => ({ ...pair, split: set.pairs[i]!.split }));
  const scored = indices<TextIndex>(texts.length).slice(2 * pairs.length);
  // Place each pair at its share of its own split: 30 train and 10 test pairs come as train, test, train, train, train, test, …
  const place = new Map<PairIndex, number>();
  for (const split of ['train', 'test'] as const) {
    const own = pairs.filter((pair) => pair.split === split);
    own.forEach((pair, i) => place.set(pair, (i + 0.5) / own.length));
  }
  const order = [...pairs].sort((a, b) => place.get(a)! - place.get(b)!).flatMap((pair) => [pair.positive, pair.negative]);
  return {
    texts,
    order: [...order, ...scored],
    pairs,
    scored,
  };
}
