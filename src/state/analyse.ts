/** Residuals → what the page plots. Pure; the intervals come in a second, slower step that gives the page time to breathe. */
import { directions } from '../lab/direction';
import { layerMetrics, type LayerMetrics } from '../lab/metrics';
import type { Residuals } from '../lab/residuals';
import { scores } from '../lab/score';
import type { RunResult, Scores } from './experiment';
import type { TextPlan } from './texts';

export type Analysis = Pick<RunResult, 'directions' | 'metrics' | 'scores'>;

/** Directions, scores and metrics (without intervals) of the texts read so far; null until one training pair is complete. */
export function analyse(residuals: Residuals, have: Uint8Array, plan: TextPlan): Analysis | null {
  const complete = (pair: TextPlan['pairs'][number]) => have[pair.positive] === 1 && have[pair.negative] === 1;
  const train = plan.pairs.filter((pair) => pair.split === 'train' && complete(pair));
  if (train.length === 0) return null;
  const found = directions(residuals, train);
  const all = scores(residuals, found);
  const at = (texts: number[]): number[][] => all.map((layer) => texts.map((text) => (have[text] ? layer[text]! : NaN)));
  const table: Scores = {
    positive: at(plan.pairs.map((pair) => pair.positive)),
    negative: at(plan.pairs.map((pair) => pair.negative)),
    scored: at(plan.scored),
  };
  return { directions: found, scores: table, metrics: metricsOf(table, found.midpoint, plan, 0, 1) };
}

/** Metrics per layer on the complete test pairs; [] while there is none. */
function metricsOf(table: Scores, midpoint: number[], plan: TextPlan, resamples: number, seed: number): LayerMetrics[] {
  return table.positive.flatMap((_, layer) => layerOf(table, midpoint, plan, layer, resamples, seed) ?? []);
}

function layerOf(table: Scores, midpoint: number[], plan: TextPlan, layer: number, resamples: number, seed: number): LayerMetrics | null {
  const test = plan.pairs.flatMap((pair, i) => (pair.split === 'test' && !Number.isNaN(table.positive[layer]![i]!) && !Number.isNaN(table.negative[layer]![i]!) ? [i] : []));
  if (test.length === 0) return null;
  const of = (side: number[][]) => Float64Array.from(test, (i) => side[layer]![i]!);
  return layerMetrics(layer, of(table.positive), of(table.negative), { midpoint: midpoint[layer]!, resamples, seed });
}

/** The same metrics with their bootstrap intervals: one layer a turn of the event loop, so that the page stays responsive. */
export async function withIntervals(analysis: Analysis, plan: TextPlan, seed: number, pause: () => Promise<void>): Promise<Analysis> {
  const metrics: LayerMetrics[] = [];
  for (let layer = 0; layer < analysis.directions.layers; layer++) {
    const one = layerOf(analysis.scores, analysis.directions.midpoint, plan, layer, 2000, seed);
    if (one) metrics.push(one);
    await pause();
  }
  return { ...analysis, metrics };
}
