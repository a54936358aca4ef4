/** A run in the fields of the published result files: this lab's own reader of those opens it, and the numbers are the run's. */
import { beforeAll, expect, test } from 'vitest';
import { correlationFile, validationFile } from '../../../../src/experiment/home/published';
import { remeasure } from '../../../../src/experiment/remeasure';
import { decodeExperiment } from '../../../../src/experiment/run-file';
import { shownRun, type ShownRun } from '../../../../src/experiment/shown';
import { parsePaperResults } from '../../../../src/formats/paper-results';
import { partText } from '../../../recording';

let run: ShownRun;
beforeAll(async () => {
  run = shownRun(await remeasure(decodeExperiment(partText('empathy'), 'run.json')))!;
});

test('AUROC by block', () => {
  const text = validationFile(run);
  const read = parsePaperResults(text, 'validation_auroc.json');
  if (read.kind !== 'probes') throw new Error(read.kind);
  expect(read.models[0]!.layers.map(({ layer, auroc, accuracy }) => [layer, auroc, accuracy])).toEqual(
    Array.from({ length: 30 }, (_, layer) => [layer, run.table.auroc[layer], run.table.accuracy[layer]]),
  );
  const { layer_results: layers } = JSON.parse(text) as { layer_results: Record<string, Record<string, number>> };
  const tests = run.set.set.pairs.flatMap(({ split }, i) => (split === 'test' ? [i] : []));
  const own = tests.map((i) => run.scores.negative[15]![i]!);
  const centre = own.reduce((sum, one) => sum + one, 0) / own.length;
  const block = layers['15']!;
  expect(block.non_empathic_mean).toBeCloseTo(centre, 6);
  expect(block.non_empathic_std! ** 2).toBeCloseTo(own.reduce((sum, one) => sum + (one - centre) ** 2, 0) / own.length, 5);
  const { best_layer: best, best_auroc: highest } = JSON.parse(text) as Record<string, number>;
  expect([best, highest]).toEqual([run.table.auroc.indexOf(Math.max(...run.table.auroc)), Math.max(...run.table.auroc)]);
  expect(block.separation).toBeCloseTo(block.empathic_mean! - block.non_empathic_mean!, 9);
});

test('the correlation at a block', () => {
  const read = parsePaperResults(correlationFile(run, 15)!, 'eia_correlation.json');
  if (read.kind !== 'correlation') throw new Error(read.kind);
  const { table } = run.report.eia!;
  expect([read.layer, read.pearson, read.pearsonP, read.spearman, read.accuracy]).toEqual([
    15,
    ...[table.eiaR[15], table.eiaP[15], table.eiaRho[15], table.eiaAccuracy[15]],
  ]);
  expect(read.texts.map(({ rating }) => rating)).toEqual(run.set.set.scored.map(({ score }) => score));
  const { confusion_matrix: confusion, num_test_cases: cases } = JSON.parse(correlationFile(run, 15)!) as {
    confusion_matrix: [[number, number], [number, number]];
    num_test_cases: number;
  };
  const [[right, wrong], [missed, found]] = confusion;
  expect((right + found) / (right + wrong + missed + found)).toBeCloseTo(read.accuracy, 12);
  expect(cases).toBe(run.set.set.scored.length);
});

test('without ratings there is none', () => {
  expect(correlationFile({ ...run, report: { ...run.report, eia: null } }, 15)).toBeNull();
  expect(correlationFile(run, 900)).toBeNull();
});
