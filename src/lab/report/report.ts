/**
 * Every number that is derived from the scores of a set's texts, from one call: page, run file and scripts show the same because they ask
 * here.
 */
import { measureBlock } from './block';
import { MEASURED, type LayerTable, type Measured } from './columns';
import { correctedP, type CorrectedCorrelation } from '../corrected-p';
import { associate, type Association, type Rated } from './association';
import { verdictAt, type Verdict } from './verdict';
import type { ClassScores } from '../class-scores';
import { hasBoth, isPaired, placesOf, type Sides } from '../contrast';
import { testedOf, type Tested } from './tested';
import { t } from '../../language/t';
import { baseline, characterCounts, compared, pick, wordScores, type Baseline, type Refused, type SplitTexts } from './texts';

/** What a report is made from. */
export interface ReportEvidence {
  readonly layers: number;
  /** The texts of the set: pairs, or lone texts of two classes. */
  readonly contrast: SplitTexts;
  /** The texts themselves are not known: what stands in their place is not counted. */
  readonly unwritten?: boolean | undefined;
  /** Texts that a person rated. */
  readonly rated?: readonly Rated[] | undefined;
  /**
   * [layer][text] of each class, in the order of `sidesOf` (of pairs: [layer][pair]), and of the rated texts: projections on that layer's
   * direction; NaN where a text has not been read.
   */
  readonly scores: {
    readonly positive: readonly ArrayLike<number>[];
    readonly negative: readonly ArrayLike<number>[];
    readonly scored?: readonly ArrayLike<number>[] | undefined;
  };
  /** [layer] score halfway between the means of the training classes; null where unknown. */
  readonly midpoint: readonly (number | null)[];
  /** [layer] distance between these means; absent where unknown. */
  readonly separation?: readonly number[] | undefined;
}

/** What it says of the test texts that were read, of which `Tested` gives the number: those that the table speaks of. */
export type Report = Tested & Reported;

export interface Reported {
  readonly layers: number;
  /** Its intervals were made: not while texts arrive. */
  readonly final: boolean;
  readonly table: LayerTable;
  /** A bag of words on the test texts that were read; null without them, or without training texts. */
  readonly words: Baseline | Refused | null;
  /** AUROC of the number of characters on the test texts that were read: 0.5 where length tells nothing; null without them. */
  readonly length: Baseline | null;
  /** How the scores go along with what people rated; null with fewer than three rated texts. */
  readonly eia: Association | null;
  /** Of all blocks the one whose scores go along with the ratings best, its p corrected for looking at all; null while texts arrive. */
  readonly eiaBest: CorrectedCorrelation | null;
  /** [layer] how far to believe the direction, in words; of an analysis with its evidence (`withVerdicts`). */
  readonly verdicts: readonly Verdict[];
}

/** `resamples` of the bootstrap, 0 for no interval. */
export interface ReportOptions {
  resamples?: number;
  seed?: number;
}

const UNWRITTEN: Refused = { refused: t`The texts themselves are not known: the file of activations has none.` };

/** The report. Takes up to seconds with 2,000 resamples: the page asks the analysis worker for it. */
export function report(evidence: ReportEvidence, { resamples = 2000, seed = 1 }: ReportOptions = {}): Report {
  const { layers, contrast, scores } = evidence;
  const options = { resamples, seed };
  const read = testsRead(evidence);
  const at = (layer: number): ClassScores =>
    pick({ paired: isPaired(contrast), positive: scores.positive[layer]!, negative: scores.negative[layer]! }, read);
  const counted = evidence.unwritten ? UNWRITTEN : wordScores(contrast);
  const words = counted && !('refused' in counted) ? compared(pick(counted, read), options) : null;
  const table = Object.fromEntries(MEASURED.map((column) => [column, new Float64Array(layers).fill(NaN)])) as Record<
    Measured,
    Float64Array
  >;
  for (let layer = 0; layer < layers; layer++) {
    if (hasBoth(read)) {
      const own = at(layer);
      if (Array.from(own.positive).some(Number.isNaN)) continue;
      const numbers = measureBlock(layer, own, { midpoint: evidence.midpoint[layer] ?? null, ...options, words });
      for (const [column, value] of Object.entries(numbers) as [keyof typeof numbers, number][]) table[column][layer] = value;
    }
    table.trainSeparation[layer] = evidence.separation?.[layer] ?? NaN;
  }
  const judged = {
    layers,
    ...testedOf({ paired: isPaired(contrast), ...read }),
    final: resamples > 0,
    table,
    words: counted && !('refused' in counted) ? baseline(pick(counted, read), options) : counted,
  };
  return {
    ...judged,
    length: evidence.unwritten ? null : baseline(pick(characterCounts(contrast), read), options),
    eia: associate(evidence.rated ?? [], scores.scored ?? [], evidence.midpoint),
    eiaBest: resamples > 0 ? bestForRatings(evidence, seed) : null,
    verdicts: Array.from({ length: layers }, (_, layer) => verdictAt(judged, layer)),
  };
}

/**
 * The places of the test texts that were read, in the lists of scores: of pairs, those of which both texts were. At a block without a
 * direction no text has a score.
 */
export function testsRead({ contrast, scores }: Pick<ReportEvidence, 'contrast' | 'scores'>): Sides<readonly number[]> {
  const tests = placesOf(contrast, ({ split }) => split === 'test');
  const there = (side: readonly ArrayLike<number>[], i: number): boolean => side.some((at) => Number.isFinite(at[i]));
  const [positive, negative] = [
    tests.positive.filter((i) => there(scores.positive, i)),
    tests.negative.filter((i) => there(scores.negative, i)),
  ];
  if (!isPaired(contrast)) return { positive, negative };
  const whole = new Set(negative);
  const both = positive.filter((i) => whole.has(i));
  return { positive: both, negative: both };
}

/** Blocks without a direction have no scores: they are left out, not the texts. */
function bestForRatings({ rated, scores: { scored } }: ReportEvidence, seed: number): CorrectedCorrelation | null {
  if (!rated || !scored) return null;
  const blocks = scored.flatMap((at, layer) => (Array.from(at).some(Number.isFinite) ? [layer] : []));
  const best = correctedP(
    blocks.map((layer) => scored[layer]!),
    rated.map(({ score }) => score),
    { seed },
  );
  if (!best) return null;
  const all = scored.map(() => NaN);
  best.blocks.forEach((p, i) => (all[blocks[i]!] = p));
  return { ...best, layer: blocks[best.layer]!, blocks: all };
}
