/** Edits beside the push, on the embedded model: what is asked for is what is written and said. */
import { expect, openLab, test } from './fixtures';

test('an edit stands beside the push: alone and with it; the score of what was taken out is 0', async ({ page }) => {
  await openLab(page);
  await page.getByTestId('load-button').click();
  await expect(page.getByTestId('model-card')).toBeVisible({ timeout: 120_000 });
  const edits = page.getByTestId('edits');
  await edits.locator('> summary').click();
  await edits.getByTestId('add-edit').click();
  await expect(edits.getByTestId('edit')).toHaveCount(1);
  await expect(edits.locator('> summary')).toHaveText('1 other edit, with every push');
  await expect(edits.getByLabel('how far')).toHaveCount(0);
  await page.getByText('More', { exact: true }).click();
  const most = page.getByLabel('Tokens at most');
  await most.fill('4');
  await most.press('Enter');
  await page.getByTestId('steer-button').click();
  const cards = page.getByTestId('completion');
  await expect(cards).toHaveCount(4);
  await expect(page.getByTestId('stop-steer')).toHaveCount(0, { timeout: 120_000 });
  await expect(cards.getByTestId('completion-edits')).toHaveText([
    /^“Empathy in action.*” taken out over blocks 10–19$/,
    /^“Empathy in action.*” taken out over blocks 10–19$/,
  ]);
  // Within its blocks nothing is left of the direction, token by token; the untouched answer has it.
  const [none, , taken] = await page.evaluate(() => {
    const { answers, view } = lab.experiment();
    return view.answers.map((id) => answers.find((one) => one.id === id)!.reads!.scores.map((token) => token[15]!));
  });
  expect(Math.max(...taken!.map(Math.abs))).toBeLessThan(0.01 * Math.max(...none!.map(Math.abs)));
  expect(taken).toHaveLength(4);

  // Bounds that leave no room are refused, by their number; the answers stay.
  await edits.getByLabel('What is done').selectOption('floor');
  await edits.getByLabel('how far').fill('2');
  await edits.getByTestId('add-edit').click();
  await edits.getByLabel('What is done').nth(1).selectOption('cap');
  await page.getByTestId('steer-button').click();
  await expect(page.getByRole('alert')).toContainText('would have to be at least');
  await expect(cards).toHaveCount(4);
  await edits.getByRole('button', { name: 'Remove edit 2' }).click();
  await expect(edits.getByTestId('edit')).toHaveCount(1);
});
