/** One file of a hub's model: from this disk where it is current, else downloaded, by one tab at a time. */
import { LabError } from '../../src/error';
import { ask, CORS } from '../../src/hub/ask';
import { readHead } from '../../src/hub/listing';
import type { Place } from '../../src/storage/place';
import { alone } from './alone';
import { announce, announceLoad } from './announce';
import { download } from './download';
import { judgeKept } from './known-files';
import { SURE, type LoadScope } from './load-scope';
import type { ModelFile } from './model-files';
import { isOwn, ofOwnServer } from './own-server';
import { t } from '../../src/language/t';

/** `file-missing` of a file whose server did not say 404, only that it answers for others: the next load asks for it again. */
export class Unseen extends LabError {}

/** Opens a path of the repository. Throws what `download` throws, `file-removed`, and `Unseen`. */
export async function openFile(load: LoadScope, path: string): Promise<ModelFile> {
  const { sizes, bar, signal } = load;
  const disk = await load.place();
  const here = await openKept(load, disk, path);
  if (here) return here;
  if (!sizes.has(path)) await announceLoad(load);
  // A graph may hold all the weights, so its size is asked for even where there is no list.
  if (path.endsWith('.onnx') && !sizes.has(path)) await announce(load, [path]);
  return alone(
    load.address(path),
    signal,
    () => bar.at(path, 0, 0, 'other-tab'),
    // Another tab may have fetched it while this one waited.
    async () => (await openKept(load, disk, path)) ?? fetchFile(load, disk, path),
  );
}

/** The file as it is kept, if it still is the one that is wanted. */
async function openKept({ known, sizes, bar, address }: LoadScope, disk: Place, path: string): Promise<ModelFile | null> {
  const found = await disk.open(address(path));
  if (!found || found.marker.missing) return null;
  // What a list has vouched for needs no other one.
  const list = found.marker.listed ? null : { there: (await known.files()) !== null, commit: (await known.listing())?.commit ?? null };
  const judged = judgeKept(found.marker, known.of(path), list);
  if (!judged) return null;
  const { listed, commit, renewed } = judged;
  // A failed write only costs the question on the next visit.
  if (renewed) await disk.commit(renewed).catch(() => undefined);
  const { sha256, bytes } = found.marker;
  if (!sizes.has(path)) sizes.set(path, bytes);
  bar.at(path, bytes, 0, 'disk');
  return { blob: found.blob, sha256, listed, commit };
}

async function fetchFile(load: LoadScope, disk: Place, path: string): Promise<ModelFile> {
  const { known, bar, signal, world } = load;
  const url = load.address(path);
  const { bytes, sha256 } = known.of(path) ?? { bytes: null, sha256: null };
  const listed = (await known.files()) !== null;
  const commit = (await known.listing())?.commit ?? null;
  await download({ url, path, bytes, sha256, listed, commit }, disk, {
    signal,
    edge: world,
    onBytes: (done, fresh) => bar.at(path, done, fresh, 'network'),
    onWait: (milliseconds) => bar.wait(milliseconds / 1000),
  }).catch(async (error: unknown) => {
    throw (await isHidden(load, disk, path, error)) ? unseen(load, path) : ofOwnServer(error, load.choice, path);
  });
  const fresh = await disk.open(url);
  if (!fresh)
    throw new LabError(
      'file-removed',
      t`${path} was deleted while it was being fetched.`,
      t`Somebody cleared the storage of this page, perhaps in another tab. Load again.`,
    );
  return { blob: fresh.blob, sha256: fresh.marker.sha256, listed: fresh.marker.listed, commit: fresh.marker.commit ?? null };
}

/**
 * Tells a missing file from a broken network. A browser reports an answer without CORS headers as it reports no network, and many servers
 * send their 404 without them. So where no list names the file, none of its bytes came, and the same hub does answer for tokenizer.json,
 * the file is taken for missing.
 */
async function isHidden(load: LoadScope, disk: Place, path: string, error: unknown): Promise<boolean> {
  // The page's own server hides nothing from it.
  if (isOwn(load.choice, globalThis.location?.origin)) return false;
  if (!isNetwork(error) || load.known.of(path) || (await disk.part(load.address(path)))?.bytes) return false;
  const asked = await ask(
    load.address(await load.full(SURE)),
    { cache: 'no-store' },
    async (answer) => (await answer.body?.cancel(), readHead(answer, SURE)),
    { world: load.world, signal: load.signal },
  );
  return 'told' in asked && Boolean(asked.told);
}

const unseen = ({ choice }: LoadScope, path: string): Unseen =>
  new Unseen(
    'file-missing',
    `${path} could not be fetched from ${new URL(choice.root).host}, which does answer for ${SURE}.`,
    `Most likely the server has no such file and hides its 404 from this page: check the repository, revision and dtype. ${CORS}`,
  );

export const isNetwork = (error: unknown): boolean => error instanceof LabError && error.code === 'network';
