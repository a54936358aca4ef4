/** Edits beside the push, on the embedded model: what is asked for is what is written and said. */
import { expect, openLab, test } from './fixtures';

test('an edit stands beside the push: alone and with it; the score of what was taken out is 0', async ({ page }) => {
  await openLab(page);
  await page.getByTestId('load-button').click();
  await expect(page.getByTestId('model-card')).toBeVisible({ timeout: 120_000 });
  const edits = page.getByTestId('edits');
  await edits.getByTestId('add-edit').click();
  await expect(edits.getByTestId('edit')).toHaveCount(1);
  await expect(edits.locator('> summary')).toHaveText('1 other edit, with every push');
  await expect(edits.getByLabel('how far')).toHaveCount(0);
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

  // What if it had said another token: by keyboard, which stays where it was while the answer is written anew.
  const first = cards.first();
  // A mouse that rests on a token points at that one.
  await page.mouse.move(0, 0);
  await first.locator('.token[tabindex="0"]').focus();
  await page.keyboard.press('Enter');
  const panel = first.getByTestId('token-panel');
  await expect(panel.getByTitle('What if it had said this?')).toHaveCount(4);
  await panel.getByTitle('What if it had said this?').first().press('Enter');
  await expect(panel.locator('[data-successor]')).toBeFocused();
  await expect(cards).toHaveCount(5, { timeout: 60_000 });
  await expect(page.getByTestId('stop-steer')).toHaveCount(0, { timeout: 60_000 });

  // Bounds that leave no room are refused, by their number; the answers stay.
  await edits.getByLabel('What is done').selectOption('floor');
  await edits.getByLabel('how far').fill('2');
  await edits.getByTestId('add-edit').click();
  await edits.getByLabel('What is done').nth(1).selectOption('cap');
  await page.getByTestId('steer-button').click();
  await expect(page.getByRole('alert')).toContainText('would have to be at least');
  await expect(cards).toHaveCount(5);
  await edits.getByRole('button', { name: 'Remove edit 2' }).click();
  await expect(edits.getByTestId('edit')).toHaveCount(1);
});

test('a second direction is read along: a line each, the tint of the one that is picked, and both in the file', async ({ page }) => {
  await openLab(page);
  await expect(page.getByTestId('also-read')).toHaveCount(0);
  await page.evaluate(async () => {
    const experiment = lab.experiment();
    const [own] = experiment.directions;
    const { scale } = own!;
    const midpoint = scale!.midpoint.map((value, layer) => value + 2 * scale!.separation[layer]!);
    const shifted = { ...own!, id: 'directions-shifted', name: 'The same, two separations on', scale: { ...scale!, midpoint } };
    await lab.open({ ...experiment, directions: [own!, { ...shifted, origin: { file: 'shifted.npy', sha256: 'ab' } }] });
  });
  await page.getByTestId('load-button').click();
  await expect(page.getByTestId('model-card')).toBeVisible({ timeout: 120_000 });
  await page.getByTestId('also-read').getByLabel('The same, two separations on').check();
  const most = page.getByLabel('Tokens at most');
  await most.fill('4');
  await most.press('Enter');
  await page.getByTestId('steer-button').click();
  const card = page.getByTestId('completion').last();
  // While it is written, too.
  await expect(card.getByTestId('drift').locator('.drift-line')).toHaveCount(2, { timeout: 120_000 });
  await expect(page.getByTestId('stop-steer')).toHaveCount(0, { timeout: 120_000 });
  await expect(card.getByTestId('drift').locator('.drift-line')).toHaveCount(2);
  await expect(card.getByTestId('drift')).toHaveAttribute(
    'aria-label',
    /“Empathy in action” from .*; “The same, two separations on” from /,
  );

  const token = card.locator('[data-token="2"]');
  await token.focus();
  await expect(card.getByTestId('token-panel')).toContainText(/score at block \d+ along “Empathy in action”: /);
  const tint = () => token.getAttribute('style');
  const before = await tint();
  await card.getByRole('radio', { name: 'The same, two separations on' }).check();
  expect(await tint()).not.toBe(before);
  // One choice for all answers beside each other.
  await expect(page.getByTestId('completion').first().getByRole('radio', { name: 'The same, two separations on' })).toBeChecked();
  await token.focus();
  await expect(card.getByTestId('token-panel')).toContainText('along “The same, two separations on”: ');

  // The same direction has the same scores; the file brings both back.
  const [own, also] = await page.evaluate(async () => {
    const experiment = lab.experiment();
    await lab.open(experiment);
    const { reads, alsoReads } = lab.experiment().answers.at(-1)!;
    return [reads!, alsoReads![0]!];
  });
  expect(also).toEqual({ ...own, directions: 'directions-shifted' });
  await expect(card.getByTestId('drift').locator('.drift-line')).toHaveCount(2);
  await expect(page.getByTestId('also-read').getByRole('checkbox')).toBeChecked();
  await page.setViewportSize({ width: 360, height: 740 });
  // Charts follow a narrower window at low priority.
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
