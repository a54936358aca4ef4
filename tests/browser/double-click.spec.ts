/** A double click on what begins long work meets Stop with its second click, and on Stop what begins it: neither does anything. */
import { expect, openLab, test } from './fixtures';

test('a double click begins and does not stop, stops and does not begin; the keyboard presses one after the other', async ({ page }) => {
  await openLab(page);
  await page.evaluate(() => lab.load('smollm2-135m-instruct'));
  const [run, stop] = [page.getByTestId('run-button'), page.getByTestId('stop-run')];
  const done = async (): Promise<number> => Number(await page.getByTestId('run-progress').getAttribute('data-done'));
  await run.dblclick();
  await expect.poll(done, { timeout: 60_000 }).toBeGreaterThan(2);
  await expect(stop).toBeEnabled();
  await stop.dblclick();
  await expect(page.getByTestId('run-note')).toContainText('Stopped', { timeout: 30_000 });
  await expect(run).toBeVisible();
  await expect(stop).toHaveCount(0);

  await run.focus();
  await page.keyboard.press('Enter');
  await expect(stop).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(run).toBeVisible({ timeout: 30_000 });

  await page.getByTestId('steer-button').dblclick();
  await expect(page.getByTestId('tokens-per-second')).toContainText(/[3-9] so far/, { timeout: 60_000 });
  await expect(page.getByTestId('stop-steer')).toBeEnabled();
  await page.getByTestId('stop-steer').dblclick();
  await expect(page.getByTestId('steer-button')).toBeVisible({ timeout: 30_000 });
  expect((await page.evaluate(() => lab.experiment().completions)).some(({ tokens }) => tokens.length > 2)).toBe(true);

  await page.getByTestId('ask-choices').dblclick();
  await expect
    .poll(async () => Number(await page.getByTestId('choices-progress').getAttribute('data-done')), { timeout: 60_000 })
    .toBeGreaterThan(1);
  await page.getByTestId('stop-choices').dblclick();
  await expect(page.getByTestId('choices-note')).toContainText('Stopped', { timeout: 30_000 });
  await expect(page.getByTestId('ask-choices')).toBeVisible();
});
