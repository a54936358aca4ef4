import type { PairIndex } from './direction';
import { indices, type LayerIndex } from './indices';
import { checkResiduals, residualAt, type Residuals } from './residuals';

/**
 * How far the pairs point the same way, per layer: mean cosine between the differences (positive − negative) of any two pairs.
 * 1: every pair has the same direction; 0: as unrelated as random ones. Low agreement predicts unreliable steering.
 * A pair whose two texts have equal residuals points nowhere and is left out. NaN at a layer where fewer than two pairs are left.
 */
export function agreement(captured: Residuals, pairs: readonly PairIndex[]): number[] {
  checkResiduals(captured);
  return indices<LayerIndex>(captured.layers).map((layer) => agreementAt(captured, pairs, layer));
}

/** `agreement` at one layer. */
export function agreementAt(captured: Residuals, pairs: readonly PairIndex[], layer: LayerIndex): number {
  let n = 0;
  // The unit differences' sum, squared, holds every ordered cosine and n ones: n·width steps instead of n²·width.
  const sum = new Float64Array(captured.width);
  for (const { positive, negative } of pairs) {
    const minuend = residualAt(captured, positive, layer);
    const subtrahend = residualAt(captured, negative, layer);
    const difference = Float64Array.from(minuend, (value, i) => value - subtrahend[i]!);
    const norm = Math.sqrt(squares(difference));
    if (norm === 0) continue;
    n++;
    for (let i = 0; i < sum.length; i++) sum[i]! += difference[i]! / norm;
  }
  return n < 2 ? NaN : (squares(sum) - n) / (n * (n - 1));
}

const squares = (vector: Float64Array): number => vector.reduce((sum, value) => sum + value * value, 0);
