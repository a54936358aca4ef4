/** The tour by the keyboard alone: begun when asked for, through every stop, the focus given back; and how pictures are read. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { numberOf, type SectionId } from '../../src/ui/sections';
import { STOPS } from '../../src/ui/tour/stops';
import { expect, openLab, test } from './fixtures';

const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
const clean = async (page: Page, part = 'html'): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
};

for (const [width, height, colorScheme] of [
  [1280, 900, 'light'],
  [360, 740, 'dark'],
] as const)
  test(`every stop by the keyboard, ${width} × ${height}`, async ({ page }, testInfo) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openLab(page, 'device=wasm', { folded: true });
    const tour = page.getByTestId('tour');
    await expect(tour).toHaveCount(0);
    const start = page.getByTestId('start-tour').first();
    await start.focus();
    await page.keyboard.press('Enter');
    await expect(tour).toBeVisible();
    for (const [i, { section, part, title }] of STOPS.entries()) {
      await expect(tour).toHaveAccessibleName(title);
      await expect(tour).toContainText(`stop ${i + 1} of ${STOPS.length}`);
      expect(await focused(page)).toBe(i === STOPS.length - 1 ? 'Done' : 'Next');
      // What it speaks of is marked, alone, and its beginning is in view above the dialog.
      const place = page.locator('.tour-here');
      await expect(place).toHaveCount(1);
      await expect(place).toHaveClass(new RegExp(part ?? 'section'));
      if (!part) await expect(place).toHaveAttribute('id', section);
      const [at, box] = [(await place.boundingBox())!, (await tour.boundingBox())!];
      expect(at.y).toBeGreaterThanOrEqual(0);
      expect(at.y).toBeLessThan(box.y - 40);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      if (i === 3) await clean(page);
      await page.screenshot({ path: testInfo.outputPath(`stop-${i + 1}.png`) });
      await page.keyboard.press(i % 2 === 0 || i === STOPS.length - 1 ? 'ArrowRight' : 'Enter');
    }
    // The last stop has no next one: Enter ends it there.
    await page.keyboard.press('Enter');
    await expect(tour).toHaveCount(0);
    await expect(start).toBeFocused();
    await expect(page.locator('.tour-here')).toHaveCount(0);
  });

test('at 400 % each stop says its title and its first line, above it the title of the section, which the contents bar names', async ({
  page,
}, testInfo) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openLab(page, 'device=wasm', { folded: true });
  await page.getByTestId('start-tour').first().click();
  const tour = page.getByTestId('tour');
  for (const [i, { section, part, title }] of STOPS.entries()) {
    await expect(tour).toHaveAccessibleName(title);
    await expect(async () => {
      const [box, heading, buttons] = await Promise.all(
        [tour, tour.locator('h2'), tour.locator('.actions')].map(async (one) => (await one.boundingBox())!),
      );
      expect(heading!.y).toBeGreaterThanOrEqual(box!.y);
      // One more line than the title, above the buttons, which are in sight.
      expect(heading!.y + heading!.height + 20).toBeLessThanOrEqual(buttons!.y);
      expect(buttons!.y + buttons!.height).toBeLessThanOrEqual(256);
      const place = page.locator('.tour-here');
      await expect(place).toHaveCount(1, { timeout: 100 });
      if (part) return;
      const bar = (await page.locator('.contents').boundingBox())!;
      const name = (await place.locator('> h2').boundingBox())!;
      expect(name.y).toBeGreaterThanOrEqual(bar.y + bar.height);
      expect(name.y + name.height).toBeLessThanOrEqual(box!.y);
      await expect(page.locator('.contents-link[aria-current]')).toContainText(String(numberOf(section as SectionId)), { timeout: 100 });
    }).toPass({ timeout: 15_000 });
    await page.screenshot({ path: testInfo.outputPath(`stop-${i + 1}.png`) });
    await page.keyboard.press('Enter');
  }
  await expect(tour).toHaveCount(0);
  await expect(page.getByTestId('start-tour').first()).toBeFocused();
  await expect(page.getByTestId('start-tour').first()).toBeInViewport();
});

test('Escape leaves it from anywhere; Tab stays in it; Back and Home go back', async ({ page }) => {
  await openLab(page, 'device=wasm', { folded: true });
  const start = page.getByTestId('contents').getByTestId('start-tour');
  await start.focus();
  await page.keyboard.press('Enter');
  const tour = page.getByTestId('tour');
  await expect(tour).toHaveAttribute('data-stop', '0');
  await page.keyboard.press('Enter');
  await expect(tour).toHaveAttribute('data-stop', '1');
  await page.keyboard.press('Shift+Tab');
  expect(await focused(page)).toBe('Back');
  await page.keyboard.press('Enter');
  await expect(tour).toHaveAttribute('data-stop', '0');
  expect(await focused(page)).toBe('Next');
  for (let i = 0; i < 4; i++) await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null)).toBe(
    true,
  );
  await page.keyboard.press('Escape');
  await expect(tour).toHaveCount(0);
  await expect(start).toBeFocused();
  await expect(page.locator('.tour-here')).toHaveCount(0);
});

test('each picture says how it is read, in sentences that come when they are asked for', async ({ page }) => {
  await openLab(page);
  await page.locator('#choices').scrollIntoViewIfNeeded();
  await expect(page.getByTestId('choices-chart')).toHaveCount(1);
  for (const id of ['auroc', 'separation', 'texts', 'eia', 'apart', 'published', 'sweep-grid', 'dose', 'choices'])
    await expect(page.locator(`[data-picture="${id}"]`).first()).toBeAttached();
  await expect(page.locator('figure.figure:not(:has(> .how-to-read))')).toHaveCount(0);
  for (const one of await page.locator('.how-to-read').all()) {
    await one.locator('summary').click();
    await expect(one.locator('dt')).toHaveText(['Axes', 'Beside it', 'Nothing would be', 'Not shown']);
  }
  await clean(page, '.how-to-read');
});
