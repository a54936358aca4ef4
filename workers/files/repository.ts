/** The files of one model of a hub: from this disk where they are whole, else downloaded, listed and kept. */
import { LabError } from '../../src/error';
import { ask, CORS } from '../../src/hub/ask';
import { foldersAbove, graphIn, isNear } from '../../src/hub/graph-path';
import { baseOf, fileAddress, filesFor, readHead, within } from '../../src/hub/listing';
import type { LoadEvent, ModelChoice } from '../../src/protocol';
import { noteMissing, noteReads } from '../../src/storage/models';
import { expectRoom } from '../../src/storage/room';
import type { Place } from '../../src/storage/place';
import { openPlace } from '../../src/storage/weights';
import { download, edge, type Edge } from './download';
import { openHandedIn } from './handed-in';
import { alone } from './alone';
import { fetchHead } from './ask-listing';
import { isCurrent, knownFiles } from './known-files';
import { isAbsent, type ModelFile, type ModelFiles } from './model-files';
import { progress } from './progress';

/** What every model has. */
const SURE = 'tokenizer.json';

export function openModelFiles(
  choice: ModelChoice,
  report: (event: LoadEvent) => void,
  signal: AbortSignal,
  o: { edge?: Edge; place?: Place } = {},
): ModelFiles {
  const world = o.edge ?? edge;
  const bar = progress(report, world.now);
  if (choice.local) return openHandedIn(choice.local, bar);
  let opened: Promise<Place> | null = null;
  const place = () => (opened ??= o.place ? Promise.resolve(o.place) : openPlace());
  const address = (path: string) => fileAddress(choice.root, path);
  const known = knownFiles(choice, world, signal);
  /** Opened or announced, with the bytes as far as they are known. */
  const sizes = new Map<string, number | null>();
  let base: Promise<string> | null = null;
  /** Files that this load takes for missing although the server did not say 404: the next load asks for them again. */
  const unseen = new Set<string>();

  return {
    open: async (path) => open(await full(path)),
    has: async (path) => has(await full(path)),
    optional: async (path) => optional(await full(path)),
    expect: async (paths) => expect(await Promise.all(paths.map(full))),
    noteReads: note,
    names: async () => choice.files?.map(({ path }) => path) ?? (await known.listing())?.names ?? null,
    async within(folder) {
      const at = await full(folder);
      const listed = known.asked() || choice.files || !(await has(await full(SURE))) ? await known.files() : null;
      if (listed) return within([...listed.keys()], `${at}/`);
      const kept = (await (await place()).list()).filter(({ complete, bytes }) => complete && bytes > 0).map(({ url }) => url);
      return within(kept, `${address(at)}/`).map(decodeURIComponent);
    },
    async discard(path) {
      await (await place()).remove(address(await full(path)));
      return 'The file was removed: load again.';
    },
    downloaded: bar.downloaded,
  };

  /**
   * A path relative to the model → the path in the repository, which may hold several models, each in a folder of its own. A path that
   * begins with the model's folder stays as it is.
   */
  async function full(path: string): Promise<string> {
    const folder = await (base ??= findBase());
    return path.startsWith(folder) ? path : folder + path;
  }

  async function findBase(): Promise<string> {
    const { graph } = choice;
    if (graph === undefined || isNear(graph)) return '';
    const folders = foldersAbove(graph);
    for (const folder of folders) if (await has(folder + SURE)) return folder;
    const files = await known.files();
    return files ? baseOf(graph, (path) => files.has(path)) : folders.find((folder) => !/(^|\/)onnx\/$/.test(folder))!;
  }

  async function expect(paths: readonly string[]): Promise<void> {
    const disk = await place();
    const kept = await Promise.all(paths.map((path) => disk.open(address(path))));
    const absent = paths.filter((_, i) => !kept[i]);
    paths.forEach((path, i) => kept[i] && sizes.set(path, kept[i].marker.bytes));
    if (absent.length > 0) await known.files();
    let needed = 0;
    for (const path of absent) {
      // The length that a HEAD tells serves the progress bar only: it may be that of a compressed body.
      const bytes =
        (known.of(path) ?? (sizes.has(path) ? null : await fetchHead(address(path), path, world, signal)))?.bytes ??
        sizes.get(path) ??
        null;
      sizes.set(path, bytes);
      needed += Math.max(0, (bytes ?? 0) - ((await disk.part(address(path)))?.bytes ?? 0));
    }
    bar.expect(
      [...sizes.values()].some((bytes) => bytes === null) ? 0 : [...sizes.values()].reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0),
    );
    if (disk.kind !== 'memory') await expectRoom(needed);
  }

  /** Announces the files this load will need, as far as they can be named before the graph is read. */
  async function plan(): Promise<void> {
    const found = await known.files();
    if (!found) return;
    await expect(choice.files ? [...found.keys()] : filesFor(graphIn(found, choice), found.values()).map(({ path }) => path));
  }

  async function open(path: string): Promise<ModelFile> {
    const disk = await place();
    const url = address(path);
    const here = await kept();
    if (here) return here;
    if (!sizes.has(path)) await plan();
    // A graph may hold all the weights, so its size is asked for even where there is no list.
    if (path.endsWith('.onnx') && !sizes.has(path)) await expect([path]);
    return await alone(
      url,
      signal,
      () => bar.at(path, 0, 0, 'other-tab'),
      async () => {
        // Another tab may have fetched it while this one waited.
        const now = await kept();
        if (now) return now;
        const { bytes, sha256 } = known.of(path) ?? { bytes: null, sha256: null };
        const listed = (await known.files()) !== null;
        const commit = (await known.listing())?.commit ?? null;
        await download({ url, path, bytes, sha256, listed, commit }, disk, {
          signal,
          edge: world,
          onBytes: (done, fresh) => bar.at(path, done, fresh, 'network'),
          onWait: (milliseconds) => bar.wait(milliseconds / 1000),
        }).catch((error: unknown) => failed(path, error));
        const fresh = await disk.open(url);
        if (!fresh)
          throw new LabError(
            'file-removed',
            `${path} was deleted while it was being fetched.`,
            'Somebody cleared the storage of this page, perhaps in another tab. Load again.',
          );
        return { blob: fresh.blob, sha256: fresh.marker.sha256, listed: fresh.marker.listed, commit: fresh.marker.commit ?? null };
      },
    );

    async function kept(): Promise<ModelFile | null> {
      const found = await disk.open(url);
      if (!found || found.marker.missing) return null;
      const { sha256, bytes } = found.marker;
      const listed = found.marker.listed || (await known.files()) !== null;
      const now = found.marker.listed ? null : ((await known.listing())?.commit ?? null);
      if (!isCurrent(found.marker, known.of(path), now)) return null;
      const commit = now ?? found.marker.commit ?? null;
      // The marker is written anew, so that the next visit need not ask. A failed write only costs that question.
      if (listed && !found.marker.listed)
        await disk.commit({ ...found.marker, listed, ...(commit ? { commit } : {}) }).catch(() => undefined);
      if (!sizes.has(path)) sizes.set(path, bytes);
      bar.at(path, bytes, 0, 'disk');
      return { blob: found.blob, sha256, listed, commit };
    }
  }

  /**
   * Tells a missing file from a broken network. A browser reports an answer without CORS headers as it reports no network, and many servers
   * send their 404 without them. So where no list names the file, none of its bytes came, and the same hub does answer for tokenizer.json,
   * the file is taken for missing. Throws `file-missing` then, else `error`.
   */
  async function failed(path: string, error: unknown): Promise<never> {
    if (!isNetwork(error) || known.of(path) || (await (await place()).part(address(path)))?.bytes) throw error;
    const asked = await ask(
      address(await full(SURE)),
      { cache: 'no-store' },
      async (answer) => (await answer.body?.cancel(), readHead(answer, SURE)),
      { world, signal },
    );
    if (!('told' in asked && asked.told)) throw error;
    unseen.add(path);
    throw new LabError(
      'file-missing',
      `${path} could not be fetched from ${new URL(choice.root).host}, which does answer for ${SURE}.`,
      `Most likely the server has no such file and hides its 404 from this page: check the repository, revision and dtype. ${CORS}`,
    );
  }

  async function has(path: string): Promise<boolean> {
    const found = await (await place()).open(address(path));
    return found !== null && !found.marker.missing;
  }

  async function optional(path: string): Promise<ModelFile | null> {
    const disk = await place();
    const here = await disk.open(address(path));
    if (here?.marker.missing) return null;
    const listed = here ? null : await known.files();
    if (listed && !listed.has(path)) return choice.files ? null : await lacking(path);
    for (let asked = 1; ; asked++) {
      try {
        return await open(path);
      } catch (error) {
        if (unseen.has(path)) return null;
        // Offline. Every load asks for tokenizer.json after the optional files. It is on this disk, so an earlier load did without this
        // file.
        if (isNetwork(error) && !known.of(path) && (await has(await full(SURE)))) return null;
        // A file that the list names and the server does not give is the server's trouble: the model has the file.
        if (!isAbsent(error) || (await known.files())?.has(path)) throw error;
        // The server is asked twice, because one bad answer must not be remembered.
        if (asked === 2) return await lacking(path);
      }
    }
  }

  /** Remembers what the graph reads. A failed write does not end a load: the disk then only tells less of this model. */
  async function note(graph: string, locations: readonly string[]): Promise<void> {
    await noteReads(await place(), address(graph), locations).catch(() => undefined);
  }

  async function lacking(path: string): Promise<null> {
    await noteMissing(await place(), address(path));
    return null;
  }
}

const isNetwork = (error: unknown): boolean => error instanceof LabError && error.code === 'network';
