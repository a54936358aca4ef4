/** The ways of pooling as weights over a text's tokens, for the graph's `pool` input. */
import type { Pooling } from '../../src/protocol';
import type { Span } from '../tokenizer/text-span';
import { lastPool, meanPool, restPool } from './forward';

/** [1, pooling, token]: one row of weights for each pooling, over one text. `answer`: its own tokens, for the pooling of that name. */
export function poolsOf(poolings: readonly Pooling[], tokens: number, answer?: Span): Float32Array {
  const pool = new Float32Array(poolings.length * tokens);
  poolings.forEach((pooling, i) => pool.set(weights(pooling, tokens, answer), i * tokens));
  return pool;
}

function weights(pooling: Pooling, tokens: number, answer?: Span): Float32Array {
  switch (pooling) {
    case 'mean':
      return meanPool(1, tokens);
    case 'mean-rest':
      return restPool(1, tokens);
    case 'last':
      return lastPool(1, tokens);
    case 'answer': {
      const { first, end } = answer!;
      return new Float32Array(tokens).fill(1 / (end - first), first, end);
    }
    default:
      return lastPool(1, tokens, Number(pooling.slice('last-'.length)));
  }
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
