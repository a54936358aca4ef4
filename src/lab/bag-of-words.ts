import { InvalidInput } from './invalid';
import { words } from './words';

/** The log odds of every word seen in training: above 0 it speaks for the positive class. */
export type WordWeights = Map<string, number>;

/**
 * The control beside every AUROC: a classifier that knows words and no meaning. Each word's add-one log odds,
 * ln((c⁺+1)/(N⁺+V)) − ln((c⁻+1)/(N⁻+V)), with its count c and all words N in a class and V different words in both
 * (multinomial naive Bayes; scikit-learn's MultinomialNB(alpha=1)). Throws if a class has no text.
 */
export function train(positive: readonly string[], negative: readonly string[]): WordWeights {
  if (positive.length === 0 || negative.length === 0)
    throw new InvalidInput(`bag-of-words needs both classes, got ${positive.length} positive and ${negative.length} negative texts`);
  const [yes, no] = [count(positive), count(negative)];
  const vocabulary = new Set([...yes.counts.keys(), ...no.counts.keys()]);
  const logShare = (word: string, { counts, total }: Counted): number =>
    Math.log(((counts.get(word) ?? 0) + 1) / (total + vocabulary.size));
  return new Map([...vocabulary].map((word) => [word, logShare(word, yes) - logShare(word, no)]));
}

/**
 * Mean log odds over the words of a text; 0 for a text without words. A word not seen in training has weight 0 and still counts
 * as a word: it is evidence for neither class, and dropping it would let one known word decide a text of strangers.
 */
export function scoreText(weights: ReadonlyMap<string, number>, text: string): number {
  const all = words(text);
  return all.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0) / Math.max(1, all.length);
}

interface Counted {
  counts: Map<string, number>;
  total: number;
}

function count(texts: readonly string[]): Counted {
  const counts = new Map<string, number>();
  const all = texts.flatMap(words);
  for (const word of all) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { counts, total: all.length };
}
