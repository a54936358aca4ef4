/** Passes that several groups of rows time: a decode step, and the first reading of a prompt. */
import type { Clamps } from '../../src/lab/clamps';
import { index, type TokenIndex } from '../../src/lab/indices';
import { read } from '../../workers/pass/pieces';
import { emptyCache } from '../../workers/pass/kv-cache';
import { forward, lastPool, meanPool } from '../../workers/pass/forward';
import type { LoadedModel } from '../../workers/model/loaded';

export const PROMPT = 'User D has sent a message: I am thirsty and nobody answers. What do I do next, and why?';

/**
 * Steps of `rows` rows with a cache of their own; row r is steered r units at the middle block. `clamps`: bounds for a model in the second
 * form of its graph. Returns the logits of the last position of each row.
 */
export function decoder(
  model: LoadedModel,
  rows: number,
  clamps: Clamps | null = null,
): (ids: readonly (readonly number[])[]) => Promise<Float32Array> {
  const { layers, width } = model.graph;
  const cache = emptyCache(model, rows);
  const steer = new Float32Array(layers * rows * width);
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < width; i++) steer[((layers >> 1) * rows + row) * width + i] = (i % 2 ? -row : row) / Math.sqrt(width);
  return async (ids) => {
    const tokens = ids[0]!.length;
    const positions = [index<TokenIndex>(tokens - 1)];
    return (await forward(model, { ids, steer, clamps, pool: lastPool(rows, tokens), pools: 1, positions }, cache)).logits;
  };
}

/** In pieces of `size` tokens, or in one pass. */
export async function prefillOf(model: LoadedModel, ids: readonly number[], size = ids.length): Promise<void> {
  const cache = emptyCache(model, 1);
  const pass = { ids: [ids], steer: null, pool: meanPool(1, ids.length), pools: 1, positions: [index<TokenIndex>(ids.length - 1)] };
  await read(model, pass, cache, true, () => Promise.resolve(), size);
  cache.dispose();
}
