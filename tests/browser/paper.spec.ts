/** The paper's figures: one drawing, wide tables that scroll in their own frames, and result files. */
import { expect, openLab, test, unfold } from './fixtures';

const FILES = ['detailed_analysis.json', 'eia_correlation.json'].map((name) => `tests/fixtures/paper/${name}`);

test('the fold holds its figures at any width, and opens result files', async ({ page, errors }) => {
  await openLab(page, 'device=wasm', { folded: true });
  const fold = page.getByTestId('paper');
  await expect(page.getByTestId('paper-chart')).toHaveCount(0);
  await unfold(fold);
  await expect(page.getByTestId('paper-chart').locator('.axis-foot')).toHaveText(/0 %.*100 %/);
  await expect(page.getByTestId('paper-success')).toContainText('a vector that does nothing');
  await page.getByTestId('paper-files').setInputFiles(FILES);
  await expect(page.getByTestId('paper-file')).toHaveCount(2);
  await expect(page.getByTestId('paper-recomputed')).toContainText('37.5 %');
  await expect(fold).not.toContainText('NaN');
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
  await page
    .getByTestId('paper-files')
    .setInputFiles({ name: 'own.json', mimeType: 'application/json', buffer: Buffer.from('{"analyses": {}}') });
  await expect(page.getByTestId('error')).toContainText('own.json: analyses: expected at least one of the models, got none');
  await expect(page.getByTestId('paper-file')).toHaveCount(2);
  expect(errors).toEqual([]); // What the page says is no error of the console.
});
