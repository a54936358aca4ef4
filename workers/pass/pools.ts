/** The ways of pooling as weights over a text's tokens, for the graph's `pool` input. */
import type { Pooling } from '../../src/protocol';
import { lastPool, meanPool, restPool } from './forward';

const POOLS = { mean: meanPool, 'mean-rest': restPool, last: lastPool } satisfies Record<
  Pooling,
  (rows: number, tokens: number) => Float32Array
>;

/** [1, pooling, token]: one row of weights for each pooling, over one text. */
export function poolsOf(poolings: readonly Pooling[], tokens: number): Float32Array {
  const pool = new Float32Array(poolings.length * tokens);
  poolings.forEach((pooling, i) => pool.set(POOLS[pooling](1, tokens), i * tokens));
  return pool;
}

/** [layer, pooling, width], as the graph gives one row, turned to [pooling, layer, width]. */
export function byPooling(
  residual: Float32Array,
  { layers, width, poolings }: { layers: number; width: number; poolings: number },
): Float32Array {
  if (poolings === 1) return residual.slice();
  const turned = new Float32Array(residual.length);
  for (let layer = 0; layer < layers; layer++)
    for (let p = 0; p < poolings; p++) {
      const from = (layer * poolings + p) * width;
      turned.set(residual.subarray(from, from + width), (p * layers + layer) * width);
    }
  return turned;
}
