/**
 * Folders, archives and repositories as people have them: several models in one, a Mac's notes, git-lfs, a branch that moves; and text
 * files that are none.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, fixture, openLab, test } from './fixtures';
import { serveFaultyHub, type FaultyHub } from './faulty-hub';

const REPO = 'tiny-llama-builder';
const folder = fileURLToPath(fixture(REPO));
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 271669748\n`;
/** The fixture's files as a flat folder has them. */
const FLAT = {
  'config.json': 'config.json',
  'tokenizer.json': 'tokenizer.json',
  'tokenizer_config.json': 'tokenizer_config.json',
  'model.onnx': 'onnx/model_q4.onnx',
  'model_q4.onnx_data': 'onnx/model_q4.onnx_data',
};

let hub: FaultyHub;
test.beforeEach(async () => {
  hub = await serveFaultyHub();
});
test.afterEach(() => hub.close());

/** As Microsoft publishes a model: each export in a folder of its own. With a Mac's notes beside the files. */
function nested(into: string): string {
  for (const place of ['cuda/cuda-int4', 'cpu_and_mobile/cpu-int4-rtn-block-32']) {
    mkdirSync(`${into}/${place}`, { recursive: true });
    for (const [to, from] of Object.entries(FLAT)) {
      cpSync(`${folder}/${from}`, `${into}/${place}/${to}`);
      writeFileSync(`${into}/${place}/._${to}`, Buffer.from([0, 5, 22, 7]));
    }
  }
  writeFileSync(`${into}/.DS_Store`, 'x');
  return into;
}

/** At 1280 and 360 pixels, light and dark: nothing sticks out. With LAB_SHOTS set, pictures are written there. */
async function look(page: Page, name: string, part: string): Promise<void> {
  for (const width of [1280, 360]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const box = page.getByTestId(part);
      await box.scrollIntoViewIfNeeded();
      expect(
        await box.evaluate((panel) => Math.max(...[panel, ...panel.querySelectorAll('*')].map((one) => one.getBoundingClientRect().right))),
      ).toBeLessThanOrEqual(width);
      if (process.env.LAB_SHOTS) await page.screenshot({ path: `${process.env.LAB_SHOTS}/${name}-${width}-${colorScheme}.png` });
    }
  }
  await page.setViewportSize({ width: 1280, height: 720 });
}

test('a folder with several models asks which one; by the console it is named', async ({ page }, testInfo) => {
  const many = nested(testInfo.outputPath('phi'));
  await openLab(page);
  await page.getByTestId('load-folder').setInputFiles(many);
  const choice = page.getByTestId('folder-models');
  await expect(choice.getByRole('button')).toHaveText([
    'Load phi/cpu_and_mobile/cpu-int4-rtn-block-32/model.onnx',
    'Load phi/cuda/cuda-int4/model.onnx',
  ]);
  await look(page, 'folder', 'folder-models');
  await choice.getByRole('button', { name: /cuda-int4/ }).click();
  await expect(page.getByTestId('model-card')).toContainText('cuda-int4', { timeout: 60_000 });
  await expect(page.getByTestId('self-test-badge')).toContainText(/passed/i);
});

test('the same folder as .tar.gz and as .zip', async ({ page }, testInfo) => {
  const many = nested(testInfo.outputPath('phi'));
  execFileSync('tar', ['czf', 'one.tar.gz', '--format=posix', 'cuda'], { cwd: many });
  execFileSync('python3', ['-c', "import shutil; shutil.make_archive('all', 'zip', '.', 'cpu_and_mobile')"], { cwd: many });
  await openLab(page);
  await page.getByTestId('load-archive').setInputFiles(`${many}/one.tar.gz`);
  await expect(page.getByTestId('model-card')).toContainText('cuda-int4', { timeout: 60_000 });
  await page.getByTestId('load-archive').setInputFiles(`${many}/all.zip`);
  await expect(page.getByTestId('model-card')).toContainText('cpu-int4-rtn-block-32', { timeout: 60_000 });
  await expect(page.getByTestId('self-test-badge')).toContainText(/passed/i);
});

