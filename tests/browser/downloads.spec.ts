/** Downloads on a bad network: each fault once, then success; nothing wrong is ever kept, nothing right is fetched twice. */
import { statSync } from 'node:fs';
import { expect, fixture, openLab, test } from './fixtures';
import { serveFaultyHub, type Fault, type FaultyHub } from './faulty-hub';

const REPO = 'tiny-llama-builder';
const GRAPH = `${REPO}/onnx/model.onnx`;
const DATA = `${REPO}/onnx/model.onnx_data`;

let hub: FaultyHub;
test.beforeEach(async () => {
  hub = await serveFaultyHub();
});
test.afterEach(() => hub.close());

type Page = Parameters<typeof openLab>[0];
const load = (page: Page, dtype = 'fp32') =>
  page.evaluate(
    ([repo, dtype]) =>
      lab.load({ repo, dtype }).then(
        (info) => ({ ok: true as const, passed: info.selfTest.passed, downloaded: info.downloaded, code: '', message: '', hint: '' }),
        (e: { code: string; message: string; hint: string }) => ({
          ok: false as const,
          passed: false,
          downloaded: 0,
          code: e.code,
          message: e.message,
          hint: e.hint,
        }),
      ),
    [REPO, dtype] as const,
  );
/** Puts the fixture into the page's catalogue, as “Tiny” in float32. */
const listTiny = (page: Page) =>
  page.route('**/models.json', async (route) => {
    const catalogue = (await (await route.fetch()).json()) as { models: { embedded: boolean }[] };
    Object.assign(
      catalogue.models.find(({ embedded }) => !embedded)!,
      { id: 'tiny', name: 'Tiny', repo: REPO, dtype: 'fp32' },
    );
    await route.fulfill({ json: catalogue });
  });
const open = (page: Page) => openLab(page, `device=wasm&hub=${hub.url}`);

test('a second visit fetches no byte of the weights, even when the hub is gone', async ({ page, errors }) => {
  await open(page);
  const first = await load(page);
  expect(first).toMatchObject({ ok: true, passed: true });
  expect(first.downloaded).toBeGreaterThan(100_000);
  expect(hub.weightBytes()).toBeGreaterThan(100_000);
  hub.forget();
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  expect(await load(page)).toMatchObject({ ok: true, passed: true, downloaded: 0 });
  expect(hub.sent).toEqual([]);
  hub.close();
  expect(await load(page)).toMatchObject({ ok: true, downloaded: 0 });
  errors.length = 0;
});

for (const listing of [true, false]) {
  const FAULTS: [Fault, string, RegExp | null][] = [
    ['cut', DATA, null],
    ['busy', DATA, null],
    ['down', GRAPH, null],
    ['no-range', DATA, null],
    ['html', GRAPH, /not-a-model-file/],
    ['html', `${REPO}/config.json`, /not-a-model-file/],
    ['json-error', `${REPO}/tokenizer.json`, /not-a-model-file|download-corrupt/],
    ['json-error', `${REPO}/tokenizer_config.json`, /not-a-model-file|download-corrupt/],
    ['not-found', `${REPO}/generation_config.json`, listing ? /file-missing/ : null],
    ['not-found', DATA, /file-missing/],
    ['html-as-data', GRAPH, /download-corrupt|not-a-model-file/],
    ['short', DATA, /download-corrupt|download-short/],
    ['long', DATA, listing ? /download-corrupt/ : null],
    // Without a listing nobody knows the SHA-256: a flipped bit cannot be seen.
    ...(listing ? ([['corrupt', DATA, /download-corrupt/]] as [Fault, string, RegExp][]) : []),
  ];
  test(`each fault once, then success (${listing ? 'with' : 'without'} a listing)`, async ({ page, errors }) => {
    hub.listing = listing;
    await open(page);
    for (const [fault, file, code] of FAULTS) {
      await test.step(`${fault} for ${file}`, async () => {
        await page.evaluate(() => lab.storage.clear());
        hub.fail(file, fault);
        const first = await load(page);
        if (code === null) expect(first).toMatchObject({ ok: true, passed: true });
        else {
          expect(first.code).toMatch(code);
          expect(first.message.length).toBeGreaterThan(20);
          expect(first.hint.length).toBeGreaterThan(20);
          expect(await load(page)).toMatchObject({ ok: true, passed: true });
        }
      });
    }
    errors.length = 0; // The browser's own lines about failed requests.
  });
}

