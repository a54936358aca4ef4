/** Names and markers of stored files. */
import * as v from 'valibot';
import { flag, is, list, record, text, whole } from '../formats/schemas';
import { sha256 } from '../formats/sha256';
import type { StoredFile } from './place';
import { t } from '../language/t';

/** A file name for an address: SHA-256, 32 hex digits of it. Addresses are too long and too free for file names. */
export async function fileName(url: string): Promise<string> {
  return (await sha256(url)).slice(0, 32);
}

const address = is<string>(t`an address`, (value) => typeof value === 'string' && URL.canParse(value));
const etag = v.optional(v.nullable(text), null);

const marker = record({
  /** Where the file came from; it is also the key. */
  url: address,
  bytes: whole,
  sha256: v.optional(text, ''),
  etag,
  /** Whether length and SHA-256 were compared with the server's list. false: the next load asks for the list. */
  listed: v.optional(flag, false),
  /** The repository's commit when the file was fetched or last compared with the list; absent where the server did not say. */
  commit: v.exactOptional(text),
  /** True where the server said 404 for a file that a model may lack; it then has no bytes. */
  missing: v.exactOptional(flag),
  /**
   * For a graph: the weight files it names, relative to its own folder. Absent until the graph has been read, and in markers of earlier
   * versions of the lab.
   */
  reads: v.exactOptional(list(text)),
});
/** Written only after length and SHA-256 were found right. A file without it is absent. */
export type Marker = v.InferOutput<typeof marker>;

const partMarker = record({
  url: address,
  etag,
  /** Length of the whole file, null if the server did not say. */
  total: v.optional(v.nullable(whole), null),
});
/** What the bytes written so far belong to: a part of one version is never continued with another's. */
export type PartMarker = v.InferOutput<typeof partMarker>;

const either = v.union([record({ whole: marker }), record({ part: partMarker })]);

/** What a marker's file holds. */
export type Marked = v.InferOutput<typeof either>;

/** A marker read from the disk, or null for anything that is not one: a broken marker makes the file absent, nothing worse. */
export function parseMarker(json: string): Marked | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null; // Cut off while it was written.
  }
  const { success, output } = v.safeParse(either, value);
  return success ? output : null;
}

/** What a list says of a file: its marker, and how many bytes there are. */
export function storedFile(found: Marked, bytes: number): StoredFile {
  if ('part' in found) return { url: found.part.url, bytes, complete: false };
  const { url, bytes: wanted, missing = false, reads, commit } = found.whole;
  return { url, bytes, complete: missing || bytes === wanted, ...(reads ? { reads } : {}), ...(commit ? { commit } : {}) };
}
