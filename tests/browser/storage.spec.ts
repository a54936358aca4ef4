/** Models on this disk: from a folder, listed, deleted, taken to another machine and back, with no network. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, fixture, openLab, readJson, test } from './fixtures';
import { serveFaultyHub, type FaultyHub } from './faulty-hub';

const REPO = 'tiny-llama-builder';
const folder = fileURLToPath(fixture(REPO));
let hub: FaultyHub;
test.beforeEach(async () => {
  hub = await serveFaultyHub();
});
test.afterEach(() => hub.close());

test('a folder from this machine loads; an incomplete one says what is missing', async ({ page }, testInfo) => {
  await openLab(page, `device=wasm&hub=${hub.url}`);
  await page.getByTestId('load-folder').setInputFiles(folder);
  await expect(page.getByTestId('model-card')).toContainText(REPO, { timeout: 60_000 });
  await expect(page.getByTestId('self-test-badge')).toContainText(/passed/i);
  expect(hub.sent).toEqual([]);
  await page.getByTestId('import-folder').setInputFiles(fileURLToPath(fixture('smollm2-135m-golden')));
  await expect(page.getByTestId('storage-note')).toContainText('no model exported from the lab');
  const incomplete = testInfo.outputPath('incomplete');
  cpSync(folder, incomplete, { recursive: true });
  rmSync(`${incomplete}/tokenizer.json`);
  await page.getByTestId('load-folder').setInputFiles(incomplete);
  await expect(page.getByTestId('storage-note')).toContainText('no tokenizer.json');
  expect(readdirSync(folder)).toContain('config.json');
});

test('a folder as onnxruntime-genai writes it loads: flat, without config.json; its bits are read from the graph', async ({
  page,
}, testInfo) => {
  const built = testInfo.outputPath('built');
  mkdirSync(built);
  for (const [from, to] of [
    ['tokenizer.json'],
    ['tokenizer_config.json'],
    ['onnx/model_q4.onnx', 'model.onnx'],
    ['onnx/model_q4.onnx_data', 'model_q4.onnx_data'],
  ] as const)
    cpSync(`${folder}/${from}`, `${built}/${to ?? from}`);
  const { vocab_size, eos_token_id, max_position_embeddings } = readJson<Record<string, number>>(`${REPO}/config.json`);
  writeFileSync(
    `${built}/genai_config.json`,
    JSON.stringify({ model: { type: 'llama', vocab_size, eos_token_id, context_length: max_position_embeddings } }),
  );
  await openLab(page, 'device=wasm');
  await page.getByTestId('load-folder').setInputFiles(built);
  await expect(page.getByTestId('model-card')).toContainText('q4, widened to float32', { timeout: 60_000 });
  await expect(page.getByTestId('self-test-badge')).toContainText(/passed/i);
});

test('a folder that is dropped on the page loads, with all that lies below it', async ({ page, context }) => {
  await openLab(page, 'device=wasm');
  const target = page.getByText('Load a folder, or drop it here');
  const devtools = await context.newCDPSession(page);
  const drop = async (...files: string[]) => {
    await target.scrollIntoViewIfNeeded();
    // A model that has come moves the button.
    const box = (await target.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await devtools.send('Input.dispatchDragEvent', { type, x, y, data: { items: [], files, dragOperationsMask: 1 } });
  };
  await drop(folder);
  await expect(page.getByTestId('model-card')).toContainText(REPO, { timeout: 60_000 });
  await expect(page.getByTestId('model-card')).toContainText('nothing was fetched');
  await drop(`${folder}/config.json`);
  await expect(page.getByTestId('storage-note')).toContainText('no .onnx file');
  await expect(page.getByTestId('model-card')).toContainText(REPO);
});

test('files named as in a folder load by the console; nothing is copied', async ({ page }) => {
  await openLab(page, 'device=wasm');
  const names = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_q4.onnx', 'onnx/model_q4.onnx_data'];
  const info = await page.evaluate(
    async ([names, base]) => {
      const files = await Promise.all(
        names.map(async (path) => {
          const file = new File([await (await fetch(`${base}/${path}`)).blob()], path.split('/').at(-1)!);
          Object.defineProperty(file, 'webkitRelativePath', { value: `mine/${path}` });
          return file;
        }),
      );
      return lab.loadFolder(files);
    },
    [names, `${hub.url}/${REPO}/resolve/main`] as const,
  );
  expect(info).toMatchObject({ id: 'mine', dtype: 'q4', downloaded: 0, selfTest: { passed: true } });
  expect(await page.evaluate(() => lab.storage.list())).toEqual([]);
});

test('a model goes to another machine as one file and is there without network', async ({ page, errors }) => {
  const query = `device=wasm&hub=${hub.url}`;
  await openLab(page, query);
  await page.evaluate((repo) => lab.load({ repo, dtype: 'q4' }), REPO);
  const row = page.getByTestId('stored-model');
  await expect(row).toContainText(REPO);
  const [download] = await Promise.all([page.waitForEvent('download'), row.getByTestId('export-tar').click()]);
  const tar = await download.path();
  // Read where it lies, and called by the archive: its files have no folder.
  expect(download.suggestedFilename()).toBe(`${REPO}.tar`);
  await page.getByTestId('load-archive').setInputFiles({ name: 'exported.tar', mimeType: 'application/x-tar', buffer: readFileSync(tar) });
  await expect(page.getByTestId('storage-note')).toContainText('was loaded', { timeout: 60_000 });
  await expect(page.getByTestId('model-card')).toContainText(/^exported/);
  await expect(page.getByTestId('self-test-badge')).toContainText(/passed/i);

  page.on('dialog', (dialog) => void dialog.accept());
  await row.getByRole('button', { name: /Delete/ }).click();
  await expect(row).toHaveCount(0);
  expect(await page.evaluate(() => lab.storage.list())).toEqual([]);
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  await page.getByTestId('import-model').setInputFiles({ name: 'model.tar', mimeType: 'application/x-tar', buffer: readFileSync(tar) });
  await expect(row).toContainText(REPO);
  hub.close();
  await row.getByRole('button', { name: /^Load/ }).click();
  await expect(page.getByTestId('model-card')).toContainText('nothing was fetched', { timeout: 60_000 });
  await expect(page.getByTestId('error')).toHaveCount(0);
  // A model that was deleted is tested in whole when it comes again, and once more by one text.
  await expect(page.getByTestId('self-test-badge')).toContainText(/passed/i);
  await expect(page.getByTestId('self-test-kept')).toHaveCount(0);
  expect(await page.evaluate((repo) => lab.load({ repo, dtype: 'q4' }), REPO)).toMatchObject({
    downloaded: 0,
    selfTest: { passed: true, kept: { difference: 0 } },
  });
  await expect(page.getByTestId('self-test-kept')).toContainText('one of its texts was read again');

  await page.getByTestId('delete-all').click();
  await expect(row).toHaveCount(0);
  errors.length = 0;
});

test('the included model goes the same way; the catalogue vouches for it, and its server is asked for no file', async ({ page }) => {
  await openLab(page);
  const asked: string[] = [];
  const info = await page
    .evaluate(async () => {
      await lab.load('smollm2-135m-instruct');
      const [model] = await lab.storage.list();
      const tar = new File([await (await lab.storage.exportTar(model!.root)).arrayBuffer()], 'model.tar');
      await lab.storage.clear();
      await lab.storage.importModel([tar]);
    })
    .then(() => {
      page.on('request', (request) => request.url().includes('/models/') && asked.push(request.url()));
      return page.evaluate(() => lab.load('smollm2-135m-instruct'));
    });
  expect(info).toMatchObject({ downloaded: 0, selfTest: { passed: true } });
  expect(asked).toEqual([]);
});

test('a model is written into a folder of the reader, and read back from it', async ({ page }) => {
  // The dialogue itself cannot be pressed by a test: a folder of the page's own file system stands in for the one chosen.
  await page.addInitScript(() => {
    Object.assign(globalThis, {
      showDirectoryPicker: async () => (await navigator.storage.getDirectory()).getDirectoryHandle('chosen', { create: true }),
    });
  });
  await openLab(page, `device=wasm&hub=${hub.url}`);
  await page.evaluate((repo) => lab.load({ repo, dtype: 'q4' }), REPO);
  await page
    .getByTestId('stored-model')
    .getByRole('button', { name: /Export to a folder/ })
    .click();
  await expect(page.getByTestId('storage-note')).toContainText('was written into chosen');
  const again = await page.evaluate(async () => {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('chosen');
    const files: File[] = [];
    const walk = async (folder: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const [name, handle] of folder as unknown as AsyncIterable<[string, FileSystemHandle]>) {
        if (handle.kind === 'directory') await walk(handle as FileSystemDirectoryHandle, `${path}/${name}`);
        else
          files.push(
            Object.defineProperty(await (handle as FileSystemFileHandle).getFile(), 'webkitRelativePath', { value: `${path}/${name}` }),
          );
      }
    };
    await walk(root, 'chosen');
    await lab.storage.clear();
    return { root: await lab.storage.importModel(files), stored: (await lab.storage.list()).map(({ complete }) => complete) };
  });
  expect(again).toEqual({ root: `${hub.url}/${REPO}/resolve/main`, stored: [true] });
});

/** The page, and each of its workers, runs this line before its own program. */
const withFirst = (page: Page, line: string) =>
  page.addInitScript((line) => {
    (0, eval)(line);
    const Real = Worker;
    const script = (text: string) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    Object.assign(globalThis, {
      Worker: class extends Real {
        constructor(url: URL, o: WorkerOptions) {
          super(script(`import '${script(line)}'; import '${new URL(url, location.href).href}';`), o);
        }
      },
    });
  }, line);

