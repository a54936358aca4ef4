/** Links to a game: the page leads to it, names what of it there is not, and the button that copies a link has it. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const HASH = '#v=2&game=the-maze&gameVariant=child&gameSeed=7&end=1';

async function open(page: Page, hash: string): Promise<void> {
  await page.goto(`/?device=wasm${hash}`);
  await page.waitForFunction(() => 'lab' in globalThis);
}
/** Game, variant and seed of the fields. */
async function expectShown(page: Page, game: string, variant: string, seed: string): Promise<void> {
  const fold = page.locator('#fold-games');
  await expect(fold.getByLabel('Game', { exact: true })).toHaveValue(game);
  await expect(fold.getByLabel('Variant', { exact: true })).toHaveValue(variant);
  await expect(fold.getByLabel('Seed of the game')).toHaveValue(seed);
}

test('a link leads to its game, unfolded; address, copied link, reload and Back know the game', async ({ page }, testInfo) => {
  const said: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && said.push(message.text())));
  await open(page, HASH);
  await expectShown(page, 'the-maze', 'child', '7');
  await expect(page.locator('#fold-games > summary')).toBeInViewport();
  await expect(page.getByTestId('error')).toHaveCount(0);
  expect(await page.evaluate(() => lab.experiment().view.game)).toEqual({ of: 'the-maze', variant: 'child', seed: 7 });
  await page.locator('#fold-play-yourself > summary').click();
  await page.locator('[data-player=dice]').click();
  await expect(page.getByTestId('game-left')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 360]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.locator('#play').screenshot({ path: testInfo.outputPath(`game-link-${width}-${colorScheme}.png`) });
    }
  // Another link in the same tab, then the way back.
  await page.evaluate(() => (location.hash = '#v=2&game=the-listener&end=1'));
  await expectShown(page, 'the-listener', '', '1');
  await page.goBack();
  await expectShown(page, 'the-maze', 'child', '7');
  // What is chosen by hand is in the address, and a reload stays where it was.
  await page.locator('#fold-games').getByLabel('Variant', { exact: true }).selectOption('aggressive');
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('game=the-maze&gameVariant=aggressive&gameSeed=7');
  expect(await page.evaluate(() => lab.experiment().view.game)).toEqual({ of: 'the-maze', variant: 'aggressive', seed: 7 });
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  expect(await page.evaluate(() => lab.experiment().view.game?.variant)).toBe('aggressive');
  expect(said).toEqual([]);
});

test('an unknown game, variant or seed is said once, and what can be opened is', async ({ page }) => {
  await open(page, '#v=2&game=chess&gameVariant=child&gameSeed=-3&end=1');
  const error = page.getByTestId('error');
  await expect(error).toContainText('game=chess (one of food-delivery, the-duel, the-listener, the-maze, the-protector');
  await expect(error).toContainText('gameSeed=-3 (a whole number, 0 to 4294967295)');
  await expectShown(page, 'the-duel', 'child', '1');
  await page.evaluate(() => (location.hash = '#v=2&game=the-maze&gameVariant=kind&end=1'));
  await expect(error).toContainText('gameVariant=kind (variants of “The maze” are compassionate, no-pressure, aggressive, child)');
  await expect(error).not.toContainText('chess');
  await expectShown(page, 'the-maze', '', '1');
  await page.evaluate(() => (location.hash = '#v=2&game=game-0123456789abcdef&end=1'));
  await expect(error).toContainText('a game of its maker’s own, which is not in this browser: open its file');
  await expectShown(page, 'the-duel', '', '1');
  await expect.poll(() => page.evaluate(() => location.hash)).not.toContain('game-0123');
});
