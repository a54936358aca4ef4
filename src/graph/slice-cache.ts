/**
 * For the CPU: hands out only the new keys and values of a run instead of all of them. ORT's web build copies every output into
 * JavaScript and every input back; with eight rows and 200 tokens that copy costs a third of a decode step.
 *
 *   input  new_index    int64 [S]                       positions of the new tokens in the cache
 *   output new.{present}  as present, [B, heads, S, size]  the cache at those positions
 *
 * Only for graphs whose keys and values go through GroupQueryAttention alone: it takes the true length from the attention mask, so the
 * caller may feed a buffer longer than what it holds. States of one size are handed out whole.
 */
import { makeNode, makeValueInfo, writeModel } from './build';
import { positionAxis, type CacheTensor } from './past';
import type { GraphInfo } from './info';
import { readModel } from './onnx';
import { INT64 } from './tensor';

/** The name of the sliced output of a cache tensor. */
export const sliced = (present: string): string => `new.${present}`;

/** Whether a cache tensor grows by a position a token: only those are cut. */
export const grows = (entry: CacheTensor): boolean => positionAxis(entry) > 0;

/** The instrumented graph with sliced cache outputs, or null where keys and values are read by anything but GroupQueryAttention. */
export function sliceCache(instrumented: Uint8Array, { cache }: Pick<GraphInfo, 'cache'>): Uint8Array | null {
  const model = readModel(instrumented);
  const { graph } = model;
  const growing = cache.filter(grows);
  const past = new Set(growing.map((tensor) => tensor.past));
  const readers = graph.nodes.filter((node) => node.inputs.some((input) => past.has(input)));
  if (readers.length === 0 || readers.some((node) => node.op !== 'GroupQueryAttention')) return null;
  return writeModel(model, {
    ...graph,
    nodes: [
      ...graph.nodes,
      ...growing.map((entry) => makeNode('Gather', [entry.present, 'new_index'], sliced(entry.present), { axis: positionAxis(entry) })),
    ],
    inputs: [...graph.inputs, makeValueInfo('new_index', INT64, ['eia_new'])],
    outputs: [
      ...graph.outputs,
      ...growing.map(({ present, elemType, shape }) =>
        makeValueInfo(sliced(present), elemType, ['batch_size', ...shape.map((size) => size ?? 'eia_new')]),
      ),
    ],
  });
}
