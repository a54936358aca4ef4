/** Much on a page at once: lists and tables are reached by keyboard, say how long they are, and hide nothing of what they hold. */
import type { Locator, Page } from '@playwright/test';
import { bigRun } from '../bench/load-data.mjs';
import { expect, openLab, test, unfold } from './fixtures';

const TOKENS = 2000;
const RUN = bigRun({ pairs: 40, scored: 120, tokens: TOKENS, answers: 2 });

/** A run with answers of thousands of tokens, in a window of this width. */
async function opened(page: Page, width = 1280): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await openLab(page, 'device=wasm', { folded: true });
  await page
    .getByTestId('open-run')
    .setInputFiles({ name: 'run.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(RUN)) });
  await expect.poll(() => page.evaluate(() => lab.experiment().view.analysis)).toBe(RUN.view.analysis);
  await expect(page.getByTestId('completion')).toHaveCount(2);
}

const drawnTokens = (answer: Locator): Promise<number> => answer.locator('.token').count();

for (const width of [1280, 360])
  test(`a long answer is whole to read, its tokens are drawn where one looks, ${width} wide`, async ({ page }) => {
    await opened(page, width);
    const answer = page.getByTestId('completion').last();
    const text = answer.locator('.tokens');
    await text.scrollIntoViewIfNeeded();
    const whole = await page.evaluate(() => {
      const { answers, view } = lab.experiment();
      return answers.find(({ id }) => id === view.answers.at(-1))!.text;
    });
    expect(await text.evaluate((p) => p.textContent)).toBe(whole);
    await expect.poll(() => drawnTokens(answer)).toBeGreaterThan(0);
    expect(await drawnTokens(answer)).toBeLessThan(TOKENS);
    // The keys reach every token, the first and the last, and go over the seam of two runs.
    await answer.locator('.token[tabindex="0"]').focus();
    await page.keyboard.press('End');
    await expect(answer.locator(`[data-token="${TOKENS - 1}"]`)).toBeFocused();
    await expect(answer.getByTestId('token-panel')).toContainText(`token ${TOKENS} of ${TOKENS}`);
    await page.keyboard.press('Home');
    await expect(answer.locator('[data-token="0"]')).toBeFocused();
    for (let i = 0; i < 101; i++) await page.keyboard.press('ArrowRight');
    await expect(answer.locator('[data-token="101"]')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(answer.locator('[data-token="101"]')).toHaveAttribute('aria-pressed', 'true');
    // Scrolled to, without a key: they are tokens, too.
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await answer.getByTestId('drift').scrollIntoViewIfNeeded();
    await expect(answer.locator(`[data-token="${TOKENS - 1}"]`)).toBeVisible();
    await answer.locator(`[data-token="${TOKENS - 1}"]`).click();
    await expect(answer.getByTestId('token-panel')).toContainText(`token ${TOKENS} of ${TOKENS}`);
  });

test('a table of thousands of rows is drawn in part, says how many it has, and comes whole as a file', async ({ page }) => {
  await opened(page);
  await unfold(page.locator('#fold-tint'));
  const twin = page.locator('#fold-tint .twin');
  await twin.locator('> summary').click();
  const table = twin.locator('table');
  const rows = 2 * TOKENS;
  await expect(table).toHaveAttribute('aria-rowcount', `${rows + 1}`);
  await expect(table.locator('[aria-rowindex="2"]')).toBeVisible();
  expect(await table.locator('[aria-rowindex]').count()).toBeLessThan(200);
  const frame = twin.locator('.scroller');
  const height = await frame.evaluate((box) => box.scrollHeight);
  await frame.focus();
  await page.keyboard.press('End');
  await expect(table.locator(`[aria-rowindex="${rows + 1}"]`)).toBeInViewport();
  await expect(table.locator('[aria-rowindex="2"]')).toHaveCount(0);
  // Rows that are not drawn take as much room as if they were.
  expect(Math.abs((await frame.evaluate((box) => box.scrollHeight)) - height)).toBeLessThan(height / 50);
  await page.keyboard.press('Home');
  await expect(table.locator('[aria-rowindex="2"]')).toBeInViewport();
  const saved = page.waitForEvent('download');
  await twin.getByRole('button', { name: 'Download as CSV' }).click();
  const file = await (await saved).createReadStream();
  let text = '';
  for await (const chunk of file) text += String(chunk);
  expect(text.trim().split('\n').length).toBeGreaterThanOrEqual(rows + 1);
});
