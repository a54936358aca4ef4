/** Bad input and missing things: each gives a clear error, the page stays usable, nothing shown before is lost. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, openLab, test } from './fixtures';
import { loadTiny } from './small-set';

const file = (name: string, content: string) => ({ name, mimeType: 'application/json', buffer: Buffer.from(content) });

test('a scenario file that is wrong is refused with its path; the set in use stays', async ({ page }) => {
  await openLab(page);
  const shown = await page.getByTestId('provenance').innerText();
  await page.getByTestId('scenario-file').setInputFiles(file('mine.json', '{ "format": "eia-lab/scenarios", '));
  await expect(page.getByTestId('error')).toContainText('mine.json');
  const set = (await (await page.request.get('/scenarios/empathy.json')).json()) as { pairs: { positive: string }[] };
  set.pairs[3]!.positive = '  ';
  await page.getByTestId('scenario-file').setInputFiles(file('mine.json', JSON.stringify(set)));
  await expect(page.getByTestId('error')).toContainText('pairs[3].positive');
  expect(await page.getByTestId('provenance').innerText()).toBe(shown);
  await expect(page.getByTestId('auroc-chart')).toBeVisible();
});

/** The experiment on the page, once what follows from its texts apart stands beside it, and the parts of the recording have come. */
async function whole(page: Page) {
  const lacking = () => lab.experiment().analyses.some(({ evidence }) => evidence && !evidence.table.deedsOverWords);
  await expect.poll(() => page.evaluate(lacking)).toBe(false);
  await expect.poll(() => page.evaluate(() => lab.experiment().readouts.length)).toBe(1);
  return page.evaluate(() => lab.experiment());
}

test('a run file that is wrong is refused; what the page shows stays', async ({ page }) => {
  await openLab(page);
  const before = await whole(page);
  await page.getByTestId('open-run').setInputFiles(file('run.json', '{"format":"something else"}'));
  await expect(page.getByTestId('error')).toContainText('run.json: format');
  expect(await page.evaluate(() => lab.experiment())).toEqual(before);
});

test('a downloaded run opens again, the same', async ({ page }) => {
  await openLab(page);
  const before = await whole(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('download-run').click()]);
  await page.getByTestId('open-run').setInputFiles(await download.path());
  await expect(page.getByTestId('provenance')).toContainText(/opened/i);
  expect(await whole(page)).toEqual(before);
});

test('every rejection of window.lab has a code, a message and a hint', async ({ page, errors }) => {
  await openLab(page);
  const rejections = await page.evaluate(async () => {
    const caught = async (work: () => Promise<unknown>) =>
      work().then(
        () => 'nothing',
        (e: { code: string; message: string; hint: string }) => ({
          isError: e instanceof Error,
          code: e.code,
          message: e.message,
          hint: e.hint,
        }),
      );
    return [
      await caught(() => lab.load('no-such-model')),
      await caught(() => lab.load({ repo: 'nobody/nothing', dtype: 'q99' })),
      await caught(() => lab.load({ repo: 'nobody/nothing', hub: location.origin })),
      await caught(() => lab.capture(['text'])),
      await caught(() => lab.directions([])),
      await caught(() => lab.directions([{ positive: 'a', negative: ' ' }])),
      await caught(() => lab.generate('hello', { alphas: [3] })),
      await caught(() => lab.generate('hello', { alphas: [] })),
      await caught(() => lab.capture(['a'], { pooling: 'max' as never })),
      await caught(() => lab.open({} as never)),
      await caught(() => lab.capture('text' as never)),
      await caught(() => lab.tokenize(undefined as never)),
      await caught(() => lab.generate(undefined as never)),
      await caught(() => lab.score(undefined as never, ['a'])),
      await caught(() => lab.directions([null] as never)),
    ];
  });
  expect(rejections.map((r) => (typeof r === 'string' ? r : r.code))).toEqual([
    'unknown-model',
    'unknown-dtype',
    expect.stringMatching(/file-missing|not-a-model-file/),
    'no-model',
    'empty-pairs',
    'one-sided-pair',
    'no-directions',
    'no-alphas',
    'bad-pooling',
    'experiment-invalid',
    'bad-input',
    'bad-input',
    'bad-input',
    'bad-directions',
    'one-sided-pair',
  ]);
  for (const rejection of rejections)
    expect(rejection).toMatchObject({ isError: true, message: expect.stringMatching(/\S{3}/), hint: expect.stringMatching(/\S{3}/) });
  errors.splice(0, errors.length, ...errors.filter((text) => !text.includes('404'))); // The browser's own line about the missing file.
});