test('after a break only the rest travels, by Range; a server without ranges starts again', async ({ page, errors }) => {
  await open(page);
  hub.fail(DATA, 'cut');
  expect(await load(page)).toMatchObject({ ok: true, passed: true });
  const sent = hub.sent.filter(({ file }) => file === DATA);
  expect(sent.map(({ status }) => status)).toEqual([200, 206]);
  const kept = Number(/bytes=(\d+)-/.exec(sent[1]!.range!)![1]);
  expect(kept).toBeGreaterThan(0);
  expect(kept + sent[1]!.bytes).toBe(statSync(fixture(DATA)).size);

  await page.evaluate(() => lab.storage.clear());
  hub.forget();
  hub.fail(DATA, 'cut', 'no-range');
  expect(await load(page)).toMatchObject({ ok: true, passed: true });
  expect(hub.sent.filter(({ file }) => file === DATA).at(-1)).toMatchObject({ status: 200 });
  errors.length = 0;
});

test('a download that was cancelled goes on where it was, in the next visit too', async ({ page, errors }) => {
  await open(page);
  hub.fail(DATA, 'slow');
  const first = load(page);
  await expect
    .poll(() =>
      page.evaluate(() =>
        lab.storage
          .list()
          .then((models) => models.some(({ graphs }) => graphs.some(({ complete, bytes }) => !complete && bytes > 100_000))),
      ),
    )
    .toBe(true);
  await page.getByTestId('cancel-load').click();
  expect(await first).toMatchObject({ ok: false, code: 'cancelled' });
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  hub.forget();
  expect(await load(page)).toMatchObject({ ok: true, passed: true });
  expect(hub.sent.find(({ file }) => file === DATA)).toMatchObject({ status: 206 });
  expect(hub.sent.some(({ file }) => file === GRAPH)).toBe(false);
  errors.length = 0;
});

test('two tabs share one download', async ({ page, context, errors }) => {
  await open(page);
  const other = await context.newPage();
  await open(other);
  hub.fail(DATA, 'slow');
  const both = [load(page), load(other)];
  await expect.poll(() => hub.sent.filter(({ file }) => file === DATA).length).toBe(1);
  // The second tab has come as far as the file the first one is fetching.
  await expect.poll(() => other.evaluate(() => navigator.locks.query().then(({ pending }) => pending?.length ?? 0))).toBeGreaterThan(0);
  hub.release();
  for (const info of await Promise.all(both)) expect(info).toMatchObject({ ok: true, passed: true });
  const files = hub.sent.filter(({ method }) => method === 'GET').map(({ file }) => file);
  expect(files.filter((file) => file.includes('.onnx')).sort()).toEqual([GRAPH, DATA]);
  errors.length = 0;
});

