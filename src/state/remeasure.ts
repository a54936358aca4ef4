/** What a file or a script says of its own scores and answers is not believed but made anew: older versions counted other words and had other intervals. */
import { coherence } from '../lab/coherence';
import { reporting } from '../lab/report/report';
import { rows } from '../lab/report/rows';
import type { Experiment, Recorded, RunResult } from './experiment';
import { paced } from './pace';

/** The experiment with every derived number from its own texts and scores. Its scores, directions and answers stay as they are. */
export async function remeasure(recorded: Recorded): Promise<Experiment> {
  const { run, scenarios, seed } = recorded;
  const completions = recorded.completions.map((one) => ({ ...one, coherence: one.coherence && coherence(one.text, one.coherence.meanLogProb) }));
  if (!run || !scenarios) return { ...recorded, completions, run: null };
  return { ...recorded, completions, run: await measured(run, scenarios.set.pairs, seed) };
}

async function measured(run: Omit<RunResult, 'report'>, pairs: Parameters<typeof reporting>[0]['pairs'], seed: number): Promise<RunResult> {
  const { layers, midpoint, separation } = run.directions;
  const report = await paced(reporting({ layers, pairs, scores: run.scores, midpoint, separation }, { seed }));
  return { ...run, report, metrics: rows(report) };
}