test('a folder that git-lfs has not filled, and one for another program, say what to run; nothing is called removed', async ({
  page,
  errors,
}, testInfo) => {
  const pointers = testInfo.outputPath('pointers');
  cpSync(folder, pointers, { recursive: true });
  for (const file of ['onnx/model_q4.onnx_data']) writeFileSync(`${pointers}/${file}`, POINTER);
  const torch = testInfo.outputPath('torch');
  mkdirSync(torch);
  for (const file of ['config.json', 'tokenizer.json']) cpSync(`${folder}/${file}`, `${torch}/${file}`);
  writeFileSync(`${torch}/model.safetensors`, 'x');
  const broken = testInfo.outputPath('broken');
  cpSync(folder, broken, { recursive: true });
  writeFileSync(`${broken}/tokenizer_config.json`, '{');
  await openLab(page);
  const note = page.getByTestId('storage-note');
  await page.getByTestId('load-folder').setInputFiles(pointers);
  await expect(note).toContainText(/onnx\/model_q4\.onnx_data is a Git LFS pointer.*git lfs pull/, { timeout: 60_000 });
  await page.getByTestId('load-folder').setInputFiles(torch);
  await expect(note).toContainText(/model\.safetensors.*onnxruntime_genai\.models\.builder -i torch/);
  await page.getByTestId('load-folder').setInputFiles(broken);
  await expect(note).toContainText(/tokenizer_config\.json is not JSON.*Nothing in the folder was changed/);
  await expect(note).not.toContainText('removed');
  errors.length = 0;
});

test('a repository with its models in folders: the page shows which there are, and loads the one that is chosen', async ({
  page,
  errors,
}) => {
  for (const place of ['cuda/cuda-int4', 'cpu_and_mobile/cpu-int4-rtn-block-32'])
    for (const [to, from] of Object.entries(FLAT)) hub.own.set(`owner/phi/${place}/${to}`, readFileSync(`${folder}/${from}`));
  await openLab(page, `device=wasm&hub=${hub.url}`);
  const refused = await page.evaluate(() => lab.load({ repo: 'owner/phi' }).catch((e: { code: string; hint: string }) => e.hint));
  expect(refused).toContain('cuda/cuda-int4/model.onnx');
  await page.getByTestId('choose-other').check();
  await page.getByTestId('other-repo').fill('owner/phi');
  await page.getByTestId('ask-size').click();
  const graphs = page.getByTestId('graphs');
  await expect(graphs.getByRole('button')).toHaveText(['cpu_and_mobile/cpu-int4-rtn-block-32/model.onnx', 'cuda/cuda-int4/model.onnx']);
  await look(page, 'graphs', 'graphs');
  await graphs.getByRole('button', { name: 'cuda/cuda-int4/model.onnx' }).click();
  await page.getByTestId('ask-size').click();
  await page.getByTestId('load-button').click();
  await expect(page.getByTestId('model-card')).toContainText('main at commit 1111111', { timeout: 60_000 });
  await expect(page.getByTestId('model-card')).toContainText('q4, widened');
  await expect(page.getByTestId('stored-model')).toContainText('main at 1111111');
  // Kept: the second visit fetches nothing.
  expect(await page.evaluate(() => lab.load({ repo: 'owner/phi', graph: 'cuda/cuda-int4/model.onnx' }))).toMatchObject({
    downloaded: 0,
    dtype: 'q4',
    selfTest: { passed: true },
  });
  errors.length = 0;
});

test('a kept branch says its commit, is asked whether it has moved, and brings what has changed; a hub that is away loses nothing', async ({
  page,
  errors,
}) => {
  for (const [to, from] of Object.entries(FLAT)) hub.own.set(`owner/moves/${to}`, readFileSync(`${folder}/${from}`));
  await openLab(page, `device=wasm&hub=${hub.url}`);
  await page.evaluate(() => lab.load({ repo: 'owner/moves' }));
  const row = page.getByTestId('stored-model');
  await row.getByTestId('check-newer').click();
  await expect(page.getByTestId('storage-note')).toContainText('main is at commit 1111111, and what is kept here is the same');
  const weights = Buffer.from(hub.own.get('owner/moves/model_q4.onnx_data')!);
  weights[4000]! ^= 1;
  hub.own.set('owner/moves/model_q4.onnx_data', weights);
  hub.commit = '2'.repeat(40);
  expect(await page.evaluate(() => lab.load({ repo: 'owner/moves' }))).toMatchObject({ downloaded: 0, commit: '1'.repeat(40) });
  await row.getByTestId('check-newer').click();
  await expect(page.getByTestId('storage-note')).toContainText('main has moved from commit 1111111 to 2222222');
  const fetch = row.getByTestId('fetch-newer');
  await expect(fetch).toContainText(/Fetch main at 2222222 \(1 file, \d+ kB\)/);
  await look(page, 'newer', 'storage');
  hub.forget();
  await fetch.click();
  await expect(page.getByTestId('model-card')).toContainText('main at commit 2222222', { timeout: 60_000 });
  await expect(row).toContainText('main at 2222222');
  expect(hub.sent.filter(({ method, file }) => method === 'GET' && file.includes('onnx')).map(({ file }) => file)).toEqual([
    'owner/moves/model_q4.onnx_data',
  ]);
  const note = page.getByTestId('storage-note');
  hub.listing = false;
  await row.getByTestId('check-newer').click();
  await expect(note).toContainText(/localhost:\d+ does not say which commit main of owner\/moves is at/);
  hub.close();
  await row.getByTestId('check-newer').click();
  await expect(note).toContainText(/localhost:\d+ does not answer\. .*Check the connection/);
  await expect(fetch).toHaveCount(0);
  await row.getByRole('button', { name: /^Load/ }).click();
  await expect(note).toContainText('was loaded', { timeout: 60_000 });
  await expect(page.getByTestId('model-card')).toContainText('nothing was fetched');
  await expect(row).toContainText('main at 2222222');
  errors.length = 0;
});

