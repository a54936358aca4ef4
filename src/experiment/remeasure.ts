/**
 * What a file or a script derives from its own scores and answers is made anew (older versions counted other words and had other
 * intervals), and compared where every version derives it alike.
 */
import { LabError } from '../error';
import type { Analysis, Claim, RecordedAnalysis, Scores } from './analysis';
import type { DirectionsRecord } from './directions';
import { byId, type Experiment, type Recorded } from './experiment';
import { hashScenarioSet } from '../formats/scenario-set';
import { contrastOf, hasBoth, isPaired, placesOf, type Label, type Sides } from '../lab/contrast';
import type { ClassScores } from '../lab/class-scores';
import { coherence } from '../lab/coherence';
import { isCounted } from '../lab/permutation';
import { recommend, steeringEvidence, whyNotRecommended } from '../lab/recommend';
import { APART } from '../lab/report/apart';
import type { Evidence } from '../lab/report/evidence';
import { report, testsRead, type Report } from '../lab/report/report';
import { pick, type SplitTexts } from '../lab/report/texts';
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
  const { set } = recorded.sets.find((known) => known.hash === hash)!;
  const [contrast, rated] = [contrastOf(set), set.scored];
  const midpoint = scale?.midpoint ?? Array<null>(layers).fill(null);
  const { seed } = one.spec;
  const found = report(
    { layers, contrast, rated, scores: one.scores, midpoint, separation: scale?.separation, unwritten: set.unwritten },
    { seed },
  );
  claims.forEach((claim) => expectSame(claim, found));
  if (scale) expectScale(one, contrast, scale);
  if (!one.evidence) return { ...one, report: withVerdicts(found, null) };
  const tests = testScores(one.scores, contrast);
  const thrown = thrownLabels(tests, one.evidence.seed);
  const gathered = recommendedAnew(
    withThrown(withoutApart(one.evidence), thrown, path, isPaired(contrast) && isCounted(tests[0]?.positive.length ?? 0) ? DRAWN : ROUNDED),
    found,
    contrast,
  );
  return { ...one, report: withVerdicts(found, gathered), evidence: gathered };
}

/** [layer] of the test texts that were read: those that the report speaks of. */
function testScores(scores: Scores, contrast: SplitTexts): ClassScores[] {
  const read = testsRead({ contrast, scores });
  const paired = isPaired(contrast);
  return scores.positive.map((positive, layer) => pick({ paired, positive, negative: scores.negative[layer]! }, read));
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
function recommendedAnew(evidence: Evidence, report: Report, contrast: SplitTexts): Evidence {
  const steering = steeringEvidence(report, evidence.table, contrast);
  return { ...evidence, recommended: recommend(steering), unrecommended: whyNotRecommended(steering) };
}

/** Intervals are not compared: they were percentile ones before. */
function expectSame({ path, column, layer, value }: Claim, { pairs = NaN, texts, table, eia }: Report): void {
  const counts = { pairs, positives: texts?.positive ?? NaN, negatives: texts?.negative ?? NaN };
  const is =
    column in counts ? counts[column as keyof typeof counts] : ({ ...table, ...eia?.table }[column as keyof typeof table]?.[layer] ?? NaN);
  if (Math.abs(value - is) <= 1e-6 * Math.max(1, Math.abs(is)) || (Number.isNaN(value) && Number.isNaN(is))) return;
  throw changed(t`${path} is ${value}, but the scores beside it give ${Number.isNaN(is) ? t`none` : is}.`);
}

/**
 * What the scores of the training texts that were read say of the scale of a direction: the distance of the class means is the difference
 * of their mean scores, the midpoint lies halfway between them, and no score is larger than the residual that it is a projection of.
 */
function expectScale(
  { scores, id }: Pick<RecordedAnalysis, 'scores' | 'id'>,
  contrast: SplitTexts,
  { separation, midpoint, norm }: NonNullable<DirectionsRecord['scale']>,
): void {
  const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
  const training = placesOf(contrast, ({ split }) => split === 'train');
  separation.forEach((said, layer) => {
    const read = trainingScores(scores, training, layer, isPaired(contrast));
    if (!hasBoth(read)) return;
    const [above, below] = [mean(read.positive), mean(read.negative)];
    // Scores lie along directions in float32, the scale does not.
    const lengths = [...read.positive, ...read.negative].map(Math.abs);
    const largest = Math.max(...lengths);
    const about = (one: number, is: number): boolean => Math.abs(one - is) <= 1e-3 * Math.max(1, Math.abs(is)) + 1e-6 * largest;
    const expect = (name: string, one: number, is: number): void => {
      if (!about(one, is)) throw changed(t`The ${name} of ${id} at block ${layer} is ${one}, but its scores give ${is}.`);
    };
    expect('separation', said, above - below);
    expect('midpoint', midpoint[layer]!, (above + below) / 2);
    const least = mean(lengths);
    if (norm[layer]! < least * (1 - 1e-3))
      throw changed(
        t`The mean length of the residuals of ${id} at block ${layer} is ${norm[layer]!}, but their scores alone are ${least}.`,
      );
  });
}

/** Those that were read; of pairs, both texts. */
function trainingScores(scores: Scores, places: Sides<readonly number[]>, layer: number, paired: boolean): Sides<number[]> {
  const of = (label: Label): number[] => places[label].map((place) => scores[label][layer]![place]!);
  const [positive, negative] = [of('positive'), of('negative')];
  if (!paired) return { positive: positive.filter(Number.isFinite), negative: negative.filter(Number.isFinite) };
  const whole = positive.map((score, i) => Number.isFinite(score - negative[i]!));
  return { positive: positive.filter((_, i) => whole[i]), negative: negative.filter((_, i) => whole[i]) };
}

const changed = (what: string): LabError =>
  new LabError(
    'experiment-invalid',
    what,
    t`Figures, scores or texts of this file have been changed since the lab wrote it: nothing of it is shown. Open the original file.`,
  );
