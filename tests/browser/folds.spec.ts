/** The page as it opens: short, few stops of the keyboard to the slider, a bar that says where one is, and folds that links open. */
import type { Page } from '@playwright/test';
import { expect, openLab, test, unfold } from './fixtures';

const folded = async (page: Page, width = 1280): Promise<void> => {
  await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
  await openLab(page, 'device=wasm', { folded: true });
  // Recorded choices are fetched once somebody comes near.
  await page.locator('#choices').scrollIntoViewIfNeeded();
  await expect(page.getByTestId('choices-chart')).toHaveCount(1);
  await expect(page.getByTestId('read-against-push-said')).toHaveCount(1);
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
};

/** Layout numbers of the recorded page, its first screen included: at most half of the 14,186 and 24,067 that it had all open. */
for (const [width, most] of [
  [1280, 14_186 / 2],
  [360, 24_066 / 2],
] as const)
  test(`the page is at most ${most} pixels long as it opens, ${width} wide`, async ({ page }) => {
    await folded(page, width);
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(most);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });

/** Presses Tab until the place has the focus; how often. */
async function tabsTo(page: Page, testId: string): Promise<number> {
  const there = () => page.evaluate((id) => (document.activeElement as HTMLElement | null)?.dataset.testid === id, testId);
  let pressed = 0;
  while (!(await there()) && pressed < 200) {
    await page.keyboard.press('Tab');
    pressed++;
  }
  return pressed;
}

test('the keyboard reaches the slider of Steer in at most 30 stops by the contents bar, and a skip link comes first', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await folded(page);
  await page.keyboard.press('Tab');
  await expect(page.getByTestId('skip').getByRole('button').first()).toBeFocused();
  await expect(page.getByTestId('skip').getByRole('button').first()).toBeInViewport();
  const link = page.getByTestId('contents').getByRole('button', { name: 'Steer' });
  let stops = 1;
  while (!(await link.evaluate((button) => button === document.activeElement)) && stops < 30) {
    await page.keyboard.press('Tab');
    stops++;
  }
  await page.keyboard.press('Enter');
  await expect(page.locator('#steer-title')).toBeFocused();
  expect(stops + (await tabsTo(page, 'alpha-slider'))).toBeLessThanOrEqual(30);
});

test('from the top a skip link leads to Steer, and its slider is at most 30 stops away', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await folded(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Skip to Steer' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#steer-title')).toBeFocused();
  expect(2 + (await tabsTo(page, 'alpha-slider'))).toBeLessThanOrEqual(30);
});

test('the skip link leads to the figures; the bar names the section in view and stays in sight', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await folded(page, 360);
  const current = page.getByTestId('contents').locator('[aria-current]');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('#layers-title')).toBeFocused();
  await expect(current).toHaveText('3 Layers');
  for (const [name, said] of [
    ['Keep', '8 Keep'],
    ['Model', '1 Model'],
    ['Steer', '5 Steer'],
  ] as const) {
    await page.getByTestId('contents').getByRole('button', { name }).click();
    await expect(current).toHaveText(said);
    await expect(current).toBeInViewport();
    await expect(page.getByTestId('to-model')).toBeInViewport();
  }
});

for (const [width, height] of [
  [1024, 600],
  [1366, 768],
  [1920, 1080],
] as const)
  test(`the bar names the section that was gone to, ${width} × ${height}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await folded(page);
    await page.setViewportSize({ width, height });
    const contents = page.getByTestId('contents');
    const sections = await contents.locator('ol button').allTextContents();
    expect(sections.length).toBe(8);
    for (const name of [...sections, sections[2]!, sections[6]!]) {
      await contents.getByRole('button', { name }).click();
      await expect(contents.locator('[aria-current]')).toHaveText(name);
    }
  });

test('without a model the bar leads to the model line and loads nothing; with one it runs', async ({ page }) => {
  await folded(page);
  await expect(page.getByTestId('run-button')).toHaveCount(0);
  await page.getByTestId('to-model').click();
  await expect(page.locator('#model-title')).toBeFocused();
  await expect(page.getByTestId('load-button')).toBeInViewport();
  expect(await page.evaluate(() => document.querySelectorAll('[data-testid=load-progress]').length)).toBe(0);
  await page.evaluate(() => lab.load('smollm2-135m-instruct'));
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.getByTestId('run-button').click();
  await expect(page.getByTestId('stop-run')).toBeInViewport();
  await expect(page.getByTestId('run-progress')).toBeInViewport();
  await page.getByTestId('stop-run').click();
  await expect(page.getByTestId('run-button')).toHaveCount(1);
});

test('a fold makes what it holds once it is opened, and keeps it; a link opens the fold that it leads into', async ({ page }) => {
  await folded(page);
  await expect(page.getByTestId('strip-chart')).toHaveCount(0);
  const dots = page.locator('#fold-dots');
  await unfold(dots);
  await expect(page.getByTestId('strip-chart')).toBeVisible();
  await dots.locator('> summary').click();
  await expect(page.getByTestId('strip-chart')).toBeHidden();
  await expect(page.getByTestId('strip-chart')).toHaveCount(1);

  await expect(page.getByTestId('load-folder')).toHaveCount(0);
  await page.locator('#keep').getByRole('button', { name: 'On this disk' }).click();
  await expect(page.locator('#fold-storage > summary')).toBeFocused();
  await expect(page.getByTestId('load-folder')).toBeVisible();
});

test('of nine answers two are on show, the nearest to the slider; the others are in a fold', async ({ page }) => {
  await folded(page);
  const cards = page.getByTestId('completion');
  await expect(cards).toHaveCount(2);
  await expect(cards.first()).toHaveAttribute('data-alpha', '0');
  await expect(cards.last()).toHaveAttribute('data-alpha', '3');
  await page.getByTestId('alpha-slider').fill('-2');
  await expect(cards.first()).toHaveAttribute('data-alpha', '-2');
  await unfold(page.locator('#fold-answers'));
  await expect(cards).toHaveCount(9);
});

test('“Unfold everything” opens all there is, and folds it again', async ({ page }) => {
  await folded(page);
  const open = () => page.locator('details.fold[open]').count();
  expect(await open()).toBe(0);
  await page.getByTestId('unfold').click();
  await expect(page.locator('details.fold:not([open])')).toHaveCount(0);
  await expect.poll(open).toBeGreaterThan(20);
  await page.getByTestId('unfold').click();
  await expect(page.locator('details.fold[open]')).toHaveCount(0);
});

test('what lies below the first screen comes after it; where it does not come that is said, and the first screen stays', async ({
  page,
  errors,
}) => {
  await page.route(/\/assets\/Story-[^/]*\.js$/, (route) => route.abort());
  await page.goto('/?device=wasm');
  await expect(page.getByTestId('page-failed')).toContainText('The rest of the page could not be opened');
  await expect(page.locator('[data-testid="opening-chart"] .curve-test path').first()).toBeVisible();
  // Pressed before the sections have come: it waits for them.
  await page.unroute(/\/assets\/Story-[^/]*\.js$/);
  let come = (): void => undefined;
  const held = new Promise<void>((resolve) => (come = resolve));
  await page.route(/\/assets\/Story-[^/]*\.js$/, async (route) => held.then(() => route.continue()));
  await page.reload();
  await expect(page.locator('[data-testid="opening-chart"] .curve-test path').first()).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  come();
  await expect(page.locator('#layers-title')).toBeFocused();
  expect(errors.length).toBeGreaterThan(0);
  errors.length = 0;
});
