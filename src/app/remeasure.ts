/**
 * What a file or a script derives from its own scores and answers is made anew (older versions counted other words and had other
 * intervals), and compared where every version derives it alike.
 */
import type { AnalysisCalls } from '../analysis-protocol';
import type { Ask } from '../client';
import { LabError } from '../error';
import type { Analysis, Claim, RecordedAnalysis } from '../experiment/analysis';
import type { DirectionsRecord } from '../experiment/directions';
import { byId, type Experiment, type Recorded } from '../experiment/experiment';
import { hashScenarioSet } from '../formats/scenario-set';
import { coherence } from '../lab/coherence';
import { recommend, steeringEvidence, whyNotRecommended } from '../lab/recommend';
import { deedsOverWords } from '../lab/report/apart';
import type { Evidence } from '../lab/report/evidence';
import type { Report } from '../lab/report/report';
import { withVerdicts } from '../lab/report/verdict';

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
  if (scale) expectScale(one, pairs, scale);
  const gathered = one.evidence && recommendedAnew(withDeeds(one.evidence, layers), report, pairs);
  return { ...one, report: withVerdicts(report, gathered), evidence: gathered };
}

/** Earlier versions did not write what follows from the scores of the texts apart. */
function withDeeds(evidence: Evidence, layers: number): Evidence {
  const deeds = deedsOverWords(evidence.apart, layers);
  return deeds ? { ...evidence, table: { ...evidence.table, deedsOverWords: deeds } } : evidence;
}

/** Where to steer follows from evidence and report by a rule (src/lab/recommend.ts). */
function recommendedAnew(
  evidence: Evidence,
  { verdicts, table: { aurocLow } }: Report,
  pairs: readonly { readonly split: string }[],
): Evidence {
  const judged = { aurocLow, verdicts: verdicts.map(({ kind }) => kind) };
  const steering = steeringEvidence(evidence.table, judged, pairs);
  return { ...evidence, recommended: recommend(steering), unrecommended: whyNotRecommended(steering) };
}

/** Intervals are not compared: they were percentile ones before. */
function expectSame({ path, column, layer, value }: Claim, { pairs, table, eia }: Report): void {
  const is = column === 'pairs' ? pairs : ({ ...table, ...eia?.table }[column]?.[layer] ?? NaN);
  if (Math.abs(value - is) <= 1e-6 * Math.max(1, Math.abs(is)) || (Number.isNaN(value) && Number.isNaN(is))) return;
  throw changed(`${path} is ${value}, but the scores beside it give ${Number.isNaN(is) ? 'none' : is}.`);
}

/**
 * What the scores of the training texts that were read say of the scale of a direction: the distance of the class means is the difference
 * of their mean scores, the midpoint lies halfway between them, and no score is larger than the residual that it is a projection of.
 */
function expectScale(
  { scores, id }: Pick<RecordedAnalysis, 'scores' | 'id'>,
  pairs: readonly { readonly split: string }[],
  { separation, midpoint, norm }: NonNullable<DirectionsRecord['scale']>,
): void {
  const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
  separation.forEach((said, layer) => {
    const read = pairs.flatMap(({ split }, i) => {
      const [positive, negative] = [scores.positive[layer]![i]!, scores.negative[layer]![i]!];
      return split === 'train' && Number.isFinite(positive - negative) ? [{ positive, negative }] : [];
    });
    if (read.length === 0) return;
    const [above, below] = [mean(read.map(({ positive }) => positive)), mean(read.map(({ negative }) => negative))];
    // Scores lie along directions in float32, the scale does not.
    const largest = Math.max(...read.flatMap(({ positive, negative }) => [Math.abs(positive), Math.abs(negative)]));
    const about = (one: number, is: number): boolean => Math.abs(one - is) <= 1e-3 * Math.max(1, Math.abs(is)) + 1e-6 * largest;
    const expect = (name: string, one: number, is: number): void => {
      if (!about(one, is)) throw changed(`The ${name} of ${id} at block ${layer} is ${one}, but its scores give ${is}.`);
    };
    expect('separation', said, above - below);
    expect('midpoint', midpoint[layer]!, (above + below) / 2);
    const least = mean(read.flatMap(({ positive, negative }) => [Math.abs(positive), Math.abs(negative)]));
    if (norm[layer]! < least * (1 - 1e-3))
      throw changed(`The mean length of the residuals of ${id} at block ${layer} is ${norm[layer]}, but their scores alone are ${least}.`);
  });
}

const changed = (what: string): LabError =>
  new LabError(
    'experiment-invalid',
    what,
    'Figures, scores or texts of this file have been changed since the lab wrote it: nothing of it is shown. Open the original file.',
  );
