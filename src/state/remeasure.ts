/** What a file or a script says of its own scores and answers is not believed but made anew: older versions counted other words and had other intervals. */
import type { AnalysisCalls } from '../analysis-protocol';
import type { Ask } from '../client';
import { coherence } from '../lab/coherence';
import type { Evidence } from '../lab/report/report';
import { rows } from '../lab/report/rows';
import type { Experiment, Recorded, RunResult } from './experiment';

/** The experiment with every derived number from its own texts and scores, by the analysis worker. Its scores, directions and answers stay as they are. */
export async function remeasure(recorded: Recorded, analysis: Ask<AnalysisCalls>): Promise<Experiment> {
  const { run, scenarios, seed } = recorded;
  const completions = recorded.completions.map((one) => ({ ...one, coherence: one.coherence && coherence(one.text, one.coherence.meanLogProb) }));
  if (!run || !scenarios) return { ...recorded, completions, run: null };
  return { ...recorded, completions, run: await measured(run, scenarios.set.pairs, seed, analysis) };
}

async function measured(run: Omit<RunResult, 'report'>, pairs: Evidence['pairs'], seed: number, analysis: Ask<AnalysisCalls>): Promise<RunResult> {
  const { layers, midpoint, separation } = run.directions;
  const report = await analysis.call('report', { layers, pairs, scores: run.scores, midpoint, separation, seed });
  return { ...run, report, metrics: rows(report) };
}
