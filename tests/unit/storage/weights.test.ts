/** The three places of model files keep one contract; the two that the browser does not lend to Node are given a small stand-in. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openCachePlace } from '../../../src/storage/cache-api';
import { memoryPlace } from '../../../src/storage/memory';
import { keeping } from '../../../src/storage/models';
import { openOpfsPlace } from '../../../src/storage/opfs';
import { expectRoom } from '../../../src/storage/room';
import type { Place } from '../../../src/storage/place';
import { openPlace } from '../../../src/storage/weights';

const URL_ = 'http://hub/a/b/resolve/main/config.json';
const bytes = (...values: number[]) => Uint8Array.from(values);

class FakeCache {
  readonly held = new Map<string, Response>();
  match = (url: string) => Promise.resolve(this.held.get(url)?.clone());
  put = (url: string, answer: Response) => Promise.resolve(void this.held.set(url, answer));
  delete = (url: string) => Promise.resolve(this.held.delete(url));
  keys = () => Promise.resolve([...this.held.keys()].map((url) => new Request(url)));
}

/** A snapshot of a file that has been written to since. */
class Stale extends File {
  override text = () => Promise.reject(new DOMException('changed', 'NotReadableError'));
}

/** A folder with sync access handles, as a worker has it. */
function fakeFolder() {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const handle = (name: string) => ({
    getFile: () => Promise.resolve(folder.stale-- > 0 ? new Stale([], name) : new File([files.get(name)!], name)),
    createSyncAccessHandle: () =>
      Promise.resolve({
        truncate: (size: number) => void files.set(name, files.get(name)!.slice(0, size)),
        write(chunk: Uint8Array, { at }: { at: number }) {
          const grown = new Uint8Array(Math.max(files.get(name)!.length, at + chunk.length));
          grown.set(files.get(name)!);
          grown.set(chunk, at);
          files.set(name, grown);
          return chunk.length;
        },
        flush: () => undefined,
        close: () => undefined,
      }),
  });
  const folder = {
    files,
    /** So many snapshots to come are out of date when they are read. */
    stale: 0,
    getDirectoryHandle: () => Promise.resolve(folder),
    getFileHandle(name: string, o?: { create: boolean }) {
      if (!files.has(name) && !o?.create) return Promise.reject(new DOMException('', 'NotFoundError'));
      if (!files.has(name)) files.set(name, bytes());
      return Promise.resolve(handle(name));
    },
    removeEntry: (name: string) => (files.delete(name) ? Promise.resolve() : Promise.reject(new DOMException('', 'NotFoundError'))),
    keys: () => [...files.keys()],
  };
  return folder;
}

let cache: FakeCache;
let folder: ReturnType<typeof fakeFolder>;
beforeEach(() => {
  cache = new FakeCache();
  folder = fakeFolder();
  vi.stubGlobal('caches', { open: () => Promise.resolve(cache) });
  vi.stubGlobal('navigator', {
    storage: { getDirectory: () => Promise.resolve(folder), estimate: () => Promise.resolve({ quota: 1e9, usage: 4e8 }) },
  });
});
afterEach(() => vi.unstubAllGlobals());

