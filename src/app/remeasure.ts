/**
 * What a file or a script derives from its own scores and answers is made anew (older versions counted other words and had other
 * intervals), and compared where every version derives it alike.
 */
import type { AnalysisCalls } from '../analysis-protocol';
import type { Ask } from '../client';
import { LabError } from '../error';
import type { Analysis, Claim, RecordedAnalysis } from '../experiment/analysis';
import { byId, type Experiment, type Recorded } from '../experiment/experiment';
import { hashScenarioSet } from '../formats/scenario-set';
import { coherence } from '../lab/coherence';
import type { Report } from '../lab/report/report';

/**
 * The experiment with every derived number from its own texts and scores, by the analysis worker. Its scores, directions and answers stay
 * as they are. Throws `experiment-invalid` where a figure that every version derives alike is not what the scores give: then scores or
 * figures have been changed.
 */
export async function remeasure(recorded: Recorded, analysis: Ask<AnalysisCalls>): Promise<Experiment> {
  const answers = recorded.answers.map((one) => ({
    ...one,
    coherence: one.coherence && coherence(one.text, one.coherence.meanLogProb),
  }));
  for (const [i, { hash, set }] of recorded.sets.entries())
    if ((await hashScenarioSet(set)) !== hash) throw changed(`sets[${i}]: its texts are not those that its hash was made of.`);
  const analyses: Analysis[] = [];
  for (const one of recorded.analyses) analyses.push(await measured(one, recorded, analysis));
  return { ...recorded, answers, analyses };
}

async function measured({ claims, ...one }: RecordedAnalysis, recorded: Recorded, analysis: Ask<AnalysisCalls>): Promise<Analysis> {
  const { layers, scale } = byId(recorded.directions, one.directions)!;
  const { set: hash } = byId(recorded.readings, one.reading)!;
  const { pairs, scored: rated } = recorded.sets.find((set) => set.hash === hash)!.set;
  const midpoint = scale?.midpoint ?? Array<null>(layers).fill(null);
  const evidence = { layers, pairs, rated, scores: one.scores, midpoint, separation: scale?.separation, seed: one.spec.seed };
  const report = await analysis.call('report', evidence);
  claims.forEach((claim) => expectSame(claim, report));
  if (scale) expectSeparation(one, pairs, scale.separation);
  return { ...one, report };
}

/** Intervals are not compared: they were percentile ones before. */
function expectSame({ path, column, layer, value }: Claim, { pairs, table }: Report): void {
  const is = column === 'pairs' ? pairs : (table[column][layer] ?? NaN);
  if (Math.abs(value - is) <= 1e-6 * Math.max(1, Math.abs(is)) || (Number.isNaN(value) && Number.isNaN(is))) return;
  throw changed(`${path} is ${value}, but the scores beside it give ${Number.isNaN(is) ? 'none' : is}.`);
}

/** The distance of the class means is the difference of the mean scores of the training texts that were read: both are in a file. */
function expectSeparation(
  { scores, id }: Pick<RecordedAnalysis, 'scores' | 'id'>,
  pairs: readonly { readonly split: string }[],
  said: readonly number[],
): void {
  said.forEach((separation, layer) => {
    const [positive, negative] = [scores.positive[layer]!, scores.negative[layer]!];
    const differences = pairs.flatMap(({ split }, i) => (split === 'train' ? [positive[i]! - negative[i]!] : [])).filter(Number.isFinite);
    const is = differences.reduce((sum, one) => sum + one, 0) / differences.length;
    // Scores lie along directions in float32, separations do not.
    if (differences.length > 0 && Math.abs(separation - is) > 1e-3 * Math.max(1, Math.abs(is)))
      throw changed(`The separation of ${id} at block ${layer} is ${separation}, but its scores give ${is}.`);
  });
}

const changed = (what: string): LabError =>
  new LabError(
    'experiment-invalid',
    what,
    'Figures, scores or texts of this file have been changed since the lab wrote it: nothing of it is shown. Open the original file.',
  );