test('WebGPU forced where there is none: said, and WASM still works', async ({ page, errors }) => {
  await openLab(page, 'device=webgpu');
  await page.getByTestId('load-button').click();
  await expect(page.getByTestId('model-error')).toContainText(/WebGPU/);
  await page.getByTestId('load-on-wasm').click();
  await expect(page.getByTestId('model-card')).toBeVisible({ timeout: 120_000 });
  expect(await page.evaluate(() => lab.load('smollm2-135m-instruct', { device: 'wasm' }))).toMatchObject({
    device: 'wasm',
    fallbackReason: null,
  });
  errors.length = 0;
});

test('automatic choice says why it is not WebGPU', async ({ page }) => {
  await openLab(page, '');
  const info = await page.evaluate(() => lab.load('smollm2-135m-instruct'));
  expect(info.device).toBe('wasm');
  expect(info.fallbackReason).toMatch(/WebGPU|adapter/);
  await expect(page.getByTestId('model-card')).toContainText(info.fallbackReason!);
});

test('a device that fails its self-test may not plot, and says why', async ({ page, context, errors }) => {
  // Other residuals than the sentence's, listed as if they were: as if the device computed something else.
  const body = readFileSync(new URL('../../public/models/smollm2-135m-instruct/reference.f32', import.meta.url));
  for (let at = 0; at < body.length; at += 4) body.writeFloatLE(body.readFloatLE(at) + Math.sin(at), at);
  await context.route('**/reference.f32', (route) => route.fulfill({ body }));
  await context.route('**/models.json', async (route) => {
    const catalogue = (await (await route.fetch()).json()) as { models: { files?: { path: string; sha256: string }[] }[] };
    const listed = catalogue.models[0]?.files?.find(({ path }) => path === 'reference.f32');
    listed!.sha256 = createHash('sha256').update(body).digest('hex');
    await route.fulfill({ json: catalogue });
  });
  await openLab(page);
  const before = await page.evaluate(() => lab.experiment().run);
  await page.getByTestId('load-button').click();
  await expect(page.getByTestId('self-test-badge')).toContainText(/failed/i, { timeout: 120_000 });
  await expect(page.getByTestId('model-card')).toContainText('stored reference');
  await expect(page.getByTestId('run-button')).toBeDisabled();
  await expect(page.getByTestId('steer-button')).toBeDisabled();
  expect(await page.evaluate(() => lab.experiment().run)).toEqual(before);
  errors.length = 0;
});

test('a load can be cancelled and tried again', async ({ page }) => {
  await openLab(page);
  await page.getByTestId('load-button').click();
  await page.getByTestId('cancel-load').click();
  await expect(page.getByTestId('load-button')).toBeVisible();
  await page.getByTestId('load-button').click();
  await expect(page.getByTestId('model-card')).toBeVisible({ timeout: 120_000 });
});

type Page = Parameters<typeof openLab>[0];
/** Puts a wire to one of the page's workers, to kill it as a crash would. Before the page opens. */
const wire = (page: Page, name = 'model.worker') =>
  page.addInitScript((name) => {
    const Real = Worker;
    Object.assign(globalThis, {
      Worker: class extends Real {
        constructor(url: string | URL, o?: WorkerOptions) {
          super(url, o);
          if (String(url).includes(name)) Object.assign(globalThis, { theWorker: this });
        }
      },
    });
  }, name);
const kill = (page: Page) =>
  page.evaluate(() =>
    (globalThis as unknown as { theWorker: Worker }).theWorker.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' })),
  );

