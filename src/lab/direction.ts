import { isPaired, sidesOf, type Contrast, type Sides } from './contrast';
import { index, indices, type LayerIndex, type TextIndex } from './indices';
import { InvalidInput, NoDirection } from './invalid';
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
export type PairIndex = Sides<TextIndex>;

/** The texts of two classes, of any size each. */
export interface Classes extends Sides<readonly TextIndex[]> {
  /** positive[i] and negative[i] are the two texts of a pair. */
  readonly paired?: boolean;
}

/** What a direction is trained on: contrastive pairs, or two classes that need not pair up. */
export type Training = Contrast<TextIndex> | Classes;

/** The classes of what is trained on. Throws on an empty class, and on classes said to be paired of unequal size. */
export function classesOf(training: Training): Classes {
  const classes: Classes = 'positive' in training ? training : { ...sidesOf(training), paired: !('texts' in training) };
  const [n, m] = [classes.positive.length, classes.negative.length];
  if (n === 0 && m === 0) throw new InvalidInput('no pairs to train on', 'Give at least one positive and one negative text.');
  if (n === 0 || m === 0) throw new InvalidInput(`a direction needs both classes, got ${n} positive and ${m} negative texts`);
  if (classes.paired && n !== m) throw new InvalidInput(`pairs need both texts, got ${n} positive and ${m} negative`);
  return classes;
}

/** `count` pairs whose texts stand one after the other, positive first: pair i is texts 2i and 2i+1. */
export function pairsInARow(count: number): PairIndex[] {
  const texts = indices<TextIndex>(2 * count);
  return Array.from({ length: count }, (_, i) => ({ positive: texts[2 * i]!, negative: texts[2 * i + 1]! }));
}

/** The places of the texts of a contrast that stand one after the other, in the order of `allTextsOf`. */
export function inARow<T, More>(contrast: Contrast<T, More>): Contrast<TextIndex, More> {
  const place = counting();
  return isPaired(contrast)
    ? contrast.map((pair) => ({ ...pair, positive: place(), negative: place() }))
    : { texts: contrast.texts.map((one) => ({ ...one, text: place() })) };
}

function counting(): () => TextIndex {
  let next = 0;
  return () => index<TextIndex>(next++);
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
 * and, `NoDirection`, where the two class means are equal.
 */
export function directionAt(captured: Residuals, training: Training, layer: LayerIndex): LayerDirection {
  const classes = classesOf(training);
  const positive = classMean(captured, classes.positive, layer);
  const negative = classMean(captured, classes.negative, layer);
  const difference = positive.mean.map((value, i) => value - negative.mean[i]!);
  const separation = length(difference);
  if (!Number.isFinite(separation)) throw notFinite(layer);
  if (separation === 0) throw identical(layer);
  const unit = Float32Array.from(difference, (value) => value / separation);
  let midpoint = 0;
  for (let i = 0; i < unit.length; i++) midpoint += ((difference[i]! / separation) * (positive.mean[i]! + negative.mean[i]!)) / 2;
  return { unit, separation, midpoint, norm: meanNorm(positive, negative) };
}

/**
 * The numbers that go with any direction of one block, given as a vector of any length but 0, [width]: separation is the difference of the
 * class means' scores along the unit vector (below 0 where it points the other way), midpoint lies halfway between them. Throws what
 * `directionAt` throws, save that equal classes have separation 0.
 */
export function alongAt(captured: Residuals, training: Training, layer: LayerIndex, vector: ArrayLike<number>): LayerDirection {
  const classes = classesOf(training);
  if (vector.length !== captured.width)
    throw new InvalidInput(`expected a direction of width ${captured.width}, got one of width ${vector.length}`);
  const [positive, negative] = [classMean(captured, classes.positive, layer), classMean(captured, classes.negative, layer)];
  const norm = meanNorm(positive, negative);
  if (!Number.isFinite(norm)) throw notFinite(layer);
  const size = length(vector);
  if (!(size > 0 && Number.isFinite(size))) throw new NoDirection(`a vector of length ${size} at block ${layer} is no direction`);
  let [above, below] = [0, 0];
  for (let i = 0; i < vector.length; i++) {
    above += (positive.mean[i]! * vector[i]!) / size;
    below += (negative.mean[i]! * vector[i]!) / size;
  }
  return { unit: Float32Array.from(vector, (value) => value / size), separation: above - below, midpoint: (above + below) / 2, norm };
}

/** `directionAt` for every block. Throws what it throws, and where the data do not fit their shape. */
export function directions(captured: Residuals, training: Training): Directions {
  checkResiduals(captured);
  const { layers, width } = captured;
  return stack(
    indices<LayerIndex>(layers).map((layer) => directionAt(captured, training, layer)),
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

/** The residuals of a layer are no numbers. */
export const notFinite = (layer: LayerIndex): InvalidInput =>
  new InvalidInput(`the residuals at block ${layer} are not finite`, 'The model overflowed on this device: try another dtype or device.');

/** The two classes of a layer cannot be told apart. */
export const identical = (layer: LayerIndex): NoDirection =>
  new NoDirection(`the two classes are identical at block ${layer}`, 'Check that positive and negative texts differ.');

/** Mean residual of some texts at a layer, [width], and the mean of their norms. */
function classMean(captured: Residuals, texts: readonly TextIndex[], layer: LayerIndex): ClassMean {
  const mean = new Float64Array(captured.width);
  let norm = 0;
  for (const text of texts) {
    const residual = residualAt(captured, text, layer);
    for (let i = 0; i < mean.length; i++) mean[i]! += residual[i]! / texts.length;
    norm += length(residual) / texts.length;
  }
  return { mean, norm, count: texts.length };
}

/** L2 norm. */
function length(vector: ArrayLike<number>): number {
  let squares = 0;
  for (let i = 0; i < vector.length; i++) squares += vector[i]! * vector[i]!;
  return Math.sqrt(squares);
}

interface ClassMean {
  mean: Float64Array;
  norm: number;
  count: number;
}

/** Over the texts of both classes. */
function meanNorm(positive: ClassMean, negative: ClassMean): number {
  const share = negative.count / (positive.count + negative.count);
  return positive.norm * (1 - share) + negative.norm * share;
}
