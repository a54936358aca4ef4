/** What is whole of a stored model: judged graph by graph, told to the page, taken out and put in again. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ModelActions } from '../../../src/app/model-actions';
import type { Context } from '../../../src/app/ports';
import type { ModelChoice } from '../../../src/protocol';
import { sha256 } from '../../../src/storage/hash';
import { memoryPlace } from '../../../src/storage/memory';
import * as models from '../../../src/storage/models';
import type { Place } from '../../../src/storage/place';
import { graphFor } from '../../../src/storage/stored-model';
import { openModelFiles } from '../../../workers/files/repository';

const page = vi.hoisted(() => ({ store: null as unknown, loaded: [] as ModelChoice[], looked: [] as string[] }));
vi.mock('../../../src/storage/weights', () => ({ openPlace: () => Promise.resolve(page.store) }));
const { transferActions } = await import('../../../src/app/transfer');
const { folderActions } = await import('../../../src/app/folder-actions');
const { createLabStore } = await import('../../../src/app/state');

const { listModels, noteMissing, noteReads, readModel, writeModel } = models;
const context = { store: createLabStore(), disk: { models } } as unknown as Context;
const { exportTar, importModel } = transferActions(context);
const { loadStored } = folderActions(context, {
  forcedDevice: 'wasm',
  loadChoice: (choice: ModelChoice) => (page.loaded.push(choice), Promise.resolve({ id: choice.id })),
  // A worker that reads the graph; its weights are beside it.
  client: {
    call: (kind: string, { model }: { model: ModelChoice }) => (
      page.looked.push(kind),
      noteReads(page.store as Place, `${model.root}/${model.graph}`, [`${model.graph!.split('/').at(-1)}_data`])
    ),
  },
} as unknown as ModelActions);

const ROOT = 'http://hub/owner/name/resolve/main';
const [FP32, Q4] = ['onnx/model.onnx', 'onnx/model_q4.onnx'];
const OTHERS = ['config.json', 'tokenizer_config.json', 'tokenizer.json'];
const never = new AbortController().signal;

/** A store that counts as a disk. */
const disk = (): Place => ({ ...memoryPlace(), kind: 'opfs' });
let store: Place;
beforeEach(() => {
  page.store = store = disk();
  page.loaded = [];
  page.looked = [];
});

async function put(...paths: string[]): Promise<void> {
  for (const path of paths) {
    await part(path);
    await store.commit({ url: `${ROOT}/${path}`, bytes: path.length, sha256: await sha256(new Blob([path])), etag: null, listed: true });
  }
}
async function part(path: string): Promise<void> {
  const writer = await store.write({ url: `${ROOT}/${path}`, etag: null, total: path.length }, 0);
  await writer.write(new TextEncoder().encode(path));
  await writer.close();
}
const reads = (graph: string, ...locations: string[]) => noteReads(store, `${ROOT}/${graph}`, locations);
const model = async () => (await listModels())[0]!;
const states = async () => (await model()).graphs.map(({ dtype, complete, lacks }) => ({ dtype, complete, lacks }));

