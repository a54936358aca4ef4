/** The control that needs no model: how well words alone tell the same test pairs apart. */
import type { ScenarioSet } from '../data/scenarios';
import { scoreText, train } from '../lab/bag-of-words';
import { layerMetrics, type LayerMetrics } from '../lab/metrics';

/** Metrics of a bag of words trained on the set's training pairs, on its test pairs; null without either. `layer` is −1. */
export function wordsControl(set: Pick<ScenarioSet, 'pairs'>, seed: number): LayerMetrics | null {
  const of = (split: 'train' | 'test') => set.pairs.filter((pair) => pair.split === split);
  const [known, unseen] = [of('train'), of('test')];
  if (known.length === 0 || unseen.length === 0) return null;
  const weights = train(known.map((pair) => pair.positive), known.map((pair) => pair.negative));
  const score = (text: string) => scoreText(weights, text);
  // Log odds: 0 is where both classes are equally likely.
  return layerMetrics(-1, unseen.map((pair) => score(pair.positive)), unseen.map((pair) => score(pair.negative)), { midpoint: 0, seed });
}
