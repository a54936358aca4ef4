/** Model files in memory, for a browser that keeps nothing (private windows, Node): as long as the load lives, no longer. */
import { storedFile } from './marker';
import type { Marker, PartMarker, Place } from './place';

interface Entry {
  blob: Blob;
  part: PartMarker | null;
  whole: Marker | null;
}

export function memoryPlace(): Place {
  const files = new Map<string, Entry>();
  return {
    kind: 'memory',
    list: () =>
      Promise.resolve([...files.values()].map(({ blob, part, whole }) => storedFile(whole ? { whole } : { part: part! }, blob.size))),
    open(url) {
      const { blob, whole } = files.get(url) ?? {};
      return Promise.resolve(blob && whole && whole.bytes === blob.size ? { blob, marker: whole } : null);
    },
    part(url) {
      const { blob, part } = files.get(url) ?? {};
      return Promise.resolve(blob && part ? { bytes: blob.size, marker: part, blob } : null);
    },
    write(marker, keep) {
      const kept = files.get(marker.url)?.blob.slice(0, keep) ?? new Blob();
      const chunks: BlobPart[] = [kept];
      const put = () => files.set(marker.url, { blob: new Blob(chunks), part: marker, whole: null });
      put();
      return Promise.resolve({
        write: (chunk) => Promise.resolve(void chunks.push(chunk)),
        close: () => Promise.resolve(void put()),
      });
    },
    commit(marker) {
      files.set(marker.url, { blob: files.get(marker.url)?.blob ?? new Blob(), part: null, whole: marker });
      return Promise.resolve();
    },
    remove: (url) => Promise.resolve(void files.delete(url)),
    clear: () => Promise.resolve(files.clear()),
  };
}