/** Begins a run and kills the wired worker once three of its texts are read, and before the last. */
async function killUnderRun(page: Page): Promise<void> {
  const killed = page.evaluate(
    () =>
      new Promise<number>((done) => {
        const look = (): void => {
          const read = Number(document.querySelector<HTMLElement>('[data-testid=run-progress]')?.dataset.done ?? 0);
          if (read < 3) return;
          watching.disconnect();
          (globalThis as unknown as { theWorker: Worker }).theWorker.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
          done(read);
        };
        const watching = new MutationObserver(look);
        watching.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-done'] });
      }),
  );
  await page.getByTestId('run-button').click();
  expect(await killed).toBeLessThan(110);
}

test('a worker that dies under a run: the run ends with the reason, and that the model is being loaded again stays said', async ({
  page,
  errors,
}) => {
  await wire(page);
  await openLab(page);
  await loadTiny(page);
  await killUnderRun(page);
  await expect(page.getByTestId('run-button')).toBeVisible();
  await expect(page.getByTestId('error')).toContainText('out of memory');
  await expect(page.getByTestId('error')).toContainText('The model is being loaded again');
  await expect(page.getByTestId('model-card')).toBeVisible({ timeout: 120_000 });
  errors.length = 0;
});

test('the analysis worker dies under a run: it is started again, and the run goes on from what was kept', async ({ page }) => {
  await wire(page, 'analysis.worker');
  await openLab(page);
  await loadTiny(page);
  await killUnderRun(page);
  await expect(page.getByTestId('run-note')).toContainText('Read 110 texts', { timeout: 120_000 });
  expect(await page.evaluate(() => lab.experiment().run!.complete)).toBe(true);
});

test('a worker that dies is said, its model loaded again; the second time the person decides. The run on the page stays', async ({
  page,
  errors,
}) => {
  await wire(page);
  await openLab(page);
  await loadTiny(page);
  const before = await page.evaluate(() => lab.experiment().run);
  const crash = () => kill(page);
  await crash();
  await expect(page.getByTestId('error')).toContainText('out of memory');
  await expect(page.getByTestId('load-progress')).toBeVisible();
  await expect(page.getByTestId('model-card')).toBeVisible({ timeout: 120_000 });
  expect((await page.evaluate(() => lab.capture(['still here']))).count).toBe(1);
  await crash();
  await expect(page.getByTestId('model-error')).toContainText('out of memory');
  expect(await page.evaluate(() => lab.experiment().run)).toEqual(before);
  await page.getByTestId('load-button').click();
  await expect(page.getByTestId('model-card')).toBeVisible({ timeout: 120_000 });
  errors.length = 0;
});

test('text from files and models is text, never markup', async ({ page }) => {
  await openLab(page);
  const evil = '<img src=x onerror="globalThis.pwned = true"><script>globalThis.pwned = true</script>';
  const experiment = await page.evaluate(() => lab.experiment());
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('download-run').click()]);
  const run = JSON.parse(readFileSync(await download.path(), 'utf8')) as {
    view: { steering: { prompt: string }; answers: string[] };
    answers: { id: string; text: string; ends?: number[] }[];
    readouts: object[];
    readings: { model: { id: string } }[];
    directions: { id: string; name: string }[];
  };
  run.view.steering.prompt = evil;
  run.readings[0]!.model.id = evil;
  run.directions[0]!.name = evil;
  const answer = run.answers[0]!;
  answer.text = evil;
  // Where its tokens are known to end, each has a part of the new text.
  answer.ends &&= answer.ends.map((_, i, all) => Math.round((evil.length * (i + 1)) / all.length));
  // A readout is named by its directions.
  run.readouts = [];
  run.view.answers = [answer.id];
  // Directions of another name have another id.
  const renamed = JSON.stringify(run).replaceAll(run.directions[0]!.id, 'evil');
  await page.getByTestId('open-run').setInputFiles(file('evil.json', renamed));
  const set = (await (await page.request.get('/scenarios/empathy.json')).json()) as { name: string; pairs: { positive: string }[] };
  set.name = evil;
  set.pairs[0]!.positive += evil;
  await page.getByTestId('scenario-file').setInputFiles(file('evil.json', JSON.stringify(set)));
  await expect(page.getByTestId('completion')).toHaveCount(1);
  await expect(page.getByTestId('completion')).toContainText('<img src=x');
  expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
  expect(experiment.run).not.toBeNull();
});
