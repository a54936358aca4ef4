/**
 * What a file or a script derives from its own scores and answers is made anew (older versions counted other words and had other
 * intervals), and compared where every version derives it alike.
 */
import type { AnalysisCalls } from '../analysis-protocol';
import type { Ask } from '../client';
import { LabError } from '../error';
import { coherence } from '../lab/coherence';
import type { Evidence } from '../lab/report/report';
import { rows, type LayerMetrics } from '../lab/report/rows';
import type { Experiment, Recorded, RunResult } from '../experiment/experiment';

/**
 * The experiment with every derived number from its own texts and scores, by the analysis worker. Its scores, directions and answers stay
 * as they are.
 * Throws `experiment-invalid` where a figure that every version derives alike is not what the scores give: then scores or figures have
 * been changed.
 */
export async function remeasure(recorded: Recorded, analysis: Ask<AnalysisCalls>): Promise<Experiment> {
  const { run, scenarios, seed } = recorded;
  const completions = recorded.completions.map((one) => ({
    ...one,
    coherence: one.coherence && coherence(one.text, one.coherence.meanLogProb),
  }));
  if (!run || !scenarios) return { ...recorded, completions, run: null };
  return { ...recorded, completions, run: await measured(run, scenarios.set.pairs, seed, analysis) };
}

async function measured(
  run: Omit<RunResult, 'report'>,
  pairs: Evidence['pairs'],
  seed: number,
  analysis: Ask<AnalysisCalls>,
): Promise<RunResult> {
  const { layers, midpoint, separation } = run.directions;
  const report = await analysis.call('report', { layers, pairs, scores: run.scores, midpoint, separation, seed });
  const metrics = rows(report);
  expectSame(run.metrics, metrics);
  return { ...run, report, metrics };
}

/** What every version has derived alike. Intervals were percentile ones before, and are not compared. */
const ALIKE = ['nPositive', 'nNegative', 'auroc', 'accuracy', 'accuracyMedian', 'separation'] as const;

function expectSame(claimed: readonly LayerMetrics[], made: readonly LayerMetrics[]): void {
  claimed.forEach((row, i) => {
    const own = made.find(({ layer }) => layer === row.layer);
    for (const name of ALIKE) {
      const [said, is] = [row[name], own?.[name] ?? NaN];
      if (Math.abs(said - is) <= 1e-6 * Math.max(1, Math.abs(is))) continue;
      throw new LabError(
        'experiment-invalid',
        `run.metrics[${i}].${name} is ${said}, but the scores beside it give ${Number.isNaN(is) ? 'none' : is}.`,
        'Figures or scores of this file have been changed since the lab wrote it: nothing of it is shown. Open the original file.',
      );
    }
  });
}
