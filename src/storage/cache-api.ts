/**
 * Model files in the Cache API, for browsers without OPFS. A cached answer cannot be appended to,
 * so a file is many answers of 16 MB; together they read as one Blob.
 */
import { fileName, parseMarker, storedFile, type Marked } from './marker';
import type { StoredFile, Place } from './place';

const NAME = 'eia-lab-weights';
const PART = 16 * 2 ** 20;

/** Null where there is no Cache API (it needs a secure page). Throws what a browser says that refuses it. */
export async function openCachePlace(partBytes = PART): Promise<Place | null> {
  const { caches } = globalThis as { caches?: CacheStorage };
  return caches ? cachePlace(await caches.open(NAME), partBytes) : null;
}

function cachePlace(cache: Cache, partBytes: number): Place {
  // Keys of a cache are addresses; .invalid (RFC 2606) can never be a real one.
  const at = (name: string, piece: string | number) => `https://weights.invalid/${name}/${piece}`;
  const marker = async (name: string) => parseMarker((await (await cache.match(at(name, 'marker')))?.text()) ?? '');
  const mark = async (name: string, value: Marked) => cache.put(at(name, 'marker'), new Response(JSON.stringify(value)));
  const pieces = async (name: string): Promise<Blob[]> => {
    const found: Blob[] = [];
    for (let i = 0; ; i++) {
      const answer = await cache.match(at(name, i));
      if (!answer) return found;
      found.push(await answer.blob());
    }
  };
  const whole = async (name: string) => new Blob(await pieces(name));

  return {
    kind: 'cache',
    async list() {
      const files: StoredFile[] = [];
      for (const { url } of await cache.keys()) {
        const [, name, piece] = new URL(url).pathname.split('/') as [string, string, string];
        const found = piece === 'marker' ? await marker(name) : null;
        if (found) files.push(storedFile(found, (await whole(name)).size));
      }
      return files;
    },
    async open(url) {
      const name = await fileName(url);
      const found = await marker(name);
      if (!found || !('whole' in found)) return null;
      const blob = await whole(name);
      return blob.size === found.whole.bytes ? { blob, marker: found.whole } : null;
    },
    async part(url) {
      const name = await fileName(url);
      const found = await marker(name);
      if (!found || !('part' in found)) return null;
      const blob = await whole(name);
      return { bytes: blob.size, marker: found.part, blob };
    },
    async write(part, keep) {
      const name = await fileName(part.url);
      const old = await pieces(name);
      await mark(name, { part });
      const kept = new Blob(old).slice(0, keep);
      const full = Math.floor(keep / partBytes);
      for (let i = full; i < old.length; i++) await cache.delete(at(name, i));
      let next = full;
      // All pieces but the last have one size, so whole ones stay where they are and the rest is written again.
      let waiting: Blob = kept.slice(full * partBytes);
      const put = (blob: Blob) => cache.put(at(name, next++), new Response(blob));
      return {
        async write(chunk) {
          waiting = new Blob([waiting, chunk]);
          while (waiting.size >= partBytes) {
            await put(waiting.slice(0, partBytes));
            waiting = waiting.slice(partBytes);
          }
        },
        async close() {
          if (waiting.size > 0) await put(waiting);
        },
      };
    },
    commit: async (marker) => mark(await fileName(marker.url), { whole: marker }),
    async remove(url) {
      const name = await fileName(url);
      await cache.delete(at(name, 'marker'));
      for (let i = 0; await cache.delete(at(name, i)); i++);
    },
    async clear() {
      for (const request of await cache.keys()) await cache.delete(request);
    },
  };
}