/** A worker that is made poorer before it begins is a blob, which the page's policy refuses. */
test.describe('in a browser that keeps less', () => {
  test.use({ bypassCSP: true });

  test('where the browser has no OPFS the Cache keeps the files: broken off, resumed, and there on the next visit', async ({
    page,
    errors,
  }) => {
    await withFirst(page, 'delete StorageManager.prototype.getDirectory;');
    const open = () => openLab(page, `device=wasm&hub=${hub.url}`);
    const load = () =>
      page.evaluate(
        (repo) =>
          lab.load({ repo, dtype: 'q4' }).then(
            (info) => info.downloaded,
            (e: { code: string; message: string }) => `${e.code}: ${e.message}`,
          ),
        REPO,
      );
    await open();
    const data = `${REPO}/onnx/model_q4.onnx_data`;
    hub.fail(data, 'cut');
    expect(await load()).toBeGreaterThan(0);
    expect(hub.sent.filter(({ file, method }) => file === data && method === 'GET').map(({ status }) => status)).toEqual([200, 206]);
    expect(await page.evaluate(async () => (await caches.keys()).length)).toBeGreaterThan(0);
    hub.forget();
    await open();
    expect(await load()).toBe(0);
    expect(hub.sent).toEqual([]);
    errors.length = 0;
  });

  test('a browser that refuses to keep models says so where they are listed and where one is loaded, and loads it all the same', async ({
    page,
    errors,
  }) => {
    const refusing =
      "StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('No files in private windows.', 'SecurityError'));" +
      "CacheStorage.prototype.open = () => Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));";
    await withFirst(page, refusing);
    await openLab(page, `device=wasm&hub=${hub.url}`);
    const why = 'No files in private windows; The operation is insecure';
    await expect(page.getByTestId('keeping-refused')).toContainText(`refuses to keep models for this page (${why})`);
    await expect(page.getByTestId('storage')).not.toContainText('Models are fetched once and kept here');
    const info = await page.evaluate((repo) => lab.load({ repo, dtype: 'q4' }), REPO);
    expect(info.downloaded).toBeGreaterThan(0);
    await expect(page.getByTestId('not-kept')).toContainText(`Not kept for the next visit: this browser refuses to keep it (${why}).`);
    errors.length = 0;
  });
});

