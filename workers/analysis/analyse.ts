/** Residuals → directions, scores and the report of every block. */
import type { AnalysisRequest, AnalysisResult } from '../../src/analysis-protocol';
import { directionAt, stack } from '../../src/lab/direction';
import { indices, type LayerIndex, type TextIndex } from '../../src/lab/indices';
import type { Rated } from '../../src/lab/report/association';
import { report } from '../../src/lab/report/report';
import type { Residuals } from '../../src/lab/residuals';
import { scoresAt } from '../../src/lab/score';

/** A reading as far as it has come: `have` [text] is 0 where a text is not there yet. */
export interface Readable {
  residuals: Residuals;
  have: Uint8Array;
  /** The pairs' own words, in the order of the request's pairs. */
  words: readonly { positive: string; negative: string }[];
  /** The scored texts, in the order of the request's. */
  rated: readonly Rated[];
}

/** What `AnalysisResult` says; null until one training pair is complete. Throws what `directionAt` and `report` throw. */
export function analyse(
  { residuals, have, words, rated }: Readable,
  { pairs, scored, resamples, seed }: Omit<AnalysisRequest, 'reading' | 'pooling'>,
): AnalysisResult | null {
  const train = pairs.filter((pair) => pair.split === 'train' && have[pair.positive] && have[pair.negative]);
  if (train.length === 0) return null;
  const { layers, width } = residuals;
  const blocks = indices<LayerIndex>(layers);
  const found = blocks.map((layer) => directionAt(residuals, train, layer));
  const along = blocks.map((layer) => scoresAt(residuals, found[layer]!.unit, layer));
  const of = (texts: readonly TextIndex[]): number[][] => along.map((all) => texts.map((text) => (have[text] ? all[text]! : NaN)));
  const scores = {
    positive: of(pairs.map(({ positive }) => positive)),
    negative: of(pairs.map(({ negative }) => negative)),
    scored: of(scored),
  };
  const texts = pairs.map(({ split }, i) => ({ split, positive: words[i]!.positive, negative: words[i]!.negative }));
  const measured = report(
    {
      layers,
      pairs: texts,
      rated,
      scores,
      midpoint: found.map(({ midpoint }) => midpoint),
      separation: found.map(({ separation }) => separation),
    },
    { resamples, seed },
  );
  return { directions: stack(found, width), scores, report: measured };
}