test('of several chat templates by name without "default", the card says which was taken', async ({ page }, testInfo) => {
  const mine = testInfo.outputPath('mine');
  cpSync(folder, mine, { recursive: true });
  const settings = JSON.parse(readFileSync(`${mine}/tokenizer_config.json`, 'utf8')) as { chat_template: string };
  const write = (...names: string[]) =>
    writeFileSync(
      `${mine}/tokenizer_config.json`,
      JSON.stringify({ ...settings, chat_template: names.map((name) => ({ name, template: settings.chat_template })) }),
    );
  await openLab(page);
  const card = page.getByTestId('model-card');
  const load = async () => {
    await page.getByTestId('load-folder').setInputFiles(mine);
    await expect(page.getByTestId('storage-note')).toContainText('mine was loaded', { timeout: 60_000 });
  };
  write('tool_use', 'rag');
  await load();
  await expect(card).toContainText(/chat template\s*“tool_use”, of several/);
  write('tool_use', 'default');
  await load();
  await expect(card).toContainText(/chat template\s*“default”, of several/);
});

test('text files: a table is looked at as one, another encoding is called what it is, and the set in use stays', async ({
  page,
  errors,
}) => {
  await openLab(page);
  const pairs = page.locator('#contrast');
  await expect(pairs).toContainText('situation');
  const open = (name: string, buffer: Buffer) =>
    page.getByTestId('scenario-file').setInputFiles({ name, mimeType: 'application/json', buffer });
  await open('mine.json', Buffer.from('positive;negative\nI stop;I go\n'));
  // Whatever its name says, a table is looked at as one; of one pair nothing can be made.
  await expect(page.getByTestId('import-counts')).toContainText('1 of 1 row');
  await expect(page.getByTestId('import-refused')).toContainText('mine.json has 1 usable pair');
  await open('latin.json', Buffer.from('{"name": "sch\u00f6n"}', 'latin1'));
  await expect(page.getByTestId('error')).toContainText(/latin\.json is not UTF-8 text: byte 14, on line 1, is 0xF6/);
  await page.getByTestId('open-run').setInputFiles({ name: 'run.json', mimeType: 'application/json', buffer: Buffer.from('a,b\n1,2\n') });
  await expect(page.getByTestId('error')).toContainText('run.json is not a run file: it is a table (CSV)');
  await expect(pairs).toContainText('situation');
  errors.length = 0;
});

test('an edit along another model’s directions is said where something would be asked, with both models, and the page stays', async ({
  page,
}) => {
  await openLab(page);
  await page.getByTestId('edits').getByTestId('add-edit').click();
  await expect(page.getByTestId('edit')).toHaveCount(1);
  await page.getByTestId('load-folder').setInputFiles(folder);
  await expect(page.getByTestId('model-card')).toBeVisible({ timeout: 60_000 });
  // Before it has directions of its own: both models, by name.
  await expect(page.getByTestId('choices-missing')).toHaveText(
    /^These directions belong to SmolLM2-135M-Instruct, the loaded model is tiny-llama-builder\. Press Run/,
  );
  await page.getByTestId('run-button').click();
  await expect(page.getByTestId('choices-missing')).toHaveText(
    /^Edit 1 is along directions of smollm2-135m-instruct .*, the loaded model is tiny-llama-builder\. Choose other directions for it, or take it out\./,
    { timeout: 60_000 },
  );
  await expect(page.getByTestId('sweep-missing')).toContainText('the loaded model is tiny-llama-builder');
  await page.getByRole('button', { name: 'Remove edit 1' }).click();
  await expect(page.getByTestId('choices-missing')).toHaveCount(0);
  await expect(page.getByTestId('sweep-estimate')).toBeVisible();
});
