/**
 * Where model files live on this disk. Five verbs over three places: OPFS, the Cache API where OPFS is missing, memory where both are.
 * A file is written in parts and counts as absent until its commit marker is there; what was written before a break can be continued.
 * A file's key is its address, `{hub}/{repo}/resolve/{revision}/{path}`.
 */
import { openCacheStore } from './cache-api';
import { memoryStore } from './memory';
import { openOpfsStore } from './opfs';
import type { WeightStore } from './place';

/** The best place this browser offers. Never rejects: the last resort is memory. */
export async function openWeights(): Promise<WeightStore> {
  return (await openOpfsStore()) ?? (await openCacheStore()) ?? memoryStore();
}
