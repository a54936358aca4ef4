/**
 * The dot products of a block's residuals. A direction is a weighted sum of training texts, so its scores, and those of every fold and
 * every shuffled label, are weighted sums of these products: the width of the model is walked through once a block.
 */
import { notFinite } from './direction';
import { indices, type LayerIndex, type TextIndex } from './indices';
import { checkResiduals, residualAt, type Residuals } from './residuals';

/** The products of one block. Residuals are taken less `centre`: what all texts share would only cost digits. */
export interface BlockGram {
  readonly layer: LayerIndex;
  /** Texts of the capture. */
  readonly count: number;
  readonly width: number;
  /** [text, text], NaN for a text that was not asked for. */
  readonly products: Float64Array;
  /** [width] mean residual of the texts asked for. */
  readonly centre: Float64Array;
  /** [text] (residual − centre) · centre. */
  readonly atCentre: Float64Array;
  /** What scores are made of where it is not what directions are fitted on (`gramWithout`). */
  readonly scoring?: Pick<BlockGram, 'products' | 'atCentre'>;
}

/** A direction of one block: Σ weights[k] · (residual of texts[k] − centre), of unit length. */
export interface Combination {
  readonly texts: readonly TextIndex[];
  readonly weights: Float64Array;
}

/**
 * The products of one block among `texts` (all, unless told), in float64: n²/2 · width steps. Throws on a text or layer that does not
 * exist and on residuals that are not finite.
 */
export function gramAt(captured: Residuals, layer: LayerIndex, texts?: Iterable<TextIndex>): BlockGram {
  checkResiduals(captured);
  const { count, width } = captured;
  const asked = [...new Set(texts ?? indices<TextIndex>(count))].sort((a, b) => a - b);
  const rows = asked.map((text) => Float64Array.from(residualAt(captured, text, layer)));
  const centre = centreOf(rows, width);
  for (const row of rows) for (let i = 0; i < width; i++) row[i]! -= centre[i]!;
  const products = new Float64Array(count * count).fill(NaN);
  const atCentre = new Float64Array(count).fill(NaN);
  const block = new Float64Array(rows.length);
  rows.forEach((row, i) => {
    dots(row, rows, i, block);
    for (let j = 0; j <= i; j++) products[asked[i]! * count + asked[j]!] = products[asked[j]! * count + asked[i]!] = block[j]!;
    if (!Number.isFinite(block[i])) throw notFinite(layer);
    atCentre[asked[i]!] = row.reduce((sum, value, k) => sum + value * centre[k]!, 0);
  });
  return { layer, count, width, products, centre, atCentre };
}

/**
 * The block's products with the neutral mean taken out of every direction that is fitted, `mean` [width]: v' = v − (v·m̂)m̂. A fit does not
 * change; scores along v' are products of residuals less their part along m̂. `captured` and `texts` are what `gram` was made from.
 */
export function gramWithout(captured: Residuals, gram: BlockGram, mean: Float64Array, texts: Iterable<TextIndex>): BlockGram {
  const { layer, count, products, centre, atCentre } = gram;
  const length = Math.hypot(...mean);
  if (length === 0) return gram;
  const along = (residual: ArrayLike<number>): number => mean.reduce((sum, value, i) => sum + (value / length) * residual[i]!, 0);
  const centreAlong = along(centre);
  const shares = new Float64Array(count).fill(NaN);
  for (const text of new Set(texts)) {
    const residual = residualAt(captured, text, layer);
    shares[text] = along(centre.map((value, i) => residual[i]! - value));
  }
  const rest = products.map((value, at) => value - shares[Math.floor(at / count)]! * shares[at % count]!);
  return { ...gram, scoring: { products: rest, atCentre: atCentre.map((value, text) => value - shares[text]! * centreAlong) } };
}

/** The product of two texts that scores are made of. */
export const productOf = ({ products, count, scoring }: BlockGram, a: number, b: number): number =>
  (scoring?.products ?? products)[a * count + b]!;

/** The score (residual · direction) of some texts, [place in `of`]: what `project` gives, without the width. */
export function scoresAlong(gram: BlockGram, { texts, weights }: Combination, of: readonly TextIndex[]): Float64Array {
  const { products, atCentre } = gram.scoring ?? gram;
  let shift = 0;
  for (let k = 0; k < texts.length; k++) shift += weights[k]! * atCentre[texts[k]!]!;
  return Float64Array.from(of, (text) => {
    let sum = 0;
    for (let k = 0; k < texts.length; k++) sum += weights[k]! * products[text * gram.count + texts[k]!]!;
    return sum + shift;
  });
}

/** The direction itself, [width], of unit length. `captured` is what `gram` was made from. */
export function vectorOf(captured: Residuals, gram: BlockGram, { texts, weights }: Combination): Float64Array {
  const vector = new Float64Array(gram.width);
  texts.forEach((text, k) => {
    const residual = residualAt(captured, text, gram.layer);
    for (let i = 0; i < vector.length; i++) vector[i]! += weights[k]! * (residual[i]! - gram.centre[i]!);
  });
  return vector;
}

/** Summed from the first row on, so that equal rows have themselves as mean and products 0. */
function centreOf(rows: readonly Float64Array[], width: number): Float64Array {
  const first = rows[0] ?? new Float64Array(width);
  const sum = new Float64Array(width);
  for (const row of rows) for (let i = 0; i < width; i++) sum[i]! += row[i]! - first[i]!;
  return sum.map((value, i) => first[i]! + value / Math.max(1, rows.length));
}

/**
 * row · rows[j] for j ≤ last, four at a time. Each is summed in the same order, so equal texts have equal products to the last bit and tie.
 */
function dots(row: Float64Array, rows: readonly Float64Array[], last: number, out: Float64Array): void {
  let j = 0;
  for (; j + 3 <= last; j += 4) {
    const [p, q, r, s] = [rows[j]!, rows[j + 1]!, rows[j + 2]!, rows[j + 3]!];
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = 0; i < row.length; i++) {
      const value = row[i]!;
      a += value * p[i]!;
      b += value * q[i]!;
      c += value * r[i]!;
      d += value * s[i]!;
    }
    out[j] = a;
    out[j + 1] = b;
    out[j + 2] = c;
    out[j + 3] = d;
  }
  for (; j <= last; j++) {
    const other = rows[j]!;
    let sum = 0;
    for (let i = 0; i < row.length; i++) sum += row[i]! * other[i]!;
    out[j] = sum;
  }
}