describe.each([
  ['memory', () => Promise.resolve(memoryPlace())],
  ['cache', () => openCachePlace(4)],
  ['opfs', openOpfsPlace],
] as [string, () => Promise<Place | null>][])('%s', (kind, openStore) => {
  let store: Place;
  beforeEach(async () => {
    store = (await openStore())!;
  });
  const write = async (keep: number, ...chunks: Uint8Array<ArrayBuffer>[]) => {
    const writer = await store.write({ url: URL_, etag: '"x"', total: 10 }, keep);
    for (const chunk of chunks) await writer.write(chunk);
    await writer.close();
  };
  const whole = { url: URL_, bytes: 10, sha256: 'h', etag: null, listed: true };

  test('absent until committed, then there, then gone', async () => {
    expect(store.kind).toBe(kind);
    await write(0, bytes(0, 1, 2), bytes(3, 4, 5, 6, 7, 8, 9));
    expect(await store.open(URL_)).toBeNull();
    expect(await store.list()).toEqual([{ url: URL_, bytes: 10, complete: false }]);
    await store.commit(whole);
    const { blob, marker } = (await store.open(URL_))!;
    expect([...new Uint8Array(await blob.arrayBuffer())]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(marker).toEqual(whole);
    expect(await store.part(URL_)).toBeNull();
    expect(await store.list()).toEqual([{ url: URL_, bytes: 10, complete: true }]);
    await store.remove(URL_);
    expect([await store.open(URL_), await store.part(URL_), await store.list()]).toEqual([null, null, []]);
  });

  test('goes on after any number of bytes', async () => {
    for (const keep of [0, 1, 4, 6, 7]) {
      await write(0, bytes(0, 1, 2, 3, 4, 5, 6));
      const rest = Array.from({ length: 10 - keep }, (_, i) => keep + i);
      await write(keep, bytes(...rest.slice(0, 2)), bytes(...rest.slice(2)));
      expect([...new Uint8Array(await (await store.part(URL_))!.blob.arrayBuffer())]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
    await store.commit(whole);
    expect((await store.open(URL_))?.blob.size).toBe(10);
  });

  test('what a graph reads is noted later, and told by the list', async () => {
    await write(0, bytes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    await store.commit(whole);
    await store.commit({ ...whole, reads: ['a'] });
    expect(await store.open(URL_)).toMatchObject({ blob: { size: 10 }, marker: { sha256: 'h', reads: ['a'] } });
    expect(await store.list()).toEqual([{ url: URL_, bytes: 10, complete: true, reads: ['a'] }]);
  });

  test('a marker that promises another length is not believed', async () => {
    await write(0, bytes(1, 2, 3));
    await store.commit(whole);
    expect(await store.open(URL_)).toBeNull();
  });

  test('a committed file that is written again is absent meanwhile', async () => {
    await write(0, bytes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    await store.commit(whole);
    await write(0, bytes(1));
    expect(await store.open(URL_)).toBeNull();
    expect(await store.part(URL_)).toMatchObject({ bytes: 1, marker: { etag: '"x"', total: 10 } });
  });

  test('a file that a model may lack is remembered as lacking', async () => {
    await write(0);
    await store.commit({ ...whole, bytes: 0, missing: true });
    expect((await store.open(URL_))?.marker.missing).toBe(true);
  });
});

test('a broken marker makes a file absent, nothing worse', async () => {
  const store = (await openOpfsPlace())!;
  await (await store.write({ url: URL_, etag: null, total: null }, 0)).close();
  for (const [name] of folder.files) if (name.endsWith('.json')) folder.files.set(name, new TextEncoder().encode('{"whole":{"ur'));
  expect([await store.open(URL_), await store.part(URL_), await store.list()]).toEqual([null, null, []]);
});

test('the best place there is: OPFS, else the cache, else memory', async () => {
  expect((await openPlace()).kind).toBe('opfs');
  vi.stubGlobal('navigator', { storage: {} });
  expect((await openPlace()).kind).toBe('cache');
  vi.stubGlobal('caches', undefined);
  expect((await openPlace()).kind).toBe('memory');
});

test('a browser that refuses is not one that has nothing: what it says comes along with the next best place', async () => {
  const refuse = (what: string) => () => Promise.reject(new DOMException(what, 'SecurityError'));
  expect((await openPlace()).refused).toBeUndefined();
  vi.stubGlobal('navigator', { storage: { getDirectory: refuse('no files here') } });
  expect(await openPlace()).toMatchObject({ kind: 'cache', refused: 'no files here' });
  vi.stubGlobal('caches', { open: refuse('nor a cache') });
  const place = await openPlace();
  expect(place).toMatchObject({ kind: 'memory', refused: 'no files here; nor a cache' });
  expect(await place.list()).toEqual([]);
  expect(await keeping()).toEqual({ kind: 'memory', refused: 'no files here; nor a cache' });
});

test('room is counted before, with both numbers in the message', async () => {
  await expect(expectRoom(6e8)).resolves.toBeUndefined();
  await expect(expectRoom(2.1e9)).rejects.toMatchObject({
    code: 'storage-full',
    message: 'The model needs 2.1 GB on this disk, the browser has 600 MB free for this page.',
  });
  vi.stubGlobal('navigator', {});
  await expect(expectRoom(1e15)).resolves.toBeUndefined();
});

test('OPFS: a marker that another tab is just writing is read again; one that stays unreadable is said, and never taken for absent', async () => {
  const store = (await openOpfsPlace())!;
  await (await store.write({ url: URL_, etag: null, total: 0 }, 0)).close();
  await store.commit({ url: URL_, bytes: 0, sha256: '', etag: null, listed: true });
  folder.stale = 3;
  expect(await store.open(URL_)).not.toBeNull();
  folder.stale = 1000;
  await expect(store.open(URL_)).rejects.toMatchObject({ code: 'disk-unreadable', message: expect.stringContaining('changed') as string });
  await expect(store.list()).rejects.toMatchObject({ code: 'disk-unreadable' });
});
