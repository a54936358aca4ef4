/**
 * What a file or a script derives from its own scores and answers is made anew (older versions counted other words and had other
 * intervals), and compared where every version derives it alike.
 */
import { LabError } from '../error';
import type { Analysis, Claim, RecordedAnalysis, Scores } from './analysis';
import type { DirectionsRecord } from './directions';
import { byId, type Experiment, type Recorded } from './experiment';
import { hashScenarioSet } from '../formats/scenario-set';
import { coherence } from '../lab/coherence';
import { isCounted } from '../lab/permutation';
import { recommend, steeringEvidence, whyNotRecommended } from '../lab/recommend';
import { APART } from '../lab/report/apart';
import type { Evidence } from '../lab/report/evidence';
import { report, type Report } from '../lab/report/report';
import { pick, type PairScores } from '../lab/report/texts';
import { thrownLabels, type Thrown } from '../lab/report/thrown';
import { withVerdicts } from '../lab/report/verdict';
import { t } from '../language/t';

/**
 * The experiment with every derived number from its own texts and scores, which takes seconds of a large one. Its scores, directions and
 * answers stay as they are. Throws `experiment-invalid` where a figure that every version derives alike is not what the scores give: then
 * scores or figures have been changed.
 */
export async function remeasure(recorded: Recorded): Promise<Experiment> {
  const answers = recorded.answers.map((one) => ({
    ...one,
    coherence: one.coherence && coherence(one.text, one.coherence.meanLogProb),
  }));
  for (const [i, { hash, set }] of recorded.sets.entries())
    if ((await hashScenarioSet(set)) !== hash) throw changed(t`sets[${i}]: its texts are not those that its hash was made of.`);
  const analyses = recorded.analyses.map((one, i) => measured(one, `analyses[${i}]`, recorded));
  return { ...recorded, answers, analyses };
}

/** `path`: of the analysis in the file. */
function measured({ claims, ...one }: RecordedAnalysis, path: string, recorded: Recorded): Analysis {
  const { layers, scale } = byId(recorded.directions, one.directions)!;
  const { set: hash } = byId(recorded.readings, one.reading)!;
  const { pairs, scored: rated } = recorded.sets.find((set) => set.hash === hash)!.set;
  const midpoint = scale?.midpoint ?? Array<null>(layers).fill(null);
  const { seed } = one.spec;
  const found = report({ layers, pairs, rated, scores: one.scores, midpoint, separation: scale?.separation }, { seed });
  claims.forEach((claim) => expectSame(claim, found));
  if (scale) expectScale(one, pairs, scale);
  if (!one.evidence) return { ...one, report: withVerdicts(found, null) };
  const tests = testScores(one.scores, pairs);
  const thrown = thrownLabels(tests, one.evidence.seed);
  const gathered = recommendedAnew(
    withThrown(withoutApart(one.evidence), thrown, path, isCounted(tests[0]?.positive.length ?? 0) ? DRAWN : ROUNDED),
    found,
    pairs,
  );
  return { ...one, report: withVerdicts(found, gathered), evidence: gathered };
}

/** [layer] of the test pairs whose texts were both read: those that the report speaks of. */
function testScores({ positive, negative }: Scores, pairs: readonly { readonly split: string }[]): PairScores[] {
  const there = (side: Scores['positive'], i: number): boolean => side.some((at) => Number.isFinite(at[i]));
  const read = pairs.flatMap(({ split }, i) => (split === 'test' && there(positive, i) && there(negative, i) ? [i] : []));
  return positive.map((_, layer) => pick({ positive: positive[layer]!, negative: negative[layer]! }, read));
}

/**
 * The lab made these p from scores before they were rounded to float32. Two scores that rounding orders the other way move a p by some of
 * the 2,000 throws.
 */
const ROUNDED = 0.01;
/** Of few pairs earlier versions drew some of the throws, which are all counted now: five standard errors of a share of 2,000. */
const DRAWN = 0.056;

/** Both p of labels thrown by a coin, from the scores beside them. Throws where the file states others by more than is `allowed`. */
function withThrown(evidence: Evidence, thrown: Thrown, path: string, allowed: number): Evidence {
  const table = { ...evidence.table };
  for (const column of ['permutationP', 'permutationMaxP'] as const) {
    table[column]?.forEach((said, layer) => {
      const is = thrown[column][layer]!;
      // Where there are no scores, no p stays.
      if (Math.abs(said - is) > allowed)
        throw changed(t`${path}.evidence.table.${column}[${layer}] is ${said}, but the scores beside it give ${is}.`);
    });
    if (table[column] || thrown[column].some(Number.isFinite)) table[column] = thrown[column];
  }
  return { ...evidence, table };
}

/**
 * What follows from the scores of the texts apart is made once the experiment is shown (`followApart` of apart-actions.ts), whatever
 * the file has of it: earlier versions wrote less.
 */
function withoutApart(evidence: Evidence): Evidence {
  const own: readonly string[] = APART;
  const table: Evidence['table'] = Object.fromEntries(Object.entries(evidence.table).filter(([column]) => !own.includes(column)));
  return { ...evidence, table };
}

/** Where to steer follows from evidence and report by a rule (src/lab/recommend.ts). */
function recommendedAnew(evidence: Evidence, report: Report, pairs: readonly { readonly split: string }[]): Evidence {
  const steering = steeringEvidence(report, evidence.table, pairs);
  return { ...evidence, recommended: recommend(steering), unrecommended: whyNotRecommended(steering) };
}

/** Intervals are not compared: they were percentile ones before. */
function expectSame({ path, column, layer, value }: Claim, { pairs, table, eia }: Report): void {
  const is = column === 'pairs' ? pairs : ({ ...table, ...eia?.table }[column]?.[layer] ?? NaN);
  if (Math.abs(value - is) <= 1e-6 * Math.max(1, Math.abs(is)) || (Number.isNaN(value) && Number.isNaN(is))) return;
  throw changed(t`${path} is ${value}, but the scores beside it give ${Number.isNaN(is) ? t`none` : is}.`);
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
      if (!about(one, is)) throw changed(t`The ${name} of ${id} at block ${layer} is ${one}, but its scores give ${is}.`);
    };
    expect('separation', said, above - below);
    expect('midpoint', midpoint[layer]!, (above + below) / 2);
    const least = mean(read.flatMap(({ positive, negative }) => [Math.abs(positive), Math.abs(negative)]));
    if (norm[layer]! < least * (1 - 1e-3))
      throw changed(
        t`The mean length of the residuals of ${id} at block ${layer} is ${norm[layer]!}, but their scores alone are ${least}.`,
      );
  });
}

const changed = (what: string): LabError =>
  new LabError(
    'experiment-invalid',
    what,
    t`Figures, scores or texts of this file have been changed since the lab wrote it: nothing of it is shown. Open the original file.`,
  );
