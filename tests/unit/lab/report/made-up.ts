/** Made-up evidence: pairs of a set, and scores as a test wants them. */
import type { ReportEvidence } from '../../../../src/lab/report/report';
import type { Sides } from '../../../../src/lab/contrast';

/** A pair with its part of the split. */
export type SplitPair = Sides<string> & { readonly split: 'train' | 'test' };

/** Training pairs that teach two words, then `n` test pairs, in the first `marked` of which these words stand on the right side. */
export function textPairs(n: number, marked: number): SplitPair[] {
  const train = { split: 'train', positive: 'I care and stay', negative: 'I win and run' } as const;
  const test = (i: number): SplitPair => ({
    split: 'test',
    positive: i < marked ? 'we care now' : 'we go now',
    negative: i < marked ? 'we win now' : 'we go now',
  });
  return [train, train, ...Array.from({ length: n }, (_, i) => test(i))];
}

/** One layer a shift: test pair i scores shift + i/7 (mod 3) against the same without the shift; training pairs are read, too. */
export function evidence(pairs: readonly SplitPair[], shifts: readonly number[]): ReportEvidence {
  const base = pairs.map((_, i) => ((i * 5) % 13) / 7);
  return {
    layers: shifts.length,
    contrast: pairs,
    scores: { positive: shifts.map((shift) => base.map((x) => x + shift)), negative: shifts.map(() => base.toReversed()) },
    midpoint: shifts.map((shift) => 1 + shift / 2),
    separation: shifts,
  };
}
