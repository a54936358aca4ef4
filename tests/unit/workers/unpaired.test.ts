/** A set without pairs through the analysis worker: the report and the evidence, each figure as its reference has it. */
import { describe, expect, it } from 'vitest';
import { conclusion } from '../../../src/lab/report/conclusion';
import type { EvidenceColumn } from '../../../src/lab/report/evidence';
import { verdictAt } from '../../../src/lab/report/verdict';
import { analyse } from '../../../workers/analysis/analyse';
import { shuffledAurocs, testsOf } from '../../../workers/analysis/beside';
import { gatherEvidence, type Plan } from '../../../workers/analysis/evidence';
import { shuffledUnits } from '../../../workers/analysis/shuffled';
import { expectClose } from '../lab/golden';
import { contrast, golden, layers, METHODS, residuals, words } from '../lab/unpaired';

const have = new Uint8Array(residuals.count).fill(1);
const asRead = { residuals, have, words, rated: [] };
const plan = { contrast, scored: [], seed: 4, resamples: 2000 } as const;

describe.each(METHODS)('by %s', (method) => {
  const is = golden.methods[method];
  const found = analyse(asRead, { ...plan, method })!;
  const at = (column: 'auroc' | 'accuracy' | 'd' | 'separation') => found.report.table[column];

  it('the report is of the test texts of both classes', () => {
    expect([found.report.pairs, found.report.texts]).toEqual([undefined, { positive: 15, negative: 19 }]);
    expectClose(
      at('auroc'),
      is.blocks.map(({ auroc }) => auroc),
    );
    expectClose(
      at('accuracy'),
      is.blocks.map(({ accuracy }) => accuracy),
    );
    expectClose(
      at('d'),
      is.blocks.map(({ d }) => d),
      1e-5,
    );
    expect(found.report.table.pairsRight.every(Number.isNaN)).toBe(true);
    expect(found.scores.positive[0]).toHaveLength(24);
    expect(found.scores.negative[0]).toHaveLength(31);
    expect(found.report.words).toMatchObject({ auroc: golden.words, texts: { positive: 15, negative: 19 } });
    expect(found.report.length!.auroc).toBeCloseTo(golden.length, 12);
    expect(found.report.table.aurocLow.every(Number.isFinite)).toBe(true);
    expect(found.report.table.overWordsLow.every(Number.isFinite)).toBe(true);
  });

  it('the evidence has what is defined without pairs, and says what is not', async () => {
    const own: Plan = { contrast, method, seed: 4, report: found.report };
    const { table, groups, methods, missing } = await gatherEvidence(residuals, own, () => undefined, new AbortController().signal);
    const columns: EvidenceColumn[] = ['crossMean', 'crossMin', 'foldMean', 'foldMin', 'permutationMaxP', 'permutationP', 'randomHigh'];
    expect(Object.keys(table).toSorted()).toEqual([...columns, 'randomLow', 'selectivity', 'shuffledHigh', 'shuffledLow']);
    expect(missing).toEqual(['The texts do not come in pairs: there are no pair differences, of which agreement is the mean cosine.']);
    const mean = (rows: readonly (readonly number[])[], layer: number): number =>
      rows.reduce((sum, row) => sum + row[layer]!, 0) / rows.length;
    for (const layer of layers) {
      expectClose([table.foldMean![layer]!], [mean(is.kFold.aurocs, layer)]);
      expectClose([table.crossMean![layer]!], [mean(is.leaveOneGroupOut, layer)]);
      expectClose([table.selectivity![layer]!], [is.selectivity.real[layer]! - is.selectivity.control[layer]!]);
    }
    expect(groups.map(({ group, pairs, texts }) => [group, pairs, texts!.positive + texts!.negative])).toEqual(
      [...new Set(golden.capture.groups)].map((name) => [name, undefined, golden.capture.groups.filter((one) => one === name).length]),
    );
    expect(methods!.map(({ a, b }) => `${a} ${b}`)).toEqual(['mean-difference lda', 'mean-difference logistic', 'lda logistic']);
    const said = conclusion(found.report, { ...{ apart: [], recommended: null, unrecommended: null }, seed: 4, table, groups, missing });
    expect(said.sentences.join(' ')).not.toContain('pair');
  });
});

it('while texts arrive nothing is said before each class has a training text; then what is there', () => {
  const some = (text: number): boolean => golden.capture.positive[text] === 1;
  expect(analyse({ ...asRead, have: have.map((_, text) => (some(text) ? 1 : 0)) }, { ...plan, method: 'lda' })).toBeNull();
  const partly = have.map((_, text) => (some(text) || golden.capture.test[text] === 0 ? 1 : 0));
  const { report } = analyse({ ...asRead, have: partly }, { ...plan, method: 'mean-difference', resamples: 0 })!;
  expect(report.texts).toEqual({ positive: 15, negative: 0 });
  expect(report.table.auroc.every(Number.isNaN)).toBe(true);
  expect(verdictAt(report, 0).sentence).toBe('Nothing is known yet: test texts of both classes are still to come.');
});

it('shuffled labels are dealt over the training texts, and shuffled tokens are those of the test texts in their order', () => {
  const units = shuffledUnits({ residuals, have }, contrast, { method: 'mean-difference', seed: 2 });
  expect(units).not.toEqual(shuffledUnits({ residuals, have }, contrast, { method: 'mean-difference', seed: 3 }));
  const tests = testsOf(contrast);
  const places = golden.capture.test.flatMap((held, text) => (held === 1 ? [text] : []));
  const size = residuals.layers * residuals.width;
  const data = Float32Array.from(places.flatMap((text) => [...residuals.data.subarray(text * size, (text + 1) * size)]));
  const unit = Float32Array.from(golden.methods['mean-difference'].blocks.flatMap((block) => block.unit));
  expectClose(
    shuffledAurocs(unit, { ...residuals, count: places.length, data }, tests),
    golden.methods['mean-difference'].blocks.map(({ auroc }) => auroc),
  );
});