test('size, total, rate and time left are told as bytes arrive', async ({ page }) => {
  await open(page);
  // A quarter of the graph, then nothing until the hub is released, with all the weights still to come.
  hub.fail(GRAPH, 'slow');
  await page.evaluate(() => {
    const told: object[] = [];
    const done = lab.load(
      { repo: 'tiny-llama-builder', dtype: 'fp32' },
      { onProgress: (event) => event.phase === 'files' && told.push(event) },
    );
    Object.assign(globalThis, { told, done });
  });
  type Told = { bytes: number; total: number; rate: number | null; secondsLeft: number | null };
  await expect.poll(() => hub.sent.find(({ file, method }) => file === GRAPH && method === 'GET')?.bytes ?? 0).toBeGreaterThan(0);
  // Longer than the second in which nothing is estimated (SOONEST of workers/files/progress.ts).
  await page.waitForTimeout(1300);
  hub.release();
  const events = await page.evaluate(async () => {
    const { told, done } = globalThis as unknown as { told: Told[]; done: Promise<unknown> };
    await done;
    return told;
  });
  const last = events.at(-1)!;
  expect(last.bytes).toBe(last.total);
  expect(last.total).toBeGreaterThan(900_000);
  // With a listing the total is known before the first weight.
  expect(events[0]!.total).toBe(last.total);
  const timed = events.filter(({ rate }) => rate !== null);
  for (const { bytes, total, rate, secondsLeft } of timed) {
    expect(rate).toBeGreaterThan(0);
    expect(Number.isFinite(rate)).toBe(true);
    // What is still to come, at this rate.
    expect(secondsLeft).toBeCloseTo((total - bytes) / rate!, 6);
  }
  const waiting = timed.find(({ bytes }) => bytes < last.total);
  expect(waiting?.secondsLeft).toBeGreaterThan(0);
  expect(last.secondsLeft).toBe(0);
});

// Chromium's navigator.storage.estimate() names 10 GB whatever the quota: the check before the download is in tests/unit/storage.
test('a full disk is said, nothing is kept as a model, and the download goes on when there is room', async ({ page, context, baseURL }) => {
  await open(page);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(baseURL!).origin, quotaSize: 150_000 });
  const refused = await load(page);
  expect(refused).toMatchObject({ ok: false, code: 'storage-full' });
  expect(refused.message).toMatch(/needs \d+ kB on this disk; after \d+ kB/);
  expect(refused.hint).toMatch(/Delete a stored model/);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(baseURL!).origin });
  expect(await load(page)).toMatchObject({ ok: true, passed: true });
});

test('the size of a listed model is asked of the hub, and only on a click', async ({ page }) => {
  await listTiny(page);
  await open(page);
  await page.getByRole('radio', { name: /Tiny/ }).check();
  expect(hub.sent).toEqual([]);
  await page.getByTestId('ask-size').click();
  await expect(page.getByTestId('load-button')).toContainText(/Load Tiny \(\d+ kB, from the hub; \d+ MB with the program that runs it\)/);
  await expect(page.getByTestId('file-list')).toContainText('onnx/model.onnx_data');
  await page.getByTestId('load-button').click();
  await expect(page.getByTestId('model-card')).toContainText('the network');
});

test('a model counts as here with all its files: not after a look at its graph, not in another dtype, not after a cancel', async ({
  page,
  errors,
}) => {
  await listTiny(page);
  const reopen = async () => {
    await open(page);
    await page.getByRole('radio', { name: /Tiny/ }).check();
  };
  const kept = () =>
    page.evaluate(() =>
      lab.storage
        .list()
        .then((models) =>
          models.map(({ complete, graphs }) => ({ complete, whole: graphs.filter((graph) => graph.complete).map(({ dtype }) => dtype) })),
        ),
    );
  const refused = () =>
    page.evaluate(async () =>
      lab.storage.exportTar((await lab.storage.list())[0]!.root).then(
        () => 'exported',
        (e: { code: string }) => e.code,
      ),
    );
  const row = page.getByTestId('stored-model');
  await open(page);
  await page.evaluate((repo) => lab.inspect({ repo, dtype: 'fp32' }), REPO);
  await reopen();
  await expect(row).toContainText('fp32 is unfinished');
  await expect(page.getByTestId('ask-size')).toBeVisible();
  await expect(page.getByTestId('load-button')).toHaveCount(0);
  expect(await kept()).toEqual([{ complete: false, whole: [] }]);
  expect(await refused()).toBe('model-incomplete');

  expect(await load(page, 'q4')).toMatchObject({ ok: true });
  hub.fail(DATA, 'slow');
  const abandoned = load(page);
  await expect.poll(() => hub.sent.filter(({ file }) => file === DATA).length).toBe(1);
  await page.getByTestId('cancel-load').click();
  expect(await abandoned).toMatchObject({ code: 'cancelled' });
  await reopen();
  await expect(row).toContainText('fp32 is unfinished, it lacks onnx/model.onnx_data');
  await expect(page.getByTestId('ask-size')).toBeVisible();
  expect(await kept()).toEqual([{ complete: true, whole: ['q4'] }]);
  hub.close();
  const exported = await page.evaluate(async () => {
    const [model] = await lab.storage.list();
    const tar = new File([await (await lab.storage.exportTar(model!.root)).arrayBuffer()], 'model.tar');
    await lab.storage.clear();
    await lab.storage.importModel([tar]);
    return (await lab.storage.list())[0]!.files
      .map(({ path }) => path)
      .filter((path) => path.includes('onnx'))
      .sort();
  });
  expect(exported).toEqual(['onnx/model_q4.onnx', 'onnx/model_q4.onnx_data']);
  await reopen();
  await row.getByRole('button', { name: /^Load/ }).click();
  await expect(page.getByTestId('model-card')).toContainText('nothing was fetched', { timeout: 60_000 });
  errors.length = 0;
});

