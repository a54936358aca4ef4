/** Number fields take what was typed, when it was typed to the end; a change of unit keeps the dose. */
import { expect, openLab, test } from './fixtures';

test('a number is taken on Enter or when the field is left, and said where another is taken', async ({ page }) => {
  await openLab(page);
  const band = () => page.evaluate(() => lab.experiment().steering.band);
  const [from, to] = ['from block', 'to block'].map((name) => page.getByRole('spinbutton', { name })) as [
    ReturnType<typeof page.getByRole>,
    ReturnType<typeof page.getByRole>,
  ];
  await expect(from).toHaveValue('10');
  await expect(to).toHaveValue('19');
  await to.selectText();
  await page.keyboard.type('2');
  expect(await band()).toEqual([10, 19]);
  await expect(from).toHaveValue('10');
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  expect(await band()).toEqual([10, 25]);
  // Left, not entered; one that is too large, and one that takes the other along.
  await to.fill('300');
  await to.blur();
  await expect(page.locator('.band').getByText('29 is the most; 29 was taken.')).toBeVisible();
  expect(await band()).toEqual([10, 29]);
  await to.fill('4');
  await page.keyboard.press('Enter');
  await expect(page.locator('.band').getByText('“from block” followed to 4.')).toBeVisible();
  expect(await band()).toEqual([4, 4]);
  // The arrows take effect at once; Escape drops a draft.
  await page.keyboard.press('ArrowUp');
  expect(await band()).toEqual([4, 5]);
  await to.fill('17');
  await page.keyboard.press('Escape');
  await to.blur();
  expect(await band()).toEqual([4, 5]);

  const seed = page.getByRole('spinbutton', { name: 'Seed', exact: true });
  await seed.fill('1e20');
  await seed.blur();
  await expect(seed).toHaveValue('4294967295');
  await expect(page.getByText('4294967295 is the most; 4294967295 was taken.')).toBeVisible();
});

test('a change of unit keeps the dose', async ({ page }) => {
  await openLab(page);
  await page.evaluate(() => (location.hash = '#alpha=2.75'));
  await expect(page.locator('#steer .alpha-value')).toContainText('+2.75 separations');
  const unit = (name: string) => page.locator('.finer').getByRole('radio', { name }).check();
  for (const name of ['residual norm', 'raw', 'separations']) await unit(name);
  await expect(page.locator('#steer .alpha-value')).toContainText('+2.75 separations');
  expect(await page.evaluate(() => lab.experiment().steering.alpha)).toBeCloseTo(2.75, 6);
});