describe('a graph is whole', () => {
  test('with its weights, a config and a tokenizer, and not before', async () => {
    await put(FP32);
    await reads(FP32, 'model.onnx_data', 'model.onnx_data_1');
    expect(await states()).toEqual([
      { dtype: 'fp32', complete: false, lacks: ['onnx/model.onnx_data', 'onnx/model.onnx_data_1', ...OTHERS] },
    ]);
    await put(...OTHERS, 'onnx/model.onnx_data');
    expect((await model()).complete).toBe(false); // Cancelled between two files: none is unfinished.
    await part('onnx/model.onnx_data_1');
    expect(await states()).toEqual([{ dtype: 'fp32', complete: false, lacks: ['onnx/model.onnx_data_1'] }]);
    await put('onnx/model.onnx_data_1');
    const {
      graphs: [graph],
      complete,
    } = await model();
    expect(graph).toMatchObject({
      path: FP32,
      complete: true,
      lacks: [],
      files: [FP32, 'onnx/model.onnx_data', 'onnx/model.onnx_data_1'],
      bytes: FP32.length + 2 * 'onnx/model.onnx_data'.length + 2,
    });
    expect(complete).toBe(true);
  });
  test('with its weights inside, and in a flat folder with genai_config.json', async () => {
    await put('model.onnx', 'genai_config.json', 'tokenizer_config.json', 'tokenizer.json');
    await reads('model.onnx', 'model.onnx');
    expect(await states()).toEqual([{ dtype: 'fp32', complete: true, lacks: [] }]);
    expect(graphFor(await model(), 'q4')?.path).toBe('model.onnx');
  });
  test('whatever becomes of another dtype', async () => {
    await put(...OTHERS, Q4, 'onnx/model_q4.onnx_data', FP32);
    await reads(Q4, 'model_q4.onnx_data');
    await reads(FP32, 'model.onnx_data');
    await part('onnx/model.onnx_data');
    expect(new Set(await states())).toEqual(
      new Set([
        { dtype: 'fp32', complete: false, lacks: ['onnx/model.onnx_data'] },
        { dtype: 'q4', complete: true, lacks: [] },
      ]),
    );
    const stored = await model();
    expect([stored.complete, graphFor(stored, 'fp32')?.complete, graphFor(stored, 'q4')?.complete, graphFor(stored, 'fp16')]).toEqual([
      true,
      false,
      true,
      undefined,
    ]);
    expect(new Set((await readModel(ROOT)).files.map(({ path }) => path))).toEqual(new Set([...OTHERS, Q4, 'onnx/model_q4.onnx_data']));
  });
  test('not yet, where an earlier version kept it: nobody knows what it reads', async () => {
    await put(...OTHERS, Q4, 'onnx/model_q4.onnx_data');
    expect(await states()).toEqual([{ dtype: 'q4', complete: false, lacks: null }]);
    await reads(Q4, 'model_q4.onnx_data');
    expect((await model()).complete).toBe(true);
  });
});

test('files that a server lacks are no files; an unfinished graph is one', async () => {
  await noteMissing(store, `${ROOT}/generation_config.json`);
  expect(await listModels()).toEqual([]);
  await noteMissing(store, `${ROOT}/model.onnx`);
  await part(FP32);
  expect(await listModels()).toMatchObject([
    { files: [], bytes: FP32.length, complete: false, graphs: [{ path: FP32, complete: false, lacks: [FP32, ...OTHERS] }] },
  ]);
});

test('what a graph reads is noted beside what was known of it, and not of a file that is not here', async () => {
  await put(FP32);
  const before = (await store.open(`${ROOT}/${FP32}`))!.marker;
  await reads(FP32, 'a', 'b');
  expect((await store.open(`${ROOT}/${FP32}`))!.marker).toEqual({ ...before, reads: ['a', 'b'] });
  await reads(Q4, 'a');
  expect(await store.open(`${ROOT}/${Q4}`)).toBeNull();
});

describe('loading from the disk', () => {
  test('takes the graph that was asked for', async () => {
    await put(...OTHERS, Q4, 'onnx/model_q4.onnx_data', FP32);
    await reads(Q4, 'model_q4.onnx_data');
    await reads(FP32, 'model.onnx_data');
    const stored = await model();
    await loadStored(stored, graphFor(stored, 'q4')!);
    expect(page.loaded).toMatchObject([{ id: 'owner/name', root: ROOT, graph: Q4, dtype: 'q4' }]);
    await expect(loadStored(stored, graphFor(stored, 'fp32')!)).rejects.toMatchObject({
      code: 'model-incomplete',
      message: expect.stringContaining('onnx/model.onnx_data') as string,
    });
    expect(page).toMatchObject({ loaded: [{ dtype: 'q4' }], looked: [] });
  });
  test('looks first into one that an earlier version kept: nothing is fetched unasked', async () => {
    await put(...OTHERS, Q4);
    const early = await model();
    await expect(loadStored(early, early.graphs[0]!)).rejects.toMatchObject({
      code: 'model-incomplete',
      message: expect.stringContaining('onnx/model_q4.onnx_data') as string,
    });
    await put(Q4, 'onnx/model_q4.onnx_data'); // Written again: what it reads is forgotten.
    const stored = await model();
    await loadStored(stored, stored.graphs[0]!);
    expect([page.loaded.length, page.looked]).toEqual([1, ['inspect', 'inspect']]);
  });
});