test('a model that is here says so on the next visit', async ({ page }) => {
  await listTiny(page);
  await open(page);
  expect(await load(page)).toMatchObject({ ok: true });
  await open(page);
  await page.getByRole('radio', { name: /Tiny/ }).check();
  await expect(page.getByTestId('load-button')).toHaveText(/^Load Tiny \(913 kB, on this disk; the program that runs it: \d+ MB\)$/);
});

test('any repository loads by its name from a hub the reader sets; the setting stays', async ({ page, errors }) => {
  await openLab(page);
  await page.getByTestId('choose-other').check();
  await expect(page.getByTestId('hub-now')).toHaveText('huggingface.co');
  await page.getByTestId('hub-field').fill('ftp://somewhere');
  await page.getByTestId('use-hub').click();
  await expect(page.getByTestId('hub').getByRole('alert')).toContainText('ftp://somewhere');
  await page.getByTestId('hub-field').fill(`${hub.url}/`);
  await page.getByTestId('use-hub').click();
  await expect(page.getByTestId('hub-now')).toHaveText(new URL(hub.url).host);

  const { repo, revision, dtype } = {
    repo: page.getByTestId('other-repo'),
    revision: page.getByTestId('other-revision'),
    dtype: page.getByTestId('other-dtype'),
  };
  await expect(page.getByTestId('ask-size')).toBeDisabled();
  await repo.fill('nobody/nothing');
  await page.getByTestId('ask-size').click();
  await expect(page.getByTestId('size-problem')).toContainText('has no model files for nobody/nothing');
  await repo.fill(REPO);
  await dtype.selectOption('bnb4');
  await page.getByTestId('ask-size').click();
  await expect(page.getByTestId('size-problem')).toContainText('holds no onnx/model_bnb4.onnx');
  await expect(page.getByTestId('graphs').getByRole('button', { name: 'onnx/model_q4.onnx', exact: true })).toBeVisible();
  expect(hub.weightBytes()).toBe(0);

  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  await page.getByTestId('choose-other').check();
  await expect(page.getByTestId('hub-now')).toHaveText(new URL(hub.url).host);
  for (const listing of [true, false]) {
    hub.listing = listing;
    await repo.fill(REPO);
    await revision.fill(listing ? 'main' : 'v2');
    await dtype.selectOption('fp32');
    await page.getByTestId('ask-size').click();
    await expect(page.getByTestId('load-button')).toContainText(/\d+ kB, from the hub/);
    await expect(page.getByTestId('file-list').getByRole('row')).toHaveCount(7);
    await page.getByTestId('load-button').click();
    await expect(page.getByTestId('model-card')).toContainText(REPO, { timeout: 60_000 });
    await page.getByRole('button', { name: 'Unload' }).click();
    await page.getByTestId('choose-other').check();
  }
  expect(await page.evaluate(() => lab.storage.list().then((models) => models.map(({ revision }) => revision).sort()))).toEqual([
    'main',
    'v2',
  ]);
  await page.goto('/?hub=not-a-hub');
  await expect(page.getByTestId('error')).toContainText('not-a-hub');
  errors.length = 0;
});