test('an archive that is cut off or changed on the way is refused, and nothing of it stays', async ({ page }) => {
  await openLab(page, `device=wasm&hub=${hub.url}`);
  const said = await page.evaluate(async (repo) => {
    await lab.load({ repo, dtype: 'q4' });
    const [model] = await lab.storage.list();
    const tar = new Blob([await (await lab.storage.exportTar(model!.root)).arrayBuffer()]);
    await lab.storage.clear();
    const changed = new Uint8Array(await tar.arrayBuffer());
    const at = changed.length >> 1;
    changed[at]! ^= 1;
    const codes = [];
    for (const blob of [tar.slice(0, tar.size / 2), new Blob([changed]), new Blob(['nonsense'.repeat(200)])]) {
      codes.push(
        await lab.storage.importModel([new File([blob], 'model.tar')]).then(
          () => 'accepted',
          (e: { code: string }) => e.code,
        ),
      );
    }
    return {
      codes,
      weights: (await lab.storage.list())
        .flatMap(({ files }) => files.map(({ path }) => path))
        .filter((path) => path.endsWith('onnx_data')),
    };
  }, REPO);
  expect(said).toEqual({ codes: ['archive-damaged', 'download-corrupt', 'archive-damaged'], weights: [] });
});

test('the panel fits a phone and is reached by keyboard', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openLab(page, `device=wasm&hub=${hub.url}`);
  await page.evaluate((repo) => lab.load({ repo, dtype: 'q4' }), REPO);
  await expect(page.getByTestId('stored-model')).toBeVisible();
  expect(
    await page
      .getByTestId('storage')
      .evaluate((panel) => Math.max(...[panel, ...panel.querySelectorAll('*')].map((part) => part.getBoundingClientRect().right))),
  ).toBeLessThanOrEqual(360);
  await page.getByTestId('load-folder').focus();
  for (const next of ['load-archive', 'import-model']) {
    await page.keyboard.press('Tab');
    await expect(page.getByTestId(next)).toBeFocused();
  }
});