describe('an export', () => {
  test('holds what is whole, and what its graphs read', async () => {
    await put(...OTHERS, Q4, 'onnx/model_q4.onnx_data', FP32);
    await reads(Q4, 'model_q4.onnx_data');
    await reads(FP32, 'model.onnx_data');
    const tar = new File([await exportTar(ROOT)], 'model.tar');
    page.store = store = disk();
    expect(await importModel([tar])).toBe(ROOT);
    expect(await states()).toEqual([{ dtype: 'q4', complete: true, lacks: [] }]);
    expect((await store.open(`${ROOT}/${Q4}`))!.marker).toMatchObject({ listed: false, reads: ['model_q4.onnx_data'] });
  });
  test('is refused of a graph alone, as an inspection fetches it', async () => {
    await put(FP32);
    await reads(FP32, 'model.onnx_data');
    await expect(exportTar(ROOT)).rejects.toMatchObject({ code: 'model-incomplete' });
  });
  test('over files that are here already leaves them, and notes what their graph reads', async () => {
    await put(Q4);
    await writeModel(ROOT, [{ path: Q4, blob: new Blob([Q4]), sha256: null, reads: ['x'] }]);
    expect((await store.open(`${ROOT}/${Q4}`))!.marker).toMatchObject({ listed: true, reads: ['x'] });
  });
});

describe('what an archive alone vouches for', () => {
  const choice: ModelChoice = { id: 'name', repo: 'owner/name', revision: 'main', dtype: 'q4', root: ROOT, device: 'wasm' };
  /** A hub with this listing, or none; counts what it is asked. */
  function open(siblings: object[] | null) {
    const asked: string[] = [];
    const edge = {
      sleep: () => Promise.resolve(),
      random: () => 0.5,
      now: () => 0,
      patience: 20,
      fetch: (url: string) => (
        asked.push(url.replace('http://hub/', '')),
        siblings === null
          ? Promise.reject(new TypeError('offline'))
          : Promise.resolve(url.includes('/api/') ? Response.json({ siblings }) : new Response('the hub’s own'))
      ),
    };
    return { asked, files: openModelFiles(choice, () => undefined, never, { edge, place: store }) };
  }
  const listing = async (body: string) => [
    { rfilename: 'tokenizer.json', size: 14 },
    { rfilename: Q4, size: body.length, lfs: { sha256: await sha256(new Blob([body])), size: body.length } },
  ];
  beforeEach(() =>
    writeModel(
      ROOT,
      [Q4, 'tokenizer.json'].map((path) => ({ path, blob: new Blob([path]), sha256: null })),
    ),
  );

  test('is taken as it is without a network, each time', async () => {
    for (let visit = 0; visit < 2; visit++) expect(await open(null).files.open(Q4)).toMatchObject({ listed: false });
  });
  test('is compared with the hub’s list when there is one, once', async () => {
    const first = open(await listing(Q4));
    expect([(await first.files.open(Q4)).listed, (await first.files.open('tokenizer.json')).listed, first.asked.length]).toEqual([
      true,
      true,
      1,
    ]);
    const second = open(null);
    expect([(await second.files.open(Q4)).listed, second.asked]).toEqual([true, []]);
  });
  test('is fetched anew where the list says otherwise, by SHA-256 or, of small files, by length', async () => {
    const { files } = open(
      [{ rfilename: 'tokenizer.json', size: 15 }, ...(await listing('the hub’s own')).slice(1)].map((file) =>
        'lfs' in file ? { ...file, lfs: { ...(file.lfs as object), size: 15 } } : file,
      ),
    );
    for (const path of [Q4, 'tokenizer.json']) expect(await (await files.open(path)).blob.text()).toBe('the hub’s own');
  });
  test('is held against the catalogue where that knows the files: no network is asked', async () => {
    const files = await Promise.all(
      [Q4, 'tokenizer.json'].map(async (path) => ({ path, bytes: path.length, sha256: await sha256(new Blob([path])) })),
    );
    const fetch = () => Promise.reject(new TypeError('offline'));
    const source = openModelFiles({ ...choice, files }, () => undefined, never, {
      edge: { fetch, sleep: () => Promise.resolve(), random: () => 0, now: () => 0, patience: 20 },
      place: store,
    });
    expect((await source.open(Q4)).listed).toBe(true);
  });
});
