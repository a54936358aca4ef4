/**
 * Where model files live on this disk. Three places: OPFS, the Cache API where OPFS is missing, memory where both are.
 * A file is written in parts and counts as absent until its commit marker is there; what was written before a break can be continued.
 * A file's key is its address, `{hub}/{repo}/resolve/{revision}/{path}`.
 */
import { openCachePlace } from './cache-api';
import { memoryPlace } from './memory';
import { openOpfsPlace } from './opfs';
import type { Place } from './place';

/** The best place this browser offers, with what it said against better ones. Never rejects: the last resort is memory. */
export async function openPlace(): Promise<Place> {
  const refusals: string[] = [];
  for (const open of [openOpfsPlace, () => openCachePlace()]) {
    try {
      const place = await open();
      if (place) return told(place, refusals);
    } catch (error) {
      const { message, name } = error as Error;
      refusals.push(message.replace(/\.$/, '') || name);
    }
  }
  return told(memoryPlace(), refusals);
}

const told = (place: Place, refusals: readonly string[]): Place =>
  refusals.length > 0 ? { ...place, refused: [...new Set(refusals)].join('; ') } : place;
