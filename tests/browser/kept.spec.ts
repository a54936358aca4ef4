/** Runs that this browser keeps: opened without a model, pooled in another way, and those of version 1. */
import type { Page } from '@playwright/test';
import { expect, openLab, test } from './fixtures';
import { openSmall, readSmall, small } from './small-set';

/** Opens the lab with the small set and the tiny model. */
async function loadSmall(page: Page): Promise<void> {
  await openLab(page, 'device=wasm');
  await openSmall(page);
}

/** Runs the tiny model over the small set. */
async function runSmall(page: Page): Promise<void> {
  await loadSmall(page);
  await readSmall(page);
}

test('a kept run is opened after a reload without a model; another pooling needs none either', async ({ page }, testInfo) => {
  await runSmall(page);
  const numbers = () =>
    page.evaluate(() => {
      const { run, scenarios, model } = lab.experiment();
      return {
        pooling: run!.capture.pooling,
        metrics: run!.metrics,
        directions: Array.from(run!.directions.data),
        set: scenarios!.name,
        model: model!.id,
        computed: run!.computed,
      };
    });
  const live = await numbers();
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  // It comes back by itself, with the set of one's own in use.
  await expect(page.getByTestId('provenance')).toContainText('kept in this browser');
  expect(await numbers()).toEqual(live);
  await expect(page.getByTestId('stale')).toHaveCount(0);
  await page.evaluate(() => (location.hash = '#layer=1'));
  await expect.poll(() => page.evaluate(() => lab.experiment().layer)).toBe(1);
  await expect(page.getByTestId('stale')).toHaveCount(0);
  await page.getByTestId('show-recording').click();
  await expect(page.getByTestId('provenance')).toContainText(/recorded run/i);
  await page.getByTestId('open-kept').click();
  await expect(page.getByTestId('provenance')).toContainText('kept in this browser');
  expect(await numbers()).toEqual({ ...live, computed: 0 });
  await page.getByRole('radio', { name: 'last' }).first().check();
  await expect.poll(async () => (await numbers()).pooling).toBe('last');
  const last = await numbers();
  expect(last.directions).not.toEqual(live.directions);
  await expect(page.getByTestId('stale')).toHaveCount(0);
  await page.screenshot({ path: testInfo.outputPath('kept.png'), fullPage: true });
  page.once('dialog', (dialog) => void dialog.accept());
  await page
    .getByTestId('stored-run')
    .getByRole('button', { name: /Delete/ })
    .click();
  await expect(page.getByTestId('stored-run')).toHaveCount(0);
  // What is shown stays, though its texts are gone.
  expect((await numbers()).directions).toEqual(last.directions);
});

test('a run whose page is left at the moment when it ends comes back', async ({ page }) => {
  await loadSmall(page);
  await page.evaluate(() => {
    const note = () => document.querySelector('[data-testid=run-note]')?.textContent ?? '';
    const watch = new MutationObserver(() => note().startsWith('Read 10 texts') && location.reload());
    watch.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  await page.getByTestId('run-button').click();
  await page.waitForEvent('load');
  await expect(page.getByTestId('provenance')).toContainText('kept in this browser');
  await page.waitForFunction(() => 'lab' in globalThis);
  expect(await page.evaluate(() => lab.experiment().run!.complete)).toBe(true);
});

test('a link shows the same to whoever follows it, and a set that is not in it is said', async ({ page, context }) => {
  await runSmall(page);
  const linked = await context.newPage();
  await linked.goto('/#layer=20');
  await expect(linked.getByTestId('provenance')).toContainText(/recorded run/i);
  const back = await context.newPage();
  await back.goto('/');
  await expect(back.getByTestId('provenance')).toContainText('kept in this browser');
  // Deleted in one tab: the others say so.
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByTestId('delete-all').click();
  await expect(back.getByTestId('deleted-elsewhere')).toBeVisible();
  await expect(page.getByTestId('deleted-elsewhere')).toHaveCount(0);
});

test('a shipped set that a person has changed is their own, although it has kept its id', async ({ page }) => {
  await openLab(page, 'device=wasm');
  await page.getByTestId('scenario-file').setInputFiles({
    name: 'empathy.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ ...small, id: 'empathy', name: 'My changed set' })),
  });
  await expect(page.getByRole('heading', { name: 'My changed set' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('set=own');
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  await expect(page.getByRole('heading', { name: 'My changed set' })).toBeVisible();
});

test('a link with a set of its maker’s own says that it is not in it', async ({ page, errors }) => {
  await page.goto('/?device=wasm#set=own&layer=3');
  await expect(page.getByTestId('error')).toContainText('not in the link and not in this browser');
  await expect(page.getByTestId('provenance')).toContainText(/recorded run/i);
  await page.waitForFunction(() => 'lab' in globalThis);
  expect(await page.evaluate(() => lab.experiment().layer)).toBe(3);
  errors.length = 0;
});

test('a repository that cannot be one is said on the page', async ({ page, errors }) => {
  await openLab(page);
  await page.evaluate(() => lab.load({ repo: 'a//b' }).catch(() => undefined));
  await expect(page.getByTestId('error')).toContainText('got "a//b"');
  errors.length = 0;
});

test('a run of one’s own stands beside the recorded one: either is shown, either can be taken out', async ({ page }) => {
  await runSmall(page);
  const choice = page.getByTestId('analysis-choice').getByRole('combobox');
  await expect(choice.locator('option')).toHaveText([/Empathy in action · SmolLM2.*recorded/, /A small set · tiny.*made here/]);
  await expect(page.getByTestId('provenance')).toContainText('this tab');
  await choice.selectOption({ index: 0 });
  await expect(page.getByTestId('provenance')).toContainText(/recorded run of SmolLM2/i);
  await expect(page.getByTestId('auroc-chart')).toHaveAttribute('aria-valuemax', '29');
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByTestId('analysis-choice')).toHaveCount(0);
  await expect(page.getByTestId('provenance')).toContainText('this tab');
  expect(await page.evaluate(() => lab.experiment().analyses.length)).toBe(1);
  // The recorded answers stay, with what pushed them.
  await expect(page.getByTestId('completion')).toHaveCount(9);
});
