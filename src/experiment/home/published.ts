/**
 * A run's AUROC and correlation in the fields of the published result files (juancadile/empathy-probes: `validation_auroc.json`,
 * `eia_correlation.json`), so that whatever reads those reads these. src/formats/paper-results.ts opens both. Pure.
 */
import { contrastOf } from '../../lab/contrast';
import { mean, variance } from '../../lab/moments';
import { testsRead } from '../../lab/report/report';
import type { ShownRun } from '../shown';
import { t } from '../../language/t';

/** Blocks of which the class means of the test texts are known: [block] as the file has it. The best is the first of the highest. */
export function validationFile(run: ShownRun): string {
  const { table, scores, directions } = run;
  const tests = testsRead({ contrast: contrastOf(run.set.set), scores });
  const blocks = Array.from({ length: directions.layers }, (_, layer) => layer).filter((layer) => Number.isFinite(table.auroc[layer]));
  const results = blocks.map((layer) => {
    const [empathic, other] = (['positive', 'negative'] as const).map((side) => tests[side].map((i) => scores[side][layer]![i]!));
    return {
      layer,
      auroc: table.auroc[layer]!,
      accuracy: table.accuracy[layer]!,
      empathic_mean: mean(empathic!),
      non_empathic_mean: mean(other!),
      separation: mean(empathic!) - mean(other!),
      empathic_std: spread(empathic!),
      non_empathic_std: spread(other!),
    };
  });
  const best = results.reduce<(typeof results)[number] | null>((most, one) => (most && most.auroc >= one.auroc ? most : one), null);
  return json({
    layer_results: Object.fromEntries(results.map((one) => [String(one.layer), one])),
    ...(best && { best_layer: best.layer, best_auroc: best.auroc }),
  });
}

/** What `correlationFile` lacks where it gives null. */
export const NO_CORRELATION = (): string =>
  t`It takes three rated texts of the set, some rated 0 and some 2, and a direction at the block on show.`;

/** The published files call the ratings so. */
const CATEGORIES = { 0: 'low_empathy', 1: 'medium_empathy', 2: 'high_empathy' } as const;
/** Characters of a text that its file shows. */
const PREVIEW = 100;

/**
 * Of the texts that were rated and read, at a block. null where there are fewer than three, none rated 0 or none rated 2, or no direction
 * at that block.
 */
export function correlationFile(run: ShownRun, layer: number): string | null {
  const { eia } = run.report;
  const { eiaR, eiaP, eiaRho, eiaRhoP, eiaAccuracy, eiaAbove0, eiaAbove2 } = eia?.table ?? {};
  if (!eia || !Number.isFinite(eiaR![layer]) || !Number.isFinite(eiaAccuracy![layer])) return null;
  const [zeros, , twos] = eia.ratings;
  const texts = run.set.set.scored.flatMap(({ scenario, score, text }, i) => {
    const own = run.scores.scored[layer]?.[i] ?? NaN;
    return Number.isFinite(own) ? [{ scenario, score, text, own }] : [];
  });
  return json({
    pearson_correlation: eiaR![layer],
    pearson_p_value: eiaP![layer],
    spearman_correlation: eiaRho![layer],
    spearman_p_value: eiaRhoP![layer],
    binary_accuracy: eiaAccuracy![layer],
    // Rows: rated 0 and 2; columns: on the side of 0 and of 2.
    confusion_matrix: [
      [zeros - eiaAbove0![layer]!, eiaAbove0![layer]!],
      [twos - eiaAbove2![layer]!, eiaAbove2![layer]!],
    ],
    num_test_cases: texts.length,
    layer_used: layer,
    detailed_results: texts.map(({ scenario, score, text, own }) => ({
      scenario,
      true_score: score,
      probe_score: own,
      expected_category: CATEGORIES[score],
      text_preview: text.length > PREVIEW ? `${text.slice(0, PREVIEW)}...` : text,
    })),
  });
}

/** As numpy has it without being asked: n in the denominator. */
const spread = (values: readonly number[]): number => Math.sqrt((variance(values) * (values.length - 1)) / values.length);

const json = (value: object): string => JSON.stringify(value, null, 2);
