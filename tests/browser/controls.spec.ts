/** The evidence beside an analysis: it follows a run by itself, is switched on and off in the picture, and is kept with the run. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, fixture, openLab, test } from './fixtures';

const folder = fileURLToPath(fixture('tiny-llama-builder'));

test('controls follow a run, can be switched, hold for another method without the model, and are in the file', async ({ page }) => {
  await openLab(page, 'device=wasm');
  await page.getByTestId('load-folder').setInputFiles(folder);
  await expect(page.getByTestId('storage-note')).toContainText('was loaded', { timeout: 60_000 });
  await page.getByTestId('run-button').click();
  await expect(page.getByTestId('run-note')).toContainText('Read 110 texts', { timeout: 120_000 });
  await expect(page.getByTestId('conclusion')).toBeVisible({ timeout: 120_000 });
  await expect
    .poll(() => page.evaluate(() => lab.experiment().analyses.at(-1)!.evidence?.table.carrier?.length), { timeout: 120_000 })
    .toBe(4);
  await expect(page.getByTestId('evidence-progress')).toHaveCount(0);

  // Random weights: whatever is said, it is said of numbers that are there.
  const { evidence, report } = await page.evaluate(() => {
    const { evidence, report } = lab.experiment().analyses.at(-1)!;
    return { evidence: JSON.parse(JSON.stringify(evidence)) as { groups: unknown[] }, report: { pairs: report.pairs } };
  });
  expect([evidence.groups.length, report.pairs]).toEqual([5, 10]);
  const chart = page.getByTestId('auroc-chart');
  for (const id of ['random', 'tokens', 'meaningless', 'folds', 'length']) {
    await expect(chart.locator(`.beside-${id}`)).toHaveCount(0);
    await page.getByTestId(`beside-${id}`).check();
    await expect(chart.locator(`.beside-${id} :is(path, line)`).first()).toHaveAttribute(id === 'length' ? 'y1' : 'd', /^M?[\d.]/);
  }
  await expect(page).toHaveURL(/beside=words\.length\.shuffled\.random\.left-out\.folds\.tokens\.meaningless/);
  await page.getByTestId('beside-shuffled').uncheck();
  await expect(chart.locator('.beside-shuffled')).toHaveCount(0);
  await page.locator('#layers .twin summary').first().click();
  const heads = page.locator('#layers .twin table').first().locator('thead th');
  await expect(heads.filter({ hasText: 'tokens shuffled' })).toHaveCount(1);
  await expect(page.locator('#layers')).not.toContainText('NaN');

  // Another method: no text is read again.
  await page.getByTestId('method').selectOption('lda');
  await expect(page.getByTestId('analysis-choice')).toContainText('LDA', { timeout: 60_000 });
  await expect
    .poll(() => page.evaluate(() => lab.experiment().analyses.map(({ spec, evidence }) => [spec.method, evidence !== null].join())), {
      timeout: 120_000,
    })
    .toContain('lda,true');
  expect(await page.evaluate(() => lab.experiment().run!.computed)).toBe(0);

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('download-run').click()]);
  const file = JSON.parse(readFileSync(await download.path(), 'utf8')) as { analyses: { evidence: { table: object } | null }[] };
  expect(Object.keys(file.analyses.at(-1)!.evidence!.table)).toContain('crossMean');
});
