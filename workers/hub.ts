/** The files of one model, wherever they are: on this disk, on a hub, or in a folder that was handed in. Read by name, as Blobs. */
import { LabError } from '../src/error';
import { ALWAYS, isDataOf, listingUrl, safePath } from '../src/data/listing';
import type { LoadEvent, ModelChoice, RemoteFile } from '../src/protocol';
import { expectRoom } from '../src/storage/room';
import type { WeightStore } from '../src/storage/store';
import { openWeights } from '../src/storage/weights';
import { download, edge, type Edge } from './download';
import { configOfGenai, GENAI } from './genai';
import { fetchHead, fetchListing } from './listing';
import { progress } from './progress';

export interface ModelFile {
  /** Reads from the disk when asked: the weights are not in memory. */
  blob: Blob;
  /** Null for a file of a folder that was handed in: nobody has hashed it. */
  sha256: string | null;
}

export interface ModelFiles {
  /** Throws what `download` throws; `folder-incomplete` for a folder that lacks it. */
  open(path: string): Promise<ModelFile>;
  /** A JSON file, or null if it may be missing and is. Throws what `open` throws, and `not-a-model-file` for anything else. */
  json(path: string, required?: boolean): Promise<Record<string, unknown> | null>;
  /** These are still to come: makes the total known, and throws `storage-full` if they do not fit. */
  expect(paths: readonly string[]): Promise<void>;
  /** The file turned out to be no use: it is removed, so that the next load fetches it again. */
  discard(path: string): Promise<void>;
  /** Bytes that came over the network so far. 0: everything was here. */
  downloaded(): number;
}

