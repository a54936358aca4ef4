/**
 * Pooled residuals, kept in IndexedDB by content: by the graph with its weights and by the token ids that were read, for on nothing else
 * do they depend. Two sets share a text, a corrected text costs one reading, another pooling costs none.
 */
import { createStore, delMany, getMany, keys, update } from 'idb-keyval';
import type { Pooling, ReadOn } from '../protocol';
import { residualName } from './names';

/** One text as a model read it. */
export interface KeptResidual {
  poolings: readonly Pooling[];
  /** [pooling, layer, width] */
  data: Float32Array;
  /** null: an earlier version of the lab kept it, and did not say. */
  on: ReadOn | null;
}

const database = createStore('eia-lab-residuals', 'texts');

/** What is kept of these texts; undefined where nothing is. */
export const readResiduals = (graphHash: string, tokenHashes: readonly string[]): Promise<(KeptResidual | undefined)[]> =>
  getMany<KeptResidual | undefined>(
    tokenHashes.map((hash) => residualName(graphHash, hash)),
    database,
  );

/** Keeps one text; poolings that were kept of it before stay. Rejects where the browser refuses storage (private window, disk full). */
export const writeResidual = (graphHash: string, tokenHash: string, residual: KeptResidual): Promise<void> =>
  update<KeptResidual>(residualName(graphHash, tokenHash), (before) => merged(before, residual), database);

const sizeOf = ({ poolings, data }: KeptResidual): number => data.length / poolings.length;

/** The residual of one pooling, [layer, width]: a view. undefined where it was not kept. */
export function pooled(residual: KeptResidual, pooling: Pooling): Float32Array | undefined {
  const { poolings, data } = residual;
  const at = poolings.indexOf(pooling);
  const size = sizeOf(residual);
  return at < 0 ? undefined : data.subarray(at * size, (at + 1) * size);
}

/** The new numbers, and of the old ones the poolings that the new ones lack. */
export function merged(before: KeptResidual | undefined, now: KeptResidual): KeptResidual {
  // Another size: config.json has been corrected, and says another number of blocks (src/graph/hints.ts).
  if (!before || sizeOf(before) !== sizeOf(now)) return now;
  const more = before.poolings.filter((pooling) => !now.poolings.includes(pooling));
  if (more.length === 0) return now;
  const parts = [now.data, ...more.map((pooling) => pooled(before, pooling)!)];
  const data = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    data.set(part, at);
    at += part.length;
  }
  // Where the two were read on different devices, no device is named.
  return { poolings: [...now.poolings, ...more], data, on: before.on && now.on && before.on.device === now.on.device ? now.on : null };
}

/** The names of all that is kept. */
export const listResiduals = (): Promise<string[]> => keys<string>(database);
export const removeResiduals = (names: readonly string[]): Promise<void> => delMany([...names], database);
