/** A set written on the page: from nothing to a set in use, checked as it is written, kept over a reload, taken home, brought back. */
import AxeBuilder from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, openLab, test } from './fixtures';

const write = (page: Page) => page.getByTestId('write');
const unfold = async (page: Page): Promise<void> => {
  await page.locator('#fold-write > summary').click();
  await expect(write(page)).toBeVisible();
};
const names = (page: Page) => write(page).getByRole('group', { name: 'What it is called' });
const name = (page: Page, label: string, value: string) => names(page).getByLabel(label, { exact: true }).fill(value);
const card = (page: Page, legend: string) => write(page).getByRole('group', { name: legend, exact: true });
const lacks = (page: Page) => page.getByTestId('write-lacks');

async function eightPairs(page: Page): Promise<void> {
  for (let n = 1; n <= 8; n++) {
    await card(page, `Pair ${n}`)
      .getByLabel('patient', { exact: true })
      .fill(`I sit down beside her and wait until she has found all ${n} of her keys.`);
    await card(page, `Pair ${n}`)
      .getByLabel('hasty', { exact: true })
      .fill(`I take the bag away and tip out its ${n} things so that we can get going now.`);
  }
}

test('a concept from nothing: named, eight pairs, used, kept, downloaded, opened again', async ({ page }) => {
  await openLab(page, 'device=wasm', { folded: true });
  await unfold(page);
  await expect(lacks(page)).toContainText('A name is missing: the set, the concept, the side that shows it, the other side.');
  await expect(page.getByTestId('write-use')).toBeDisabled();
  await name(page, 'set', 'Patience');
  await name(page, 'concept', 'patience');
  await name(page, 'side that shows it', 'patient');
  await name(page, 'other side', 'hasty');
  await expect(lacks(page)).toContainText('too few pairs');
  await eightPairs(page);
  await expect(lacks(page)).toHaveText('Nothing is missing: the set can be used.');
  await expect(card(page, 'Pair 3').getByLabel('for')).toHaveText(/left to the lab \(testing it\)/);
  await expect(page.getByTestId('write-lint')).toContainText('One word gives the class away');
  await page.getByTestId('write-use').click();
  await expect(page.locator('#contrast h3').first()).toHaveText('Patience');
  await expect(page.getByTestId('write-used')).toContainText('is in use');
  const [saved] = await Promise.all([page.waitForEvent('download'), write(page).getByRole('button', { name: 'Download it' }).click()]);
  const set = JSON.parse(readFileSync(await saved.path(), 'utf8')) as { pairs: { split: string }[] };
  expect([saved.suggestedFilename(), set.pairs.length, set.pairs.filter(({ split }) => split === 'test').length]).toEqual([
    'patience.json',
    8,
    2,
  ]);
  // It is there after a reload, as it stood.
  await card(page, 'Pair 8').getByLabel('hasty').fill('');
  await expect(lacks(page)).toContainText('Pair 8: the text of “hasty” is empty.');
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  await expect(page.getByRole('radio', { name: 'Patience' })).toBeVisible();
  await unfold(page);
  await expect(lacks(page)).toContainText('Pair 8: the text of “hasty” is empty.');
  await lacks(page).getByRole('button', { name: 'Go there' }).click();
  await expect(card(page, 'Pair 8').getByLabel('hasty')).toBeFocused();
});

test('two tabs write one set: what either wrote is there on the next visit', async ({ page, context }) => {
  await openLab(page, 'device=wasm', { folded: true });
  await unfold(page);
  await card(page, 'Pair 1').locator('textarea').first().fill('From one tab.');
  const other = await context.newPage();
  await openLab(other, 'device=wasm', { folded: true });
  await unfold(other);
  await expect(card(other, 'Pair 1').locator('textarea').first()).toHaveValue('From one tab.');
  await card(other, 'Pair 2').locator('textarea').first().fill('From the other tab.');
  await card(page, 'Pair 3').locator('textarea').first().fill('From the first again.');
  await expect(card(page, 'Pair 2').locator('textarea').first()).toHaveValue('From the other tab.');
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  await unfold(page);
  for (const [pair, text] of ['From one tab.', 'From the other tab.', 'From the first again.'].entries())
    await expect(
      card(page, `Pair ${pair + 1}`)
        .locator('textarea')
        .first(),
    ).toHaveValue(text);
});

test('every table; what was taken away comes back; another set can be gone on from, and back to the first', async ({ page }) => {
  await openLab(page, 'device=wasm', { folded: true });
  await unfold(page);
  await name(page, 'set', 'Mine');
  const table = (label: RegExp) => write(page).getByRole('radio', { name: label }).check();
  await table(/^Situations/);
  await expect(card(page, 'Situation 1').getByRole('button', { name: 'Remove Situation 1' })).toBeDisabled();
  await page.getByTestId('write-add').click();
  await expect(card(page, 'Situation 2').getByLabel('name')).toBeFocused();
  await card(page, 'Situation 2').getByLabel('name').fill('A queue');
  await table(/^Rated texts/);
  await page.getByTestId('write-add').click();
  await card(page, 'Rated text 1').getByLabel('text', { exact: true }).fill('I let them pass.');
  await expect(lacks(page)).toContainText('Rated text 1 has no score.');
  await card(page, 'Rated text 1').getByLabel('score').selectOption('2');
  await table(/^Choices/);
  await page.getByTestId('write-add').click();
  await card(page, 'Choice 1').getByLabel('prompt', { exact: true }).fill('Someone is slow. You');
  await card(page, 'Choice 1').getByLabel('option 1', { exact: true }).fill('wait');
  await card(page, 'Choice 1').getByLabel('option 2', { exact: true }).fill('wait no longer');
  await expect(lacks(page)).toContainText('Choice 1: option 2 begins with all of option 1');
  await card(page, 'Choice 1').getByRole('button', { name: 'Remove Choice 1' }).click();
  await expect(card(page, 'Choice 1')).toHaveCount(0);
  await page.getByTestId('write-undo').click();
  await expect(card(page, 'Choice 1').getByLabel('option 2', { exact: true })).toHaveValue('wait no longer');
  await page.getByTestId('write-from').click();
  await table(/^Pairs/);
  await expect(page.getByTestId('write-rows').getByRole('listitem')).toHaveCount(10);
  await expect(write(page).getByRole('group', { name: 'Which rows are shown' })).toContainText('1 to 10 of');
  await expect(page.getByTestId('write-undo')).toHaveText('Go back to “Mine”');
  await page.getByTestId('write-undo').click();
  await expect(write(page).getByLabel('set', { exact: true })).toHaveValue('Mine');
  await expect(page.getByTestId('write-undo')).toHaveText(/^Go on to “Empathy/);
});

for (const [width, colorScheme] of [
  [1280, 'light'],
  [360, 'dark'],
] as const)
  test(`nothing for axe to find at ${width} px, ${colorScheme}; no wider than the page`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await openLab(page, 'device=wasm', { folded: true });
    await unfold(page);
    await page.getByTestId('write-from').click();
    for (const label of [/^Situations/, /^Rated texts/, /^Prompts/, /^Pairs/]) {
      await write(page).getByRole('radio', { name: label }).check();
      const { violations } = await new AxeBuilder({ page }).include('[data-testid=write]').analyze();
      expect(violations).toEqual([]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    if (process.env.LAB_SHOTS) await write(page).screenshot({ path: `${process.env.LAB_SHOTS}/write-${width}.png` });
  });
