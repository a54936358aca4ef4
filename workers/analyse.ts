/** Residuals → directions, scores and metrics of every block. */
import type { AnalysisRequest, AnalysisResult } from '../src/analysis-protocol';
import { directionAt, stack } from '../src/lab/direction';
import { layerMetrics } from '../src/lab/metrics';
import type { Residuals } from '../src/lab/residuals';
import { scoresAt } from '../src/lab/score';

/** A reading as far as it has come: `have` [text] is 0 where a text is not there yet. */
export interface Readable {
  residuals: Residuals;
  have: Uint8Array;
}

/** What `AnalysisResult` says; null until one training pair is complete. Throws what `directionAt` and `layerMetrics` throw. */
export function analyse({ residuals, have }: Readable, { pairs, scored, resamples, seed }: Omit<AnalysisRequest, 'reading' | 'pooling'>): AnalysisResult | null {
  const complete = pairs.filter((pair) => have[pair.positive] && have[pair.negative]);
  const train = complete.filter((pair) => pair.split === 'train');
  const test = complete.filter((pair) => pair.split === 'test');
  if (train.length === 0) return null;
  const blocks = Array.from({ length: residuals.layers }, (_, layer) => {
    const direction = directionAt(residuals, train, layer);
    const all = scoresAt(residuals, direction.unit, layer);
    const at = (text: number): number => (have[text] ? all[text]! : NaN);
    const metrics = test.length === 0 ? [] : [layerMetrics(layer, test.map((pair) => at(pair.positive)), test.map((pair) => at(pair.negative)), { midpoint: direction.midpoint, resamples, seed })];
    return { direction, metrics, positive: pairs.map((pair) => at(pair.positive)), negative: pairs.map((pair) => at(pair.negative)), scored: scored.map(at) };
  });
  return {
    directions: stack(blocks.map(({ direction }) => direction), residuals.width),
    metrics: blocks.flatMap(({ metrics }) => metrics),
    scores: { positive: blocks.map(({ positive }) => positive), negative: blocks.map(({ negative }) => negative), scored: blocks.map((block) => block.scored) },
  };
}
