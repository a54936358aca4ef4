/** Residuals → what the page plots, a layer at a time, so that the page can breathe between two layers. */
import { directionAt, stack, unstack, type Directions } from '../lab/direction';
import { layerMetrics } from '../lab/metrics';
import type { Residuals } from '../lab/residuals';
import { scoresAt } from '../lab/score';
import type { RunResult, Scores } from './experiment';
import type { TextPlan } from './texts';

export type Analysis = Pick<RunResult, 'directions' | 'metrics' | 'scores'>;

export interface AnalyseOptions {
  /** Bootstrap resamples of the AUROC interval; 0 for none. */
  resamples: number;
  seed: number;
  /** The directions of a run over these same texts, so that they are not sought again. */
  known?: Directions | undefined;
  /** Called between layers; may let other work run. */
  pause: () => Promise<void>;
}

/**
 * Directions from the complete training pairs, scores of every text read so far, metrics on the complete test pairs ([] while there is none).
 * `have` [text] is read once, at the start: texts that arrive meanwhile wait for the next call. Null until one training pair is complete.
 */
export async function analyse(residuals: Residuals, have: Uint8Array, plan: TextPlan, { resamples, seed, known, pause }: AnalyseOptions): Promise<Analysis | null> {
  const read = have.slice();
  const complete = plan.pairs.filter((pair) => read[pair.positive] && read[pair.negative]);
  const train = complete.filter((pair) => pair.split === 'train');
  const test = complete.filter((pair) => pair.split === 'test');
  if (train.length === 0) return null;
  const found = [];
  const metrics = [];
  const table: Scores = { positive: [], negative: [], scored: [] };
  for (let layer = 0; layer < residuals.layers; layer++) {
    const direction = known ? unstack(known, layer) : directionAt(residuals, train, layer);
    const all = scoresAt(residuals, direction.unit, layer);
    const at = (text: number): number => (read[text] ? all[text]! : NaN);
    found.push(direction);
    table.positive.push(plan.pairs.map((pair) => at(pair.positive)));
    table.negative.push(plan.pairs.map((pair) => at(pair.negative)));
    table.scored.push(plan.scored.map(at));
    if (test.length > 0) {
      metrics.push(layerMetrics(layer, test.map((pair) => at(pair.positive)), test.map((pair) => at(pair.negative)), { midpoint: direction.midpoint, resamples, seed }));
    }
    await pause();
  }
  return { directions: stack(found, residuals.width), scores: table, metrics };
}