/** @param graph path of the .onnx file: with a listing, its data files are counted into the total from the start. */
export function openModel(choice: ModelChoice, graph: string, report: (event: LoadEvent) => void, signal: AbortSignal, o: { edge?: Edge; store?: WeightStore } = {}): ModelFiles {
  const world = o.edge ?? edge;
  const bar = progress(report, world.now);
  let weights: Promise<WeightStore> | null = null;
  const store = () => (weights ??= o.store ? Promise.resolve(o.store) : openWeights());
  const address = (path: string) => `${choice.root}/${safePath(path)}`;
  const known = new Map<string, RemoteFile>(choice.files?.map((file) => [file.path, file]));
  /** Opened or announced, with the bytes as far as they are known. */
  const sizes = new Map<string, number | null>();
  let listing: Promise<Map<string, RemoteFile> | null> | null = null;

  if (choice.local) return folder();
  return { open, json, expect, discard: async (path) => (await store()).remove(address(path)), downloaded: bar.downloaded };

  /** The repository's own list, asked for once and only if something is missing here. */
  async function list(): Promise<Map<string, RemoteFile> | null> {
    const url = choice.files ? null : listingUrl(choice.root, choice.repo, choice.revision);
    const found = await (listing ??= url ? fetchListing(url, world, signal) : Promise.resolve(null));
    for (const [path, file] of found ?? []) known.set(path, file);
    return found;
  }

  async function expect(paths: readonly string[]): Promise<void> {
    const disk = await store();
    const kept = await Promise.all(paths.map((path) => disk.open(address(path))));
    const absent = paths.filter((_, i) => !kept[i]);
    paths.forEach((path, i) => kept[i] && sizes.set(path, kept[i].marker.bytes));
    if (absent.length > 0) await list();
    let needed = 0;
    for (const path of absent) {
      if (!known.has(path)) known.set(path, await fetchHead(choice.root, path, world, signal));
      const bytes = known.get(path)!.bytes;
      sizes.set(path, bytes);
      needed += Math.max(0, (bytes ?? 0) - ((await disk.part(address(path)))?.bytes ?? 0));
    }
    bar.expect([...sizes.values()].some((bytes) => bytes === null) ? 0 : [...sizes.values()].reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0));
    if (disk.place !== 'memory') await expectRoom(needed);
  }

  /** What will be needed, as far as one can know before the graph was read. */
  async function plan(): Promise<void> {
    const found = choice.files ? known : await list();
    if (!found) return;
    const wanted = [...found.keys()].filter((path) => (choice.files ? true : ALWAYS.includes(path) || path === graph || isDataOf(graph, path)));
    await expect(wanted);
  }

  async function open(path: string): Promise<ModelFile> {
    const disk = await store();
    const url = address(path);
    const here = await kept();
    if (here) return here;
    if (!sizes.has(path)) await plan();
    // A graph may hold all the weights, so its size is asked for even where there is no list.
    if (path === graph && !known.has(path)) await expect([path]);
    return await locked(url, signal, () => bar.at(path, 0, 0, 'other-tab'), async () => {
      // Another tab may have fetched it while this one waited.
      const now = await kept();
      if (now) return now;
      const { bytes, sha256 } = known.get(path) ?? { bytes: null, sha256: null };
      await download({ url, path, bytes, sha256 }, disk, { signal, edge: world, onBytes: (done, fresh) => bar.at(path, done, fresh, 'network') });
      const { blob, marker } = (await disk.open(url))!;
      return { blob, sha256: marker.sha256 };
    });

    async function kept(): Promise<ModelFile | null> {
      const found = await disk.open(url);
      if (!found || found.marker.missing) return null;
      const wanted = known.get(path)?.sha256;
      // The catalogue names another version than the one on the disk: that one is out of date.
      if (wanted && wanted !== found.marker.sha256) return null;
      if (!sizes.has(path)) sizes.set(path, found.marker.bytes);
      bar.at(path, found.marker.bytes, 0, 'disk');
      return { blob: found.blob, sha256: found.marker.sha256 };
    }
  }

  async function json(path: string, required = true): Promise<Record<string, unknown> | null> {
    const disk = await store();
    try {
      if (!required) {
        if ((await disk.open(address(path)))?.marker.missing) return null;
        if ((await disk.open(address(path))) === null && (await list())?.has(path) === false) return await lacking();
      }
      return await readJson(await open(path), path);
    } catch (error) {
      if (error instanceof LabError && error.code === 'not-a-model-file') await disk.remove(address(path));
      if (!required && error instanceof LabError && error.code === 'file-missing') return await lacking();
      if (!required && error instanceof LabError && error.code === 'not-a-model-file') return null;
      throw error;
    }

    /** Remembered, so that a second visit needs no network to know it. */
    async function lacking(): Promise<null> {
      await (await disk.write({ url: address(path), etag: null, total: 0 }, 0)).close();
      await disk.commit({ url: address(path), bytes: 0, sha256: '', etag: null, missing: true });
      return null;
    }
  }

  /** The same for files that were handed in: by reference, nothing is copied or kept. */
  function folder(): ModelFiles {
    const files = new Map(choice.local!.map(({ path, file }) => [path, file]));
    const take = (path: string): Promise<ModelFile> => {
      const blob = files.get(safePath(path));
      if (!blob) {
        const some = [...files.keys()].slice(0, 8).join(', ');
        return Promise.reject(new LabError('folder-incomplete', `The folder has no ${path}.`, `It holds ${some || 'nothing'}. Choose the folder that contains config.json, tokenizer.json and the .onnx file with its data files.`));
      }
      bar.at(path, blob.size, 0, 'folder');
      return Promise.resolve({ blob, sha256: null });
    };
    return {
      open: take,
      async json(path, required = true) {
        // onnxruntime-genai's builder writes no config.json; what it writes says the same.
        if (path === 'config.json' && !files.has(path) && files.has(GENAI)) return configOfGenai(await readJson(await take(GENAI), GENAI));
        return required || files.has(path) ? await readJson(await take(path), path) : null;
      },
      expect(paths) {
        bar.expect(paths.reduce((sum, path) => sum + (files.get(path)?.size ?? 0), 0));
        return Promise.resolve();
      },
      discard: () => Promise.resolve(),
      downloaded: () => 0,
    };
  }
}

async function readJson({ blob }: ModelFile, path: string): Promise<Record<string, unknown>> {
  try {
    return JSON.parse(await blob.text()) as Record<string, unknown>;
  } catch (error) {
    throw new LabError('not-a-model-file', `${path} is not JSON: ${(error as Error).message}.`, 'The repository is damaged, or the server answered something else in its place. Load again.');
  }
}

/** One tab downloads a file, the others wait and then find it on the disk. Ending a tab frees its lock. */
async function locked<T>(url: string, signal: AbortSignal, onWait: () => void, work: () => Promise<T>): Promise<T> {
  const { locks } = globalThis.navigator ?? {};
  if (!locks) return work();
  const name = `eia-lab ${url}`;
  if ((await locks.query()).held?.some((lock) => lock.name === name)) onWait();
  return (await locks.request(name, { signal }, work)) as T;
}
