import { indices, type LayerIndex, type TextIndex } from './indices';
import { InvalidInput } from './invalid';
import { checkResiduals, residualAt, type Residuals } from './residuals';

/** One direction per block, with the three numbers of the training texts that give a score and a dose their scale. */
export interface Directions {
  readonly layers: number;
  readonly width: number;
  /** Unit vectors, data[layer*width + i]. */
  readonly data: Float32Array;
  /** [layer] distance between the two class means, which is also the difference of their mean scores on the training texts. */
  readonly separation: readonly number[];
  /** [layer] score halfway between the two class means: the threshold of the accuracy. */
  readonly midpoint: readonly number[];
  /** [layer] mean L2 norm of the training texts' residuals. */
  readonly norm: readonly number[];
}

/** The two texts of a contrastive pair, as text indices into a `Captured`. */
export interface PairIndex {
  positive: TextIndex;
  negative: TextIndex;
}

/** `count` pairs whose texts stand one after the other, positive first: pair i is texts 2i and 2i+1. */
export function pairsInARow(count: number): PairIndex[] {
  const texts = indices<TextIndex>(2 * count);
  return Array.from({ length: count }, (_, i) => ({ positive: texts[2 * i]!, negative: texts[2 * i + 1]! }));
}

/** The direction of one block and the numbers that go with it, as in `Directions`. */
export interface LayerDirection {
  /** Unit vector, [width]. */
  unit: Float32Array;
  separation: number;
  midpoint: number;
  norm: number;
}

/**
 * The difference-of-means direction of one block: mean(positive) − mean(negative), divided by its L2 norm (Marks and Tegmark 2023 call
 * it mass-mean). Sums run in float64. Throws on no pairs, on an index out of range, on residuals that are not finite (fp16 overflow),
 * and where the two class means are equal: there is no direction between them.
 */
export function directionAt(captured: Residuals, pairs: readonly PairIndex[], layer: LayerIndex): LayerDirection {
  if (pairs.length === 0) throw new InvalidInput('no pairs to train on', 'Give at least one positive and one negative text.');
  const positive = classMean(
    captured,
    pairs.map((pair) => pair.positive),
    layer,
  );
  const negative = classMean(
    captured,
    pairs.map((pair) => pair.negative),
    layer,
  );
  const difference = positive.mean.map((value, i) => value - negative.mean[i]!);
  const separation = length(difference);
  if (!Number.isFinite(separation))
    throw new InvalidInput(
      `the residuals at layer ${layer} are not finite`,
      'The model overflowed on this device: try another dtype or device.',
    );
  if (separation === 0)
    throw new InvalidInput(`the two classes are identical at layer ${layer}`, 'Check that positive and negative texts differ.');
  const unit = Float32Array.from(difference, (value) => value / separation);
  let midpoint = 0;
  for (let i = 0; i < unit.length; i++) midpoint += ((difference[i]! / separation) * (positive.mean[i]! + negative.mean[i]!)) / 2;
  return { unit, separation, midpoint, norm: (positive.norm + negative.norm) / 2 };
}

/** `directionAt` for every block. Throws what it throws, and where the data do not fit their shape. */
export function directions(captured: Residuals, pairs: readonly PairIndex[]): Directions {
  checkResiduals(captured);
  const { layers, width } = captured;
  return stack(
    indices<LayerIndex>(layers).map((layer) => directionAt(captured, pairs, layer)),
    width,
  );
}

/** One `Directions` from the directions of all blocks, first to last. */
export function stack(all: readonly LayerDirection[], width: number): Directions {
  const data = new Float32Array(all.length * width);
  all.forEach(({ unit }, layer) => data.set(unit, layer * width));
  const of = (name: 'separation' | 'midpoint' | 'norm'): number[] => all.map((one) => one[name]);
  return { layers: all.length, width, data, separation: of('separation'), midpoint: of('midpoint'), norm: of('norm') };
}

/** Throws unless `data` holds exactly layers × width numbers. */
export function checkDirections({ layers, width, data }: Pick<Directions, 'layers' | 'width' | 'data'>): void {
  if (data.length !== layers * width)
    throw new InvalidInput(`expected directions of ${layers} layers × ${width} = ${layers * width} numbers, got ${data.length}`);
}

/** Mean residual of some texts at a layer, [width], and the mean of their norms. */
function classMean(captured: Residuals, texts: readonly TextIndex[], layer: LayerIndex): { mean: Float64Array; norm: number } {
  const mean = new Float64Array(captured.width);
  let norm = 0;
  for (const text of texts) {
    const residual = residualAt(captured, text, layer);
    for (let i = 0; i < mean.length; i++) mean[i]! += residual[i]! / texts.length;
    norm += length(residual) / texts.length;
  }
  return { mean, norm };
}

/** L2 norm. */
function length(vector: Float64Array | Float32Array): number {
  let squares = 0;
  for (const value of vector) squares += value * value;
  return Math.sqrt(squares);
}
