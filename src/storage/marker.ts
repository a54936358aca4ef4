/** Names and markers of stored files. */
import { sha256 } from 'hash-wasm';
import type { Marker, PartMarker, StoredFile } from './place';

/** A file name for an address: SHA-256, 32 hex digits of it. Addresses are too long and too free for file names. */
export async function fileName(url: string): Promise<string> {
  return (await sha256(url)).slice(0, 32);
}

/** A marker read from the disk, or null for anything that is not one: a broken marker makes the file absent, nothing worse. */
export function parseMarker(text: string): { part: PartMarker } | { whole: Marker } | null {
  try {
    const value = JSON.parse(text) as Partial<{ part: PartMarker; whole: Marker }> | null;
    if (isAddress(value?.whole?.url) && typeof value.whole.bytes === 'number') return { whole: value.whole };
    if (isAddress(value?.part?.url)) return { part: value.part };
  } catch {
    // Not JSON: a marker cut off while it was written.
  }
  return null;
}

/** What a list says of a file: its marker, and how many bytes there are. */
export function storedFile(found: { part: PartMarker } | { whole: Marker }, bytes: number): StoredFile {
  if ('part' in found) return { url: found.part.url, bytes, complete: false };
  const { url, bytes: wanted, missing = false, reads, commit } = found.whole;
  return { url, bytes, complete: missing || bytes === wanted, ...(reads ? { reads } : {}), ...(commit ? { commit } : {}) };
}

const isAddress = (url: unknown): url is string => typeof url === 'string' && URL.canParse(url);
