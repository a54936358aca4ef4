/**
 * What is kept is found by the tokens that would be read now; texts that bend figures are named beside them; a push that overflows is
 * refused.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ScenarioSet } from '../../src/formats/scenario-set';
import { expect, fixture, openLab, serveHub, test } from './fixtures';
import { asFile, small } from './small-set';

const [train, unseen] = [small.pairs.filter(({ split }) => split === 'train'), small.pairs.filter(({ split }) => split === 'test')];
const REPO = 'tiny-llama-builder';

test('a corrected chat template brings no old residuals back; what was kept stays on the list, that of an earlier version, too', async ({
  page,
}, testInfo) => {
  const folder = testInfo.outputPath('model');
  cpSync(fileURLToPath(fixture(REPO)), folder, { recursive: true });
  await openLab(page, 'device=wasm');
  // As the first versions of the lab kept it: the fields joined, the tokens unknown.
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('eia-lab');
        opening.onupgradeneeded = () => opening.result.createObjectStore('runs');
        opening.onerror = () => reject(opening.error!);
        opening.onsuccess = () => {
          const work = opening.result.transaction('runs', 'readwrite');
          work
            .objectStore('runs')
            .put(
              { residual: new Float32Array(256), truncated: false },
              ['model', 'folder', 'fp32', 'g', 'h', 'mean-rest', 'raw', 512].join('|') + '|text 0',
            );
          work.oncomplete = () => (opening.result.close(), resolve());
        };
      }),
  );
  await page.getByTestId('scenario-file').setInputFiles(asFile(small));
  const run = async () => {
    await page.getByTestId('load-folder').setInputFiles(folder);
    await expect(page.getByTestId('storage-note')).toContainText('was loaded', { timeout: 60_000 });
    await page.getByRole('checkbox', { name: 'as a chat message' }).first().check();
    await page.getByTestId('run-button').click();
    await expect(page.getByTestId('run-note')).toContainText(/Read|Nothing/, { timeout: 60_000 });
    return page.getByTestId('run-note').innerText();
  };
  expect(await run()).toContain('Read 10 texts');
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  await page.getByTestId('scenario-file').setInputFiles(asFile(small));
  expect(await run()).toContain('Nothing to compute: all 10 texts');

  const path = `${folder}/tokenizer_config.json`;
  const settings = JSON.parse(readFileSync(path, 'utf8')) as { chat_template: string };
  writeFileSync(path, JSON.stringify({ ...settings, chat_template: `{{ '<|im_start|>' }}${settings.chat_template}` }));
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  await page.getByTestId('scenario-file').setInputFiles(asFile(small));
  expect(await run()).toContain('Read 10 texts');

  const rows = page.getByTestId('stored-run');
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: /tokens [0-9a-f]{8}/ })).toHaveCount(2);
  const old = rows.filter({ hasText: 'read by an earlier version of the lab, no longer used' });
  await expect(old).toContainText('1 text');
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    expect(
      await page
        .getByTestId('storage')
        .evaluate((panel) => Math.max(...[panel, ...panel.querySelectorAll('*')].map((part) => part.getBoundingClientRect().right))),
    ).toBeLessThanOrEqual(width);
    await page.getByTestId('storage').screenshot({ path: testInfo.outputPath(`storage-${width}.png`) });
  }
  page.on('dialog', (dialog) => void dialog.accept());
  await old.getByRole('button', { name: /Delete/ }).click();
  await expect(old).toHaveCount(0);
  await expect(rows).toHaveCount(2);
});

test('pairs that are the same at the cut, and test pairs that were trained on, are named beside the numbers', async ({
  page,
}, testInfo) => {
  const hub = await serveHub();
  await openLab(page, `device=wasm&hub=${hub.url}`);
  await expect(page.getByTestId('seen-note')).toHaveCount(0); // Of the sets that come with the page, none.
  const [again] = unseen;
  const common = 'The bell rings and everybody runs to the door. '.repeat(150);
  const bent: ScenarioSet = {
    ...small,
    pairs: [
      ...small.pairs,
      { ...train[0]!, id: 'seen', split: 'test' },
      { ...again!, id: 'half', positive: train[1]!.positive },
      { ...train[2]!, id: 'long', positive: `${common}I stop.`, negative: `${common}I go on.` },
    ],
  };
  await page.getByTestId('scenario-file').setInputFiles(asFile(bent));
  const seen = `Test pair seen (as ${train[0]!.id}) is a training pair, too; test pair half (its positive text, as ${train[1]!.id}) shares a text`;
  // The negative text of "half" is that of the pair before it, which stands in the same split.
  const twice = 'A pair shares a text with an earlier pair of the same split';
  await expect(page.locator('#contrast').getByTestId('seen-note')).toContainText([seen, twice]);
  await page.evaluate((repo) => lab.load({ repo, dtype: 'fp32' }), REPO);
  await page.getByTestId('run-button').click();
  const note = page.getByTestId('run-note');
  await expect(note).toContainText('Read 16 texts', { timeout: 120_000 });
  await expect(note).toContainText('2 texts were longer than 512 tokens');
  await expect(note).toContainText('Pair long: both sides begin with the same 512 tokens, and no more is read');
  await expect(page.locator('#layers').getByTestId('seen-note').first()).toContainText(seen);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.locator('#contrast').screenshot({ path: testInfo.outputPath(`contrast-${width}.png`) });
    await page.locator('.run').screenshot({ path: testInfo.outputPath(`run-${width}.png`) });
    await page.locator('#layers').screenshot({ path: testInfo.outputPath(`layers-${width}.png`) });
  }
  hub.close();
});

test('a strength that overflows 16-bit floats is refused by its name, and the answers on the page stay; a row that broke off says so on its card', async ({
  page,
  errors,
}, testInfo) => {
  const hub = await serveHub();
  await openLab(page, `device=wasm&hub=${hub.url}`);
  await page.getByTestId('scenario-file').setInputFiles(asFile(small));
  await page.evaluate((repo) => lab.load({ repo, dtype: 'q4f16' }), REPO);
  await page.getByTestId('run-button').click();
  await expect(page.getByTestId('run-note')).toContainText('Read 10 texts', { timeout: 120_000 });
  await page.getByRole('spinbutton', { name: 'Tokens at most' }).fill('6');
  await page.getByTestId('steer-button').click();
  await expect(page.getByTestId('steer-button')).toBeVisible({ timeout: 60_000 });
  const { completions } = await page.evaluate(() => lab.experiment());
  expect(completions).toHaveLength(2);
  await page.evaluate(() => (location.hash = '#unit=norm&alpha=100000'));
  await expect.poll(() => page.evaluate(() => lab.experiment().steering.alpha)).toBe(1e5);
  await page.getByTestId('sweep-button').click();
  const error = page.getByTestId('error');
  await expect(error).toHaveAttribute('data-code', 'push-too-far');
  await expect(error).toContainText(
    /α = \S+ \(row \d of 8\) would push the residual stream at block \d to \S+; this file keeps it in 16-bit floats, which end at 65504/,
  );
  expect(await page.evaluate(() => lab.experiment().completions)).toEqual(completions);
  await page.screenshot({ path: testInfo.outputPath('refused.png') });

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('download-run').click()]);
  const run = JSON.parse(readFileSync(await download.path(), 'utf8')) as {
    answers: { id: string; ending: object }[];
    view: { answers: string[] };
  };
  const reason =
    'α = 3 (row 2 of 2) broke off after 6 tokens: the logits were not finite numbers, so none could be chosen. The push overflows the model’s numbers: choose a smaller strength.';
  run.answers.find(({ id }) => id === run.view.answers[1])!.ending = { kind: 'failed', reason };
  await page
    .getByTestId('open-run')
    .setInputFiles({ name: 'run.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(run)) });
  await expect(page.getByTestId('completion').nth(1).getByTestId('completion-failure')).toContainText('broke off after 6 tokens');
  await expect(page.getByTestId('completion-failure')).toHaveCount(1);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.locator('#steer').screenshot({ path: testInfo.outputPath(`steer-${width}.png`) });
  }
  hub.close();
  errors.length = 0; // The refusal is also in the browser's console.
});
