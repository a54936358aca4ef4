/** Residuals → what the page plots, a layer at a time, so that the page can breathe between two layers. */
import { directionAt, stack, unstack, type Directions } from '../lab/direction';
import { reporting } from '../lab/report/report';
import { rows } from '../lab/report/rows';
import type { Residuals } from '../lab/residuals';
import { scoresAt } from '../lab/score';
import type { RunResult, Scores } from './experiment';
import type { TextPlan } from './texts';

export type Analysis = Pick<RunResult, 'directions' | 'report' | 'metrics' | 'scores'>;

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
 * Directions from the complete training pairs, scores of every text read so far, and the report on the complete test pairs.
 * `have` [text] is read once, at the start: texts that arrive meanwhile wait for the next call. Null until one training pair is complete.
 */
export async function analyse(residuals: Residuals, have: Uint8Array, plan: TextPlan, { resamples, seed, known, pause }: AnalyseOptions): Promise<Analysis | null> {
  const read = have.slice();
  const train = plan.pairs.filter((pair) => pair.split === 'train' && read[pair.positive] && read[pair.negative]);
  if (train.length === 0) return null;
  const { layers } = residuals;
  const found = [];
  const scores: Scores = { positive: [], negative: [], scored: [] };
  const midpoint: number[] = [];
  const separation: number[] = [];
  const pairs = plan.pairs.map(({ split, positive, negative }) => ({ split, positive: plan.texts[positive]!, negative: plan.texts[negative]! }));
  const steps = reporting({ layers, pairs, scores, midpoint, separation }, { resamples, seed });
  for (let layer = 0; layer < layers; layer++) {
    const direction = known ? unstack(known, layer) : directionAt(residuals, train, layer);
    const all = scoresAt(residuals, direction.unit, layer);
    const at = (text: number): number => (read[text] ? all[text]! : NaN);
    found.push(direction);
    scores.positive.push(plan.pairs.map((pair) => at(pair.positive)));
    scores.negative.push(plan.pairs.map((pair) => at(pair.negative)));
    scores.scored.push(plan.scored.map(at));
    midpoint.push(direction.midpoint);
    separation.push(direction.separation);
    steps.next(); // The block that was just pushed.
    await pause();
  }
  const last = steps.next();
  if (!last.done) throw new Error(`the report stopped at block ${last.value} of ${layers}`);
  const report = last.value;
  return { directions: stack(found, residuals.width), scores, report, metrics: rows(report) };
}
