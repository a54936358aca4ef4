import { classesOf, identical, notFinite, type Training } from '../direction';
import { dot } from '../vectors';
import type { BlockGram } from '../gram';
import type { LayerIndex, TextIndex } from '../indices';

/** What every method solves in: the products among the n training texts, positive ones first. */
export interface TrainingGram {
  readonly layer: LayerIndex;
  readonly width: number;
  readonly texts: readonly TextIndex[];
  readonly n: number;
  /** How many of them are positive. */
  readonly positives: number;
  /** texts[i] and texts[positives + i] are a pair. */
  readonly paired: boolean;
  /** [n, n] */
  readonly products: Float64Array;
  /** [n] the mean difference as weights: 1/n⁺ for positive texts, −1/n⁻ for negative ones. */
  readonly contrast: Float64Array;
  /** [n] each text's product with the mean difference. */
  readonly alongContrast: Float64Array;
}

/**
 * The training part of a block's products. Throws on no pairs, on texts that `gram` lacks (not finite, or not asked for), and,
 * `NoDirection`, where the class means are closer than 1e-7 of the spread of the texts: float32 residuals do not tell them apart.
 */
export function trainingGram(gram: BlockGram, training: Training): TrainingGram {
  const { positive, negative, paired = false } = classesOf(training);
  const texts = [...positive, ...negative];
  const n = texts.length;
  const products = new Float64Array(n * n);
  let spread = 0;
  for (let i = 0; i < n; i++) {
    const row = texts[i]! * gram.count;
    for (let j = 0; j < n; j++) products[i * n + j] = gram.products[row + texts[j]!]!;
    spread += products[i * n + i]! / n;
  }
  if (!Number.isFinite(spread)) throw notFinite(gram.layer);
  const contrast = Float64Array.from(texts, (_, i) => (i < positive.length ? 1 / positive.length : -1 / negative.length));
  const alongContrast = times(products, contrast);
  const { layer, width } = gram;
  if (!(dot(contrast, alongContrast) > 1e-14 * spread)) throw identical(layer);
  return { layer, width, texts, n, positives: positive.length, paired, products, contrast, alongContrast };
}

/** [n, n] products of the deviations from the class means. Their trace is the sum of squares within the classes. */
export function withinProducts({ n, positives, products }: TrainingGram): Float64Array {
  const within = products.slice();
  centreRows(within, n, positives);
  transpose(within, n);
  centreRows(within, n, positives);
  return within;
}

/** [n] values less the mean of their class: the same as weights of texts and as weights of deviations. */
export function centred(values: Float64Array, positives: number): Float64Array {
  const out = values.slice();
  centreRows(out, out.length, positives);
  return out;
}

/** Matrix [n, n] times vector [n]; four rows go along together, each summed in the same order. */
export function times(matrix: Float64Array, vector: Float64Array): Float64Array {
  const n = vector.length;
  const out = new Float64Array(n);
  let i = 0;
  for (; i + 3 < n; i += 4) {
    const [p, q, r, s] = [i * n, (i + 1) * n, (i + 2) * n, (i + 3) * n];
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let j = 0; j < n; j++) {
      const value = vector[j]!;
      a += matrix[p + j]! * value;
      b += matrix[q + j]! * value;
      c += matrix[r + j]! * value;
      d += matrix[s + j]! * value;
    }
    out[i] = a;
    out[i + 1] = b;
    out[i + 2] = c;
    out[i + 3] = d;
  }
  for (; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += matrix[i * n + j]! * vector[j]!;
    out[i] = sum;
  }
  return out;
}

/** Sum of the diagonal of a matrix [n, n]. */
export function trace(matrix: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += matrix[i * n + i]!;
  return sum;
}

/** Takes from each row of `n` the mean of its positive part, and of its negative part. */
function centreRows(rows: Float64Array, n: number, positives: number): void {
  for (let start = 0; start < rows.length; start += n)
    for (const [from, to] of [
      [0, positives],
      [positives, n],
    ] as const) {
      let sum = 0;
      for (let j = from; j < to; j++) sum += rows[start + j]!;
      for (let j = from; j < to; j++) rows[start + j]! -= sum / (to - from);
    }
}

function transpose(matrix: Float64Array, n: number): void {
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      const kept = matrix[i * n + j]!;
      matrix[i * n + j] = matrix[j * n + i]!;
      matrix[j * n + i] = kept;
    }
}
