/** A table of the recorded run, taken along: the numbers of the file are those of the experiment, in full. */
import { readFileSync } from 'node:fs';
import { expect, openLab, test } from './fixtures';

test('the table of AUROC by block is saved as CSV', async ({ page }) => {
  await openLab(page);
  const twin = page.locator('#layers .twin').first();
  await twin.locator('> summary').click();
  const [download] = await Promise.all([page.waitForEvent('download'), twin.getByRole('button', { name: 'Download as CSV' }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
  const [head, ...rows] = readFileSync(await download.path(), 'utf8')
    .split('\r\n')
    .map((line) => line.split(','));
  const at = head!.indexOf('AUROC');
  const auroc = await page.evaluate(() => Array.from(lab.experiment().run!.report.table.auroc));
  expect(rows.map((row) => Number(row[at]))).toEqual(auroc);
});
