/**
 * Of weak signals, where verdicts differ from block to block: what the conclusion says first and the verdict on the block it speaks of are
 * one, and a block that is no better than luck is never recommended.
 */
import { describe, expect, test } from 'vitest';
import { pairsInARow } from '../../../src/lab/direction';
import { conclusion, type ConclusionKind } from '../../../src/lab/report/conclusion';
import { verdictAt, type VerdictKind } from '../../../src/lab/report/verdict';
import { examine } from '../../../workers/analysis/examine';
import { made } from '../lab/reading';

const [PAIRS, LAYERS, WIDTH] = [40, 12, 16];
/** What the paragraph may begin with where the verdict is this. */
const GOES_WITH: Readonly<Record<VerdictKind, readonly ConclusionKind[]>> = {
  unread: [],
  few: [],
  arriving: [],
  none: ['undetermined', 'nothing'],
  undetermined: ['undetermined', 'nothing'],
  below: ['below'],
  chance: ['chance', 'nothing'],
  lucky: ['lucky', 'nothing'],
  wide: ['wide'],
  'words-better': ['words-better'],
  words: ['words'],
  unknown: ['unknown'],
  beyond: ['beyond'],
};

const pairs = pairsInARow(PAIRS).map((_, i) => ({
  positive: `yes ${i}`,
  negative: `no ${i % 7}`,
  split: i % 4 === 0 ? ('test' as const) : ('train' as const),
  group: `situation ${i % 3}`,
}));
/** Signals that 10 test pairs are often too few for. */
const cases = Array.from({ length: 24 }, (_, i) => ({ seed: 100 + i, signal: 0.5 + 0.35 * (i % 4) }));
const examined = (seed: number, signal: number) =>
  examine(
    {
      residuals: made(PAIRS, WIDTH, signal, seed, LAYERS),
      shuffled: null,
      contrast: pairs,
      method: 'mean-difference',
      withoutMean: false,
      validation: 'split',
      folds: 5,
      controls: true,
      seed,
    },
    () => undefined,
    new AbortController().signal,
  );

describe('one verdict', () => {
  const seen: { verdict: VerdictKind; corrected: boolean; recommended: boolean }[] = [];
  test.each(cases)('seed $seed, signal $signal', async ({ seed, signal }) => {
    const { report, evidence } = await examined(seed, signal);
    const { kind, layer } = conclusion(report, evidence);
    const { kind: verdict } = report.verdicts[layer]!;
    expect(verdict).toBe(verdictAt({ ...report, table: { ...report.table, ...evidence.table } }, layer).kind);
    expect(GOES_WITH[verdict]).toContain(kind);
    // So it would be, were another block the one to speak of.
    for (const { kind: own, layer: other } of report.verdicts) {
      const said = conclusion(report, { ...evidence, recommended: { layer: other, band: [other, other], reason: '' } });
      expect(GOES_WITH[own]).toContain(said.kind);
    }
    if (evidence.recommended) expect(['below', 'chance', 'lucky']).not.toContain(report.verdicts[evidence.recommended.layer]!.kind);
    const p = Array.from(evidence.table.permutationMaxP!);
    seen.push({ verdict, corrected: p.some((one) => one > 0.05) && p.some((one) => one <= 0.05), recommended: !!evidence.recommended });
  });
  test('the seeds have blocks on both sides of the bar in one set, and sets with a block to recommend and without', () => {
    expect(seen.filter(({ corrected }) => corrected).length).toBeGreaterThan(5);
    expect(new Set(seen.map(({ recommended }) => recommended)).size).toBe(2);
    expect(new Set(seen.map(({ verdict }) => verdict)).size).toBeGreaterThan(2);
  });
});
