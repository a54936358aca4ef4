/**
 * What one run of an instrumented graph is fed, as plain data: a runtime's tensors are made of it where there is a runtime. Integers in the
 * types and shapes that the graph asks for, steering and pooling, and a cache that holds nothing yet.
 */
import type { GraphInfo, Port } from './info';
import { held } from './past';
import { FLOAT16, INT64 } from './tensor';

/** `type`, `data` and `dims` as the constructor of ONNX Runtime's Tensor takes them. */
export type Feed = { readonly dims: readonly number[] } & (
  | { readonly type: 'float32'; readonly data: Float32Array }
  | { readonly type: 'float16'; readonly data: Uint16Array }
  | { readonly type: 'int64'; readonly data: BigInt64Array }
  | { readonly type: 'int32'; readonly data: Int32Array }
);

/**
 * For rows `ids` [row][token] after `before` tokens each; logits at `positions` of the new ones. Inputs that the graph does not have are
 * left out.
 */
export function integerFeeds(
  { inputs }: Pick<GraphInfo, 'inputs'>,
  ids: readonly (readonly number[])[],
  before: number,
  positions: readonly number[],
): Record<string, Feed> {
  const rows = ids.length;
  const tokens = ids[0]?.length ?? 0;
  const places = ids.flatMap(() => Array.from({ length: tokens }, (_, i) => before + i));
  const feeds: Record<string, Feed> = {};
  for (const input of inputs) {
    const values = valuesOf(input);
    if (values) feeds[input.name] = integers(input, values.numbers, values.dims);
  }
  return feeds;

  function valuesOf({ name, dims }: Port): { numbers: readonly number[]; dims: readonly number[] } | null {
    const each = [rows, tokens];
    switch (name) {
      case 'input_ids':
        return { numbers: ids.flat(), dims: each };
      case 'attention_mask':
        return { numbers: new Array<number>(rows * (before + tokens)).fill(1), dims: [rows, before + tokens] };
      case 'position_ids': {
        // Time, height and width of a picture; a text goes on in all of them alike.
        const axes = dims.length === 3 ? (typeof dims[0] === 'number' ? dims[0] : 3) : 1;
        return { numbers: new Array<readonly number[]>(axes).fill(places).flat(), dims: dims.length === 3 ? [axes, ...each] : each };
      }
      case 'token_type_ids':
        return { numbers: new Array<number>(rows * tokens).fill(0), dims: each };
      // The graph cuts the positions out itself (logit_index); a graph that would cut, too, keeps all.
      case 'num_logits_to_keep':
        return { numbers: [0], dims: [] };
      case 'logit_index':
        return { numbers: ids.flatMap(() => positions), dims: [rows, positions.length] };
      default:
        return null;
    }
  }
}

const integers = ({ elemType }: Port, values: readonly number[], dims: readonly number[]): Feed =>
  elemType === INT64
    ? { type: 'int64', data: BigInt64Array.from(values, BigInt), dims }
    : { type: 'int32', data: Int32Array.from(values), dims };

/** The cache before the first token: no positions, and states of zeros. */
export function emptyFeeds({ cache }: Pick<GraphInfo, 'cache'>, rows: number): Record<string, Feed> {
  const feed = (entry: (typeof cache)[number]): Feed => {
    const dims = [rows, ...entry.shape.map((size) => size ?? 0)];
    const length = rows * held(entry, 0);
    return entry.elemType === FLOAT16
      ? { type: 'float16', data: new Uint16Array(length), dims }
      : { type: 'float32', data: new Float32Array(length), dims };
  };
  return Object.fromEntries(cache.map((entry) => [entry.past, feed(entry)]));
}
