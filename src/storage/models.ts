/** Stored files, model by model: listing, deleting, taking out and putting in whole models. */
import { dtypeOf, folderOf, foldersAbove, graphIn, isEmbedding, isNear } from '../hub/graph-path';
import { fileAddress } from '../hub/listing';
import { LabError } from '../error';
import type { Dtype, RemoteFile } from '../protocol';
import { sha256 as sha256Of } from './hash';
import { expectRoom, noMoreRoom } from './room';
import type { StoredFile, Place } from './place';
import { openPlace } from './weights';

export interface StoredModel {
  /** `{hub}/{repo}/resolve/{revision}`, or the folder of an included model. */
  root: string;
  /** owner/name, or the folder's name. */
  repo: string;
  revision: string;
  /** The whole ones. */
  files: { path: string; bytes: number }[];
  /** Of all files, unfinished ones too. */
  bytes: number;
  /** One for each .onnx file. */
  graphs: StoredGraph[];
  /** One of the graphs is. */
  complete: boolean;
  /**
   * Those its files were fetched at or last compared with, as far as their server said: one, but where the branch has moved between two
   * loads.
   */
  commits: string[];
}

export interface StoredGraph {
  path: string;
  /** By the file's name; fp32 where that says nothing, as in a flat folder. */
  dtype: Dtype;
  /** The graph and the weight files it is known to read. */
  files: string[];
  /** Of `files`, as far as they are here. */
  bytes: number;
  /**
   * What loading it would still fetch. null: nothing but perhaps weights, for this graph has not been read yet (an earlier version kept
   * it).
   */
  lacks: string[] | null;
  /** It lacks nothing. */
  complete: boolean;
}

/** A file to put in; `sha256` is compared, null is not. */
export interface Incoming {
  path: string;
  blob: Blob;
  sha256: string | null;
  /** Of a graph: see `Marker.reads`. */
  reads?: string[];
  /** See `Marker.commit`. */
  commit?: string;
}

/** An address → root and path. Included models have no /resolve/: their root is the folder under models/. */
export function splitAddress(url: string): { root: string; repo: string; revision: string; path: string } | null {
  const { pathname } = new URL(url);
  const [, hubRepo, revision, path] = /^\/(.+)\/resolve\/([^/]+)\/(.+)$/.exec(pathname) ?? [];
  if (hubRepo && revision && path)
    return {
      root: url.slice(0, -path.length - 1),
      repo: hubRepo.split('/').slice(-2).map(decode).join('/'),
      revision: decode(revision),
      path: decode(path),
    };
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
  return modelsOf(await (await openPlace()).list());
}

type Placed = StoredFile & NonNullable<ReturnType<typeof splitAddress>>;

/** Stored files → the models they belong to, largest first. */
export function modelsOf(stored: readonly StoredFile[]): StoredModel[] {
  const models = new Map<string, Placed[]>();
  for (const file of stored) {
    const where = splitAddress(file.url);
    // Whole and without bytes: its server has no such file.
    if (where && !(file.complete && file.bytes === 0)) models.set(where.root, [...(models.get(where.root) ?? []), { ...where, ...file }]);
  }
  return [...models.values()].map(modelOf).sort((a, b) => b.bytes - a.bytes);
}

function modelOf(stored: readonly Placed[]): StoredModel {
  const { root, repo, revision } = stored[0]!;
  const sizes = new Map(stored.map(({ path, bytes }) => [path, bytes]));
  const files = stored.filter(({ complete }) => complete).map(({ path, bytes }) => ({ path, bytes }));
  const has = new Set(files.map(({ path }) => path));
  const graphs = stored
    .filter(({ path }) => path.endsWith('.onnx') && !isEmbedding(path))
    .map(({ path, reads }) => storedGraph(path, reads, sizes, has))
    .sort((a, b) => a.path.localeCompare(b.path));
  return {
    root,
    repo,
    revision,
    files,
    bytes: sum(sizes.values()),
    graphs,
    complete: graphs.some(({ complete }) => complete),
    commits: [...new Set(stored.flatMap(({ commit }) => commit ?? []))].sort(),
  };
}

/**
 * What a load needs beside its graph and weights (workers/files/layout.ts); whatever else it can use, it asks for before the last of
 * these.
 */
const needed = (has: ReadonlySet<string>, base: string): string[] =>
  [has.has(`${base}genai_config.json`) ? 'genai_config.json' : 'config.json', 'tokenizer_config.json', 'tokenizer.json'].map(
    (name) => base + name,
  );

function storedGraph(
  path: string,
  reads: readonly string[] | undefined,
  sizes: ReadonlyMap<string, number>,
  has: ReadonlySet<string>,
): StoredGraph {
  const folder = folderOf(path);
  // Where a repository holds several models, config.json and the tokenizer lie in the model's own folder.
  const base = isNear(path) ? '' : (foldersAbove(path).find((above) => has.has(`${above}tokenizer.json`)) ?? folder);
  // Weights may lie inside the graph file: `reads` then names that file again.
  const files = [...new Set([path, ...(reads ?? []).map((location) => folder + location)])];
  const absent = [...files, ...needed(has, base)].filter((file) => !has.has(file));
  const lacks = absent.length === 0 && !reads ? null : absent;
  return { path, dtype: dtypeOf(path), files, bytes: sum(files.map((file) => sizes.get(file) ?? 0)), lacks, complete: lacks?.length === 0 };
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, one) => total + one, 0);

/** The graph that a load of this dtype would take of a stored model. */
export function graphFor({ files, graphs }: StoredModel, dtype: Dtype): StoredGraph | undefined {
  const path = graphIn(new Set(files.map((file) => file.path)), { dtype });
  return graphs.find((graph) => graph.path === path);
}

/** Deletes one model, or all of them. */
export async function removeModels(root?: string): Promise<void> {
  const place = await openPlace();
  if (root === undefined) return place.clear();
  for (const { url } of await place.list()) if (splitAddress(url)?.root === root) await place.remove(url);
}

/**
 * Marks the model's files as unverified and forgets which ones its server lacks: the next load asks again, compares what is here with the
 * hub's list, and fetches the files that have changed.
 */
export async function doubtModel(root: string): Promise<void> {
  const place = await openPlace();
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
      'This browser keeps no files for pages (a private window, or storage is switched off).',
      'Load the folder instead of importing it; it must be chosen again on each visit.',
    );
  await expectRoom(files.reduce((sum, { blob }) => sum + blob.size, 0));
  // Everything is checked before anything is written: a damaged archive must not replace a good copy.
  const hashes: string[] = [];
  for (const { path, blob, sha256 } of files) {
    const found = await sha256Of(blob);
    if (sha256 !== null && sha256 !== found)
      throw new LabError(
        'download-corrupt',
        `${path} is damaged: its SHA-256 is ${found.slice(0, 12)}…, expected ${sha256.slice(0, 12)}….`,
        'Nothing was taken in. Copy the folder or archive again.',
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
