/** The models on this disk: listing, deleting, taking out and putting in whole ones. */
import { fileAddress } from '../hub/addresses';
import { LabError } from '../error';
import type { RemoteFile } from '../protocol';
import { sha256 as sha256Of } from './hash';
import { expectRoom, noMoreRoom } from './room';
import type { Keeping, Place } from './place';
import { forgetLoads } from './loads';
import { modelsOf, splitAddress, type StoredModel } from './stored-model';
import { openPlace } from './weights';
import { t } from '../language/t';

/** A file to put in; `sha256` is compared, null is not. */
export interface Incoming {
  path: string;
  blob: Blob;
  sha256: string | null;
  /** Of a graph: see `Marker.reads`. */
  reads?: readonly string[];
  /** See `Marker.commit`. */
  commit?: string;
}

/** The models on this disk, largest first. */
export async function listModels(): Promise<StoredModel[]> {
  return modelsOf(await (await openPlace()).list());
}

/** Whether models stay on this disk. */
export async function keeping(): Promise<Keeping> {
  const { kind, refused = null } = await openPlace();
  return { kind, refused };
}

/** Deletes one model, or all of them. */
export async function removeModels(root?: string): Promise<void> {
  const place = await openPlace();
  await forgetLoads();
  if (root === undefined) return place.clear();
  for (const { url } of await place.list()) if (splitAddress(url)?.root === root) await place.remove(url);
}

/**
 * Marks the model's files as unverified and forgets which ones its server lacks: the next load asks again, compares what is here with the
 * hub's list, and fetches the files that have changed.
 */
export async function doubtModel(root: string): Promise<void> {
  const place = await openPlace();
  await forgetLoads();
  for (const { url } of await place.list()) {
    const { marker } = (splitAddress(url)?.root === root && (await place.open(url))) || {};
    if (marker?.missing) await place.remove(url);
    else if (marker?.listed) await place.commit({ ...marker, listed: false });
  }
}

/** Path, length and hash of what is kept of a model whole, and the files it is known to lack. */
export async function keptFiles(root: string): Promise<{ files: RemoteFile[]; missing: string[] }> {
  const { files, missing } = await readModel(root);
  return { files: files.map(({ path, blob, sha256 }) => ({ path, bytes: blob.size, sha256 })), missing };
}

/**
 * The whole files of one model, but for graphs that are not whole and their weights, as Blobs that read from the disk; and which optional
 * files it is known to lack.
 */
export async function readModel(root: string): Promise<{ files: (Incoming & { sha256: string })[]; missing: string[] }> {
  const place = await openPlace();
  const stored = await place.list();
  const { graphs = [] } = modelsOf(stored).find((model) => model.root === root) ?? {};
  const [whole, unfinished] = [true, false].map(
    (wanted) => new Set(graphs.filter(({ complete }) => complete === wanted).flatMap((graph) => graph.files)),
  );
  const files: (Incoming & { sha256: string })[] = [];
  const missing: string[] = [];
  for (const { url, complete } of stored) {
    const where = splitAddress(url);
    const file = complete && where?.root === root ? await place.open(url) : null;
    if (!file || !where) continue;
    const { sha256, reads, commit } = file.marker;
    if (file.marker.missing) missing.push(where.path);
    else if (whole!.has(where.path) || !unfinished!.has(where.path))
      files.push({ path: where.path, blob: file.blob, sha256, ...(reads ? { reads } : {}), ...(commit ? { commit } : {}) });
  }
  return { files: files.sort((a, b) => a.path.localeCompare(b.path)), missing: missing.sort() };
}

/**
 * Puts files in under `root`, each committed only if its SHA-256 is right, and notes which ones it lacks and what its graphs read. Throws
 * `storage-full`, `download-corrupt`.
 */
export async function writeModel(
  root: string,
  files: readonly Incoming[],
  missing: readonly string[] = [],
  onBytes: (bytes: number) => void = () => undefined,
): Promise<void> {
  const place = await openPlace();
  if (place.kind === 'memory')
    throw new LabError(
      'storage-missing',
      t`This browser keeps no files for pages (${place.refused ?? t`a private window, or storage is switched off`}).`,
      t`Load the folder instead of importing it; it must be chosen again on each visit.`,
    );
  await expectRoom(files.reduce((sum, { blob }) => sum + blob.size, 0));
  // Everything is checked before anything is written: a damaged archive must not replace a good copy.
  const hashes: string[] = [];
  for (const { path, blob, sha256 } of files) {
    const found = await sha256Of(blob);
    if (sha256 !== null && sha256 !== found)
      throw new LabError(
        'download-corrupt',
        t`${path} is damaged: its SHA-256 is ${found.slice(0, 12)}…, expected ${sha256.slice(0, 12)}….`,
        t`Nothing was taken in. Copy the folder or archive again.`,
      );
    hashes.push(found);
  }
  let done = 0;
  for (const [i, { path, blob, reads, commit }] of files.entries()) {
    const url = fileAddress(root, path);
    if ((await place.open(url))?.marker.sha256 !== hashes[i]) {
      const writer = await place.write({ url, etag: null, total: blob.size }, 0);
      try {
        await blob.stream().pipeTo(
          new WritableStream<Uint8Array<ArrayBuffer>>({
            write: async (chunk) => {
              await writer.write(chunk);
              onBytes((done += chunk.length));
            },
          }),
        );
      } catch (error) {
        if ((error as Error).name === 'QuotaExceededError') throw noMoreRoom(path, done, blob.size);
        throw error;
      } finally {
        await writer.close();
      }
      // The hashes came with the archive itself, so the files count as unverified until the hub's list confirms them.
      await place.commit({ url, bytes: blob.size, sha256: hashes[i]!, etag: null, listed: false, ...(commit ? { commit } : {}) });
    } else onBytes((done += blob.size));
    if (reads) await noteReads(place, url, reads);
  }
  for (const path of missing) await noteMissing(place, fileAddress(root, path));
}

/** Remembers that a server has no such file, so that a later visit needs no network to know it. */
export async function noteMissing(place: Place, url: string): Promise<void> {
  await (await place.write({ url, etag: null, total: 0 }, 0)).close();
  await place.commit({ url, bytes: 0, sha256: '', etag: null, listed: false, missing: true });
}

/** Remembers which weight files a graph reads, by the names inside it: only they tell a whole model from a part of one. */
export async function noteReads(place: Place, url: string, reads: readonly string[]): Promise<void> {
  const { marker } = (await place.open(url)) ?? {};
  if (marker && JSON.stringify(marker.reads) !== JSON.stringify(reads)) await place.commit({ ...marker, reads: [...reads] });
}
