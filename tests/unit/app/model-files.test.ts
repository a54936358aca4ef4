/** Models on the disk of a page that touches nothing: listed, loaded, taken out and in, renewed, deleted; and what is said when not. */
import { describe, expect, test } from 'vitest';
import { createLab } from '../../../src/console/console';
import { info } from './model';
import { fakePage, storedModel, type KeptModel } from './ports';

const ROOT = 'https://hub.test/owner/name/resolve/main';
const [ONE, TWO] = ['1'.repeat(40), '2'.repeat(40)];
const hash = (digit: string) => digit.repeat(64);
const kept = (over: Partial<KeptModel['model']> = {}): Map<string, KeptModel> => {
  const files = [
    { path: 'config.json', blob: new Blob(['{}']), sha256: hash('a') },
    { path: 'onnx/model_q4.onnx', blob: new Blob(['graph']), sha256: hash('b') },
  ];
  return new Map([[ROOT, { model: storedModel(ROOT, { commits: [ONE], ...over }), files }]]);
};
const coded = (code: string) => ({ code, hint: expect.stringMatching(/\S/) as string });
const missing = coded('no-such-model');
/** A page with this model on its disk, that loads what it is told. */
const page = (o: Parameters<typeof fakePage>[0] = {}, over: Partial<KeptModel['model']> = {}) =>
  fakePage({ answers: () => Promise.resolve(info()), kept: { models: kept(over) }, ...o });

describe('a model as one file', () => {
  test('goes out and comes in on another machine', async () => {
    const tar = new File([await page().app.exportTar(ROOT)], 'model.tar');
    const other = fakePage();
    const told: [number, number][] = [];
    expect(await other.app.importModel([tar], (bytes, total) => told.push([bytes, total]))).toBe(ROOT);
    expect(other.kept.models.get(ROOT)!.files.map(({ path, sha256 }) => [path, sha256])).toEqual([
      ['config.json', hash('a')],
      ['onnx/model_q4.onnx', hash('b')],
    ]);
    expect(told).toEqual([[7, 7]]);
  });
  test('is refused of a model that is not here, or not whole', async () => {
    await expect(page().app.exportTar('https://hub.test/x')).rejects.toMatchObject(missing);
    await expect(page({}, { complete: false }).app.exportTar(ROOT)).rejects.toMatchObject(coded('model-incomplete'));
  });
  test('comes in nowhere where there is no room, and not from any folder', async () => {
    const tar = new File([await page().app.exportTar(ROOT)], 'model.tar');
    const full = fakePage({ room: 3 });
    await expect(full.app.importModel([tar])).rejects.toMatchObject(coded('storage-full'));
    expect(full.kept.models.size).toBe(0);
    await expect(full.app.importModel([new File(['{}'], 'config.json')])).rejects.toMatchObject(coded('not-an-export'));
  });
  test('goes into a folder, file by file', async () => {
    const written = new Map<string, string>();
    const folder = (at: string): FileSystemDirectoryHandle =>
      ({
        getDirectoryHandle: (name: string) => Promise.resolve(folder(`${at}${name}/`)),
        getFileHandle: (name: string) =>
          Promise.resolve({
            createWritable: () =>
              Promise.resolve(
                new WritableStream<Uint8Array>({ write: (chunk) => void written.set(at + name, new TextDecoder().decode(chunk)) }),
              ),
          }),
      }) as unknown as FileSystemDirectoryHandle;
    await page().app.exportFolder(ROOT, folder(''));
    expect([written.get('config.json'), written.get('onnx/model_q4.onnx')]).toEqual(['{}', 'graph']);
    expect(written.get('eia-lab-model.json')).toContain(ROOT);
    await expect(page().app.exportFolder('https://hub.test/x', folder(''))).rejects.toMatchObject(missing);
  });
});

/** Lists other files than are kept, at this commit. */
const hub = (sha: string) => () =>
  Response.json({ sha, siblings: ['config.json', 'tokenizer.json', 'model.onnx'].map((rfilename) => ({ rfilename, size: 3 })) });

describe('a newer version', () => {
  test('is told by the hub, file by file', async () => {
    expect(await page({ hub: hub(TWO) }).app.checkNewer(ROOT)).toEqual({
      commit: TWO,
      kept: [ONE],
      moved: true,
      changed: [{ path: 'config.json', bytes: 3, sha256: null }],
      gone: ['onnx/model_q4.onnx'],
    });
  });
  test('is not told of what is not here, nor by a hub that does not answer or does not say', async () => {
    await expect(page({ hub: hub(TWO) }).app.checkNewer('https://hub.test/x')).rejects.toMatchObject(missing);
    await expect(page().app.checkNewer(ROOT)).rejects.toMatchObject(coded('network'));
    await expect(page({ hub: () => new Response('', { status: 404 }) }).app.checkNewer(ROOT)).rejects.toMatchObject(coded('no-listing'));
  });
  test('comes with the next load once the model was doubted; a disk that fails says so', async () => {
    const one = page();
    await one.app.renewStored(ROOT);
    expect(one.kept.models.get(ROOT)!.doubted).toBe(true);
    await expect(
      fakePage({ disk: { doubtModel: () => Promise.reject(new Error('the disk is away')) } }).app.renewStored(ROOT),
    ).rejects.toThrow('the disk is away');
  });
});

describe('loading from the disk', () => {
  test('takes the graph that is whole', async () => {
    const loaded: unknown[] = [];
    const { app, kept: on } = page({ answers: (kind, input) => (loaded.push(kind, input), Promise.resolve(info())) });
    const { model } = on.models.get(ROOT)!;
    await app.loadStored(model, model.graphs[0]!);
    expect(loaded).toMatchObject(['load', { root: ROOT, graph: 'onnx/model_q4.onnx', dtype: 'q4' }]);
  });
  test('looks into one that nobody has read yet, and names what it lacks', async () => {
    const asked: string[] = [];
    const lacks = (files: string[] | null) => [{ ...storedModel(ROOT).graphs[0]!, lacks: files, complete: false }];
    const one = page({
      answers(kind) {
        asked.push(kind);
        // The worker has read the graph, and noted what it reads.
        one.kept.models.set(ROOT, kept({ graphs: lacks(['onnx/model_q4.onnx_data']) }).get(ROOT)!);
        return Promise.resolve(info());
      },
    });
    await expect(one.app.loadStored(storedModel(ROOT), lacks(null)[0]!)).rejects.toMatchObject({
      ...coded('model-incomplete'),
      message: expect.stringContaining('onnx/model_q4.onnx_data') as string,
    });
    expect(asked).toEqual(['inspect']);
  });
});

test('window.lab lists, checks, renews, exports and deletes on the same disk', async () => {
  const { app, kept: on } = page({ hub: hub(ONE) });
  const { storage } = createLab(app);
  expect((await storage.list()).map(({ root }) => root)).toEqual([ROOT]);
  expect((await storage.check(ROOT)).moved).toBe(false);
  await storage.renew(ROOT);
  expect((await storage.exportTar(ROOT)).size).toBeGreaterThan(0);
  await storage.clear(ROOT);
  expect([on.models.size, await storage.list(), await app.freeBytes()]).toEqual([0, [], null]);
  await expect(storage.exportTar(ROOT)).rejects.toMatchObject(missing);
});
