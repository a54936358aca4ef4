/** The first screen: alive from the recording, with no byte of a model fetched. */
import type { Locator, Page } from '@playwright/test';
import { expect, openLab, test } from './fixtures';

const text = (page: Page, n: number): Locator => page.getByTestId('opening-answer').nth(n).locator('.opening-text');
/** The lower edge, in pixels from the top of the page. */
const bottom = async (what: Locator): Promise<number> => {
  const box = (await what.boundingBox())!;
  return box.y + box.height;
};
const aurocNow = async (page: Page): Promise<number> =>
  Number(/AUROC (\d\.\d+)/.exec((await page.getByTestId('opening-chart').getAttribute('aria-valuetext'))!)![1]);

test('the slider moves one of two recorded answers, by pointer and by key, and nothing of a model is fetched', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await openLab(page);
  const slider = page.getByTestId('opening-slider');
  await expect(page.getByTestId('opening-answer')).toHaveCount(2);
  const plain = await text(page, 0).innerText();
  const said = new Set<string>();
  await slider.focus();
  await page.keyboard.press('Home');
  for (let i = 0; i < 9; i++) {
    said.add(await text(page, 1).innerText());
    await page.keyboard.press('ArrowRight');
  }
  // Nine strengths, nine answers, of which that without a push is the left one.
  expect(said.size).toBe(9);
  expect(said).toContain(plain);
  expect(await text(page, 0).innerText()).toBe(plain);
  await expect(slider).toHaveAttribute('aria-valuetext', /^\+6\.0 separations over blocks 10–19$/);
  await expect(page.getByTestId('opening-moved')).toContainText(/scores [+−]\d+\.\d against no push\. Coherence: /);
  // The slider of the bench below is the same strength.
  await expect(page.getByTestId('alpha-slider')).toHaveValue('6');
  expect(fetched.filter((path) => /models\/.*\/|\.wasm$|model\.worker/.test(path))).toEqual([]);
});

test('a strength between those that are recorded is said to be that, beside the slider and in Steer', async ({ page }) => {
  // What the page begins with, +3, is recorded; +5 lies between +4 and +6.
  await openLab(page);
  await expect(page.getByTestId('opening-slider')).toHaveAttribute('aria-valuetext', /^\+3\.0 separations/);
  await expect(page.getByTestId('opening-nearest')).toHaveCount(0);
  await page.evaluate(() => (location.hash = 'alpha=5'));
  const nearest = page.getByTestId('opening-nearest');
  await expect(nearest).toHaveText('The nearest that is recorded: α is set to +5.0 separations.');
  await expect(page.getByTestId('opening-slider')).toHaveAttribute('aria-valuetext', /^\+4\.0 separations/);
  await expect(page.getByTestId('alpha-slider')).toHaveAttribute('aria-valuetext', /^\+5\.0 separations/);
  const inSteer = page.getByTestId('completions-nearest');
  await expect(inSteer).toHaveText('The nearest that is recorded: α is set to +5.0 separations.');
  await page.getByTestId('opening-slider').press('ArrowRight');
  await expect(page.getByTestId('opening-answer').nth(1)).toHaveAttribute('data-alpha', '6');
  await expect(nearest).toHaveCount(0);
  await expect(inSteer).toHaveCount(0);
  for (const said of ['alpha=5', 'alpha=-5']) {
    await page.evaluate((hash) => (location.hash = hash), said);
    await expect(nearest).toContainText(`set to ${said === 'alpha=5' ? '+' : '−'}5.0 separations`);
  }
  // The same dose over other blocks is another push.
  await page.evaluate(() => (location.hash = 'alpha=4&band=3-8'));
  await expect(nearest).toHaveText('The nearest that is recorded: α is set to +4.0 separations over blocks 3–8.');
  await page.evaluate(() => (location.hash = 'alpha=4'));
  await expect(nearest).toHaveCount(0);
});

test('another situation brings its answers', async ({ page }) => {
  await openLab(page);
  await expect(page.getByTestId('opening-answer')).toHaveCount(2);
  const before = await text(page, 0).innerText();
  await page.getByTestId('opening-prompt').selectOption({ label: 'The Maze' });
  await expect(page.locator('.opening-prompt')).toContainText('maze');
  await expect(text(page, 0)).not.toHaveText(before);
  await expect(page.getByTestId('opening-answer')).toHaveCount(2);
});

test('one switch takes the curve down on the same axes, and says so in words; back again it stands', async ({ page }) => {
  await openLab(page);
  const before = await aurocNow(page);
  await page.locator('.opening-read').getByRole('radio', { name: 'nearly the same words' }).check();
  await expect(page.locator('#contrast h3')).toHaveText('Empathy in action, words matched');
  await expect.poll(() => aurocNow(page)).toBeLessThan(before - 0.2);
  await expect(page.getByTestId('opening-chart').locator('xpath=..')).toContainText('recorded');
  await expect(page.getByTestId('opening-said')).toContainText(/AUROC 0\.\d\d; counting their words, without the model, gives 0\.\d\d/);
  await expect(page.getByTestId('opening-answer')).toHaveCount(2);
  await page.locator('.opening-read').getByRole('radio', { name: 'freely worded' }).check();
  await expect.poll(() => aurocNow(page)).toBe(before);
});

for (const [width, height] of [
  [1280, 900],
  [360, 740],
] as const)
  test(`${width} × ${height}: question, curve, slider and both answers are there without scrolling`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openLab(page);
    await expect(page.getByTestId('opening-answer')).toHaveCount(2);
    await expect(page.locator('.subtitle')).toContainText('notice the person');
    for (const what of [page.getByTestId('opening-chart'), page.getByTestId('opening-slider')])
      expect(await bottom(what)).toBeLessThan(height);
    // Some lines of both.
    for (const n of [0, 1]) expect((await text(page, n).boundingBox())!.y + 50).toBeLessThan(height);
    expect(await bottom(page.getByTestId('opening-load'))).toBeLessThan(height);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

test('recorded answers that cannot be fetched are said, and can be asked for again', async ({ page, errors }) => {
  let away = true;
  await page.route('**/demo/empathy.answers.*', (route) => (away ? route.abort() : route.continue()));
  await openLab(page);
  await expect(page.getByTestId('opening-missing')).toContainText('The recorded answers to this prompt');
  away = false;
  await page.getByTestId('opening-missing').getByRole('button').click();
  await expect(page.getByTestId('opening-answer')).toHaveCount(2);
  errors.length = 0; // The browser's own line about the refused request.
});

test('while the model loads, its line stands by itself, and no link of the contents bar is cut', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await openLab(page, 'device=wasm', { folded: true });
  // It never comes whole: the page stays at its first phase.
  await page.route('**/*.onnx*', () => undefined);
  await page.getByTestId('opening-load').click();
  const bar = page.locator('.contents');
  await expect(bar.getByTestId('to-model')).toHaveText('Loading…');
  expect(await bar.locator('nav').evaluate((part) => part.scrollWidth - part.clientWidth)).toBeLessThanOrEqual(0);
  await expect(page.getByTestId('opening-next')).toHaveText(/^The model is being loaded; the details stand in section 1\./);
});
