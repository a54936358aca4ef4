/** The integers of a run: tokens, mask, positions, in the shapes and types that the graph asks for. */
import type { GraphInfo, Port } from '../../src/graph/info';
import type { TokenIndex } from '../../src/lab/indices';
import { INT64 } from '../../src/graph/tensor';
import { ort } from '../device/runtime';

/**
 * For rows `ids` [row][token] after `before` tokens each; logits at `positions` of the new ones. Inputs that the graph does not have are
 * left out.
 */
export function integerFeeds(
  { inputs }: Pick<GraphInfo, 'inputs'>,
  ids: readonly (readonly number[])[],
  before: number,
  positions: readonly TokenIndex[],
): Record<string, ort.Tensor> {
  const rows = ids.length;
  const tokens = ids[0]?.length ?? 0;
  const places = ids.flatMap(() => Array.from({ length: tokens }, (_, i) => before + i));
  const feeds: Record<string, ort.Tensor> = {};
  for (const input of inputs) {
    const values = valuesOf(input);
    if (values) feeds[input.name] = tensor(input, values.numbers, values.dims);
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

const tensor = ({ elemType }: Port, values: readonly number[], dims: readonly number[]): ort.Tensor =>
  elemType === INT64
    ? new ort.Tensor('int64', BigInt64Array.from(values, BigInt), dims)
    : new ort.Tensor('int32', Int32Array.from(values), dims);
