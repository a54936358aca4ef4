/** The integers of a run (src/graph/feeds.ts) as tensors of the runtime. */
import { integerFeeds as plain } from '../../src/graph/feeds';
import type { GraphInfo } from '../../src/graph/info';
import type { TokenIndex } from '../../src/lab/indices';
import { ort } from '../device/runtime';

/** For rows `ids` [row][token] after `before` tokens each; logits at `positions` of the new ones. */
export const integerFeeds = (
  graph: Pick<GraphInfo, 'inputs'>,
  ids: readonly (readonly number[])[],
  before: number,
  positions: readonly TokenIndex[],
): Record<string, ort.Tensor> =>
  Object.fromEntries(
    Object.entries(plain(graph, ids, before, positions)).map(([name, { type, data, dims }]) => [name, new ort.Tensor(type, data, dims)]),
  );
