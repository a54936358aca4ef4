/** Every state of the page by the rules of axe (WCAG 2.2 A and AA, and best practices), light and dark, wide and narrow. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, openLab, test } from './fixtures';

/** Nothing is excused: each violation with the places where it is. */
async function expectClean(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  expect.soft(found, state).toEqual([]);
}

/** Everything that is fetched when it is looked at. */
async function seeAll(page: Page): Promise<void> {
  await page.locator('#choices').scrollIntoViewIfNeeded();
  await expect(page.getByTestId('choices-chart')).toHaveCount(1);
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
}

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [1280, 360])
    test(`as it opens, and with everything unfolded: ${colorScheme}, ${width} wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
      await openLab(page, 'device=wasm', { folded: true });
      await seeAll(page);
      await expectClean(page, 'as it opens');
      await page.getByTestId('unfold').click();
      await expectClean(page, 'unfolded');
    });

test('the control, another set, an error, a file that is refused', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openLab(page);
  await page.getByRole('radio', { name: 'nearly the same words' }).check();
  await expect(page.locator('#contrast h3')).toHaveText('Empathy in action, words matched');
  await expectClean(page, 'the same words on both sides');
  await page.goto('/?device=wasm#set=fairness&layer=900');
  await page.waitForFunction(() => 'lab' in globalThis);
  await expect(page.getByTestId('error')).toBeVisible();
  await expectClean(page, 'a link with a wrong block');
  await page.getByTestId('scenario-file').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await expect(page.getByTestId('error')).toContainText('a.json');
  await expectClean(page, 'a file that is refused');
});

test('with a model: loaded, running, run, steered', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openLab(page);
  await page.evaluate(() => lab.load('smollm2-135m-instruct'));
  await expect(page.getByTestId('model-card')).toBeVisible();
  await expectClean(page, 'loaded');
  const set = JSON.parse(readFileSync('public/scenarios/empathy.json', 'utf8')) as { pairs: unknown[]; scored?: unknown[] };
  const small = { ...set, pairs: set.pairs.slice(0, 12) };
  await page
    .getByTestId('scenario-file')
    .setInputFiles({ name: 'small.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(small)) });
  await page.getByTestId('run-button').first().click();
  await expect(page.getByTestId('run-progress').first()).toBeVisible();
  await expectClean(page, 'running');
  await expect(page.getByTestId('run-progress')).toHaveCount(0, { timeout: 120_000 });
  await expectClean(page, 'run');
  await page.getByLabel('Tokens at most').fill('4');
  await page.getByTestId('steer-button').click();
  await expect(page.getByTestId('stop-steer')).toHaveCount(0, { timeout: 120_000 });
  await expectClean(page, 'steered');
});

test('a lesson before the guess and after, its sheet, the teaching page, the class table, both frames', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openLab(page, 'device=wasm#lesson=probes&step=2', { folded: true });
  await expectClean(page, 'a content note');
  await page.getByTestId('lesson-note').getByRole('button', { name: 'Show it' }).click();
  await expectClean(page, 'a question');
  await page.getByTestId('lesson-guess').getByRole('radio').first().check();
  await page.getByRole('button', { name: 'This is my guess' }).click();
  await expect(page.getByTestId('lesson-answer')).toBeVisible();
  await expectClean(page, 'an answer');
  await page.emulateMedia({ media: 'print' });
  await expectClean(page, 'the sheet');
  await page.emulateMedia({ media: 'screen' });
  await page.goto('/teaching.html');
  await expectClean(page, 'the teaching page');
  await openLab(page);
  const buffer = gunzipSync(readFileSync('public/demo/decisions.json.gz'));
  const files = ['a', 'b'].map((name) => ({ name: `${name}.json`, mimeType: 'application/json', buffer }));
  await page
    .getByTestId('class-files')
    .setInputFiles([...files, { name: 'c.json', mimeType: 'application/json', buffer: Buffer.from('[]') }]);
  await expect(page.getByTestId('class').locator('tbody tr')).toHaveCount(2);
  await expectClean(page, 'a class');
  for (const embed of ['layers', 'steer']) {
    await page.goto(`/?embed=${embed}`);
    await expect(page.getByTestId('embedded-source')).toContainText('recorded');
    await expectClean(page, `a frame: ${embed}`);
  }
});
