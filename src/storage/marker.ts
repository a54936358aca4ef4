/** Names and markers of stored files. */
import type { Marker, PartMarker } from './store';

/** A file name for an address: SHA-256, 32 hex digits of it. Addresses are too long and too free for file names. */
export async function fileName(url: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(url));
  return Array.from(new Uint8Array(digest, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
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

const isAddress = (url: unknown): url is string => typeof url === 'string' && URL.canParse(url);
