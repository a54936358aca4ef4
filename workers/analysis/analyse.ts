/** Residuals → directions, scores and the report of every block. */
import type { AnalysisRequest, AnalysisResult } from '../../src/analysis-protocol';
import { meanAt, withoutMeanAt } from '../../src/lab/carrier';
import { alongAt, stack, type LayerDirection } from '../../src/lab/direction';
import { hasBoth, mapTexts, partsOf, sidesOf, someOf } from '../../src/lab/contrast';
import { indices, type LayerIndex, type TextIndex } from '../../src/lab/indices';
import type { Rated } from '../../src/lab/report/association';
import { report } from '../../src/lab/report/report';
import type { Residuals } from '../../src/lab/residuals';
import { orNull } from '../../src/lab/readers/fit';
import { readerAt } from '../../src/lab/readers/reader';
import { scoresAt } from '../../src/lab/score';

/** A reading as far as it has come: `have` [text] is 0 where a text is not there yet. */
export interface Readable {
  residuals: Residuals;
  have: Uint8Array;
  /** [text] the texts themselves, as far as the request's contrast names them. */
  words: readonly string[];
  /** They are not known: what stands in their place is not counted. */
  unwritten?: boolean | undefined;
  /** The scored texts, in the order of the request's. */
  rated: readonly Rated[];
}

/** A block at which the two kinds of text read the same: there is no direction, a push along it is none, and its scores are NaN. */
const none = (width: number): LayerDirection => ({ unit: new Float32Array(width), separation: 0, midpoint: 0, norm: 0 });
const unread = (count: number): number[] => Array<number>(count).fill(NaN);

/**
 * What `AnalysisResult` says; null until one training pair is complete, or a training text of each class is there. `mean`: of neutral
 * texts, to be taken out of the directions
 * (`meanResidual`). Throws what `readerAt` and `withoutMeanAt` throw where no block has a direction, and what `report` throws.
 */
export function analyse(
  { residuals, have, words, unwritten, rated }: Readable,
  { contrast, scored, method, resamples, seed }: Omit<AnalysisRequest, 'reading' | 'pooling' | 'withoutMean'>,
  mean?: Float64Array,
): AnalysisResult | null {
  const train = someOf(contrast, (item) => item.split === 'train' && partsOf(item).every((text) => have[text]));
  if (!hasBoth(sidesOf(train))) return null;
  const { layers, width } = residuals;
  const blocks = indices<LayerIndex>(layers);
  const read = (layer: LayerIndex): LayerDirection => {
    const one = readerAt(method, residuals, train, layer);
    return mean ? alongAt(residuals, train, layer, withoutMeanAt(one.unit, meanAt(mean, residuals, layer), layer)) : one;
  };
  const readers = blocks.map((layer) => orNull(() => read(layer)));
  if (!readers.some(Boolean)) read(blocks[0]!);
  const found = readers.map((one) => one ?? none(width));
  const along = blocks.map((layer) => (readers[layer] ? scoresAt(residuals, found[layer]!.unit, layer) : unread(have.length)));
  const of = (texts: readonly TextIndex[]): number[][] => along.map((all) => texts.map((text) => (have[text] ? all[text]! : NaN)));
  const { positive, negative } = sidesOf(contrast);
  const scores = { positive: of(positive), negative: of(negative), scored: of(scored) };
  const measured = report(
    {
      layers,
      contrast: mapTexts(contrast, (text) => words[text]!),
      unwritten,
      rated,
      scores,
      midpoint: found.map(({ midpoint }) => midpoint),
      separation: found.map(({ separation }) => separation),
    },
    { resamples, seed },
  );
  return { directions: stack(found, width), scores, report: measured };
}
