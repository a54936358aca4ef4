/** Stored files, model by model: listing, deleting, taking out and putting in whole models. */
import { fileAddress } from '../data/listing';
import { LabError } from '../error';
import { sha256 as sha256Of } from './hash';
import { expectRoom, noMoreRoom } from './room';
import type { WeightStore } from './store';
import { openWeights } from './weights';

export interface StoredModel {
  /** `{hub}/{repo}/resolve/{revision}`, or the folder of an included model. */
  root: string;
  /** owner/name, or the folder's name. */
  repo: string;
  revision: string;
  files: { path: string; bytes: number }[];
  bytes: number;
  /** False while a file of it is unfinished. */
  complete: boolean;
}

/** A file to put in; `sha256` is compared, null is not. */
export interface Incoming {
  path: string;
  blob: Blob;
  sha256: string | null;
}

/** An address → root and path. Included models have no /resolve/: their root is the folder under models/. */
export function splitAddress(url: string): { root: string; repo: string; revision: string; path: string } | null {
  const { pathname } = new URL(url);
  const [, hubRepo, revision, path] = /^\/(.+)\/resolve\/([^/]+)\/(.+)$/.exec(pathname) ?? [];
  if (hubRepo && revision && path) return { root: url.slice(0, -path.length - 1), repo: hubRepo.split('/').slice(-2).map(decode).join('/'), revision: decode(revision), path: decode(path) };
  const [, id, file] = /\/models\/([^/]+)\/(.+)$/.exec(pathname) ?? [];
  return id && file ? { root: url.slice(0, -file.length - 1), repo: id, revision: 'embedded', path: file } : null;
}

/** "refs%2Fpr%2F1" → "refs/pr/1"; what is no such code stays as it is. */
function decode(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}

/** The models on this disk, largest first. */
export async function listModels(): Promise<StoredModel[]> {
  const models = new Map<string, StoredModel>();
  for (const { url, bytes, complete } of await (await openWeights()).list()) {
    const where = splitAddress(url);
    if (!where) continue;
    const model = models.get(where.root) ?? { root: where.root, repo: where.repo, revision: where.revision, files: [], bytes: 0, complete: true };
    model.bytes += bytes;
    model.complete &&= complete;
    if (bytes > 0 && complete) model.files.push({ path: where.path, bytes });
    models.set(where.root, model);
  }
  return [...models.values()].sort((a, b) => b.bytes - a.bytes);
}

/** Deletes one model, or all of them. */
export async function removeModels(root?: string): Promise<void> {
  const store = await openWeights();
  if (root === undefined) return store.clear();
  for (const { url } of await store.list()) if (splitAddress(url)?.root === root) await store.remove(url);
}

/** The complete files of one model, as Blobs that read from the disk, and which optional files it is known to lack. */
export async function readModel(root: string): Promise<{ files: (Incoming & { sha256: string })[]; missing: string[] }> {
  const store = await openWeights();
  const files: (Incoming & { sha256: string })[] = [];
  const missing: string[] = [];
  for (const { url, complete } of await store.list()) {
    const where = splitAddress(url);
    const file = complete && where?.root === root ? await store.open(url) : null;
    if (!file || !where) continue;
    if (file.marker.missing) missing.push(where.path);
    else files.push({ path: where.path, blob: file.blob, sha256: file.marker.sha256 });
  }
  return { files: files.sort((a, b) => a.path.localeCompare(b.path)), missing: missing.sort() };
}

/** Puts files in under `root`, each committed only if its SHA-256 is right, and notes which ones it lacks. Throws `storage-full`, `download-corrupt`. */
export async function writeModel(root: string, files: readonly Incoming[], missing: readonly string[] = [], onBytes: (bytes: number) => void = () => undefined): Promise<void> {
  const store = await openWeights();
  if (store.place === 'memory') throw new LabError('storage-missing', 'This browser keeps no files for pages (a private window, or storage is switched off).', 'Load the folder instead of importing it; it must be chosen again on each visit.');
  await expectRoom(files.reduce((sum, { blob }) => sum + blob.size, 0));
  // Everything is checked before anything is written: a damaged archive must not replace a good copy.
  const hashes: string[] = [];
  for (const { path, blob, sha256 } of files) {
    const found = await sha256Of(blob);
    if (sha256 !== null && sha256 !== found) throw new LabError('download-corrupt', `${path} is damaged: its SHA-256 is ${found.slice(0, 12)}…, expected ${sha256.slice(0, 12)}….`, 'Nothing was taken in. Copy the folder or archive again.');
    hashes.push(found);
  }
  let done = 0;
  for (const [i, { path, blob }] of files.entries()) {
    const url = fileAddress(root, path);
    if ((await store.open(url))?.marker.sha256 !== hashes[i]) {
      const writer = await store.write({ url, etag: null, total: blob.size }, 0);
      try {
        await blob.stream().pipeTo(new WritableStream<Uint8Array<ArrayBuffer>>({
          write: async (chunk) => {
            await writer.write(chunk);
            onBytes((done += chunk.length));
          },
        }));
      } catch (error) {
        if ((error as Error).name === 'QuotaExceededError') throw noMoreRoom(path, done, blob.size);
        throw error;
      } finally {
        await writer.close();
      }
      await store.commit({ url, bytes: blob.size, sha256: hashes[i]!, etag: null, listed: true });
    } else onBytes((done += blob.size));
  }
  for (const path of missing) await noteMissing(store, fileAddress(root, path));
}

/** Remembers that a server has no such file, so that a later visit needs no network to know it. */
export async function noteMissing(store: WeightStore, url: string): Promise<void> {
  await (await store.write({ url, etag: null, total: 0 }, 0)).close();
  await store.commit({ url, bytes: 0, sha256: '', etag: null, listed: false, missing: true });
}
