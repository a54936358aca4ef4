/** Texts of one’s own on the page: by button, drop and paste; mapped, taken or left; with the keyboard, at 360 px, in the dark. */
import AxeBuilder from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, openLab, test } from './fixtures';

const CSV = [
  'kind,curt,place',
  ...Array.from({ length: 9 }, (_, i) => `"I wait for you, ${i} times.",I leave you ${i} times.,place ${i % 3}`),
  'only one side,,place 1',
  '<img src=x onerror=alert(1)>,=1+1,place 2',
].join('\r\n');
const file = (text: string, name = 'own.csv') => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const title = (page: Page) => page.locator('#contrast h3').first();
const screen = (page: Page) => page.getByTestId('import');

test('a table: columns are mapped by hand, three rows and bad rows are shown, and the set stays until it is taken', async ({ page }) => {
  await openLab(page);
  const before = await title(page).textContent();
  await page.getByTestId('scenario-file').setInputFiles(file(CSV));
  await expect(screen(page)).toContainText('a table of no known layout');
  await expect(screen(page).locator('h4')).toBeFocused();
  await expect(page.getByTestId('import-refused')).toContainText('no column is chosen as the positive side and the negative side');
  await expect(page.getByTestId('import-accept')).toBeDisabled();
  await screen(page).getByLabel('positive side', { exact: true }).selectOption('kind');
  await screen(page).getByLabel('negative side', { exact: true }).selectOption('curt');
  await screen(page).getByLabel('situation or group').selectOption('place');
  await screen(page).getByRole('radio', { name: 'whole situations are held out' }).check();
  await expect(page.getByTestId('import-counts')).toHaveText(
    '10 of 11 rows can be used: 7 to find the direction, 3 to test it, in 3 situations or groups.',
  );
  await expect(page.getByTestId('import-refused')).toHaveCount(0);
  await expect(screen(page).locator('.import-rows tbody tr')).toHaveCount(3);
  await page.getByTestId('import-problems').locator('summary').click();
  await expect(page.getByTestId('import-problems')).toContainText('row 11');
  await expect(page.getByTestId('import-problems')).toContainText('expected a text, got nothing');
  await expect(page.getByTestId('import-lint')).toContainText('One word gives the class away: “for” stands in 90 %');
  if (process.env.LAB_SHOTS) await screen(page).screenshot({ path: `${process.env.LAB_SHOTS}/import-1280.png` });
  await screen(page).getByLabel('set', { exact: true }).fill('Waiting');
  await screen(page).getByLabel('set', { exact: true }).press('Enter');
  await expect(title(page)).toHaveText(before!);
  await page.getByTestId('import-accept').click();
  await expect(title(page)).toHaveText('Waiting');
  await expect(screen(page)).toHaveCount(0);
  await expect(page.locator('#contrast')).toContainText('10 pairs');
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  await expect(page.getByRole('radio', { name: 'Waiting' })).toBeVisible();
});

test('A/B items of a table are mapped by hand, and those are asked that can be; a persona trait leads to where a model writes', async ({
  page,
}) => {
  await openLab(page);
  const items = ['ask,one,other', '"Do you wait, Ann?", Yes, No', 'Do you stop?, Yes, No', 'Do you ask?, Yes,'].join('\r\n');
  await page.getByTestId('scenario-file').setInputFiles(file(items, 'items.csv'));
  await screen(page).getByRole('radio', { name: 'items to choose in' }).check();
  await screen(page).getByLabel('question', { exact: true }).selectOption('ask');
  await screen(page).getByLabel('matching answer', { exact: true }).selectOption('one');
  await screen(page).getByLabel('other answer', { exact: true }).selectOption('other');
  await expect(page.getByTestId('import-counts')).toHaveText('2 of 3 rows can be used.');
  await expect(page.getByTestId('import-problems')).toContainText('row 4');
  for (const [width, scheme] of [
    [1280, 'light'],
    [1280, 'dark'],
    [360, 'light'],
    [360, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    if (process.env.LAB_SHOTS) await screen(page).screenshot({ path: `${process.env.LAB_SHOTS}/items-${width}-${scheme}.png` });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByTestId('import-accept').click();
  await expect(screen(page)).toHaveCount(0);
  await expect(page.getByTestId('items-file-line')).toContainText('“items.csv (2 of 3 rows)” has 2 rows: 2 items to ask.');
  const trait = JSON.stringify({ instruction: [{ pos: 'Care.', neg: 'Work.' }], questions: ['What now?'], eval_prompt: '' });
  await page.getByTestId('scenario-file').setInputFiles({ ...file(trait, 'trait.json'), mimeType: 'application/json' });
  await expect(page.getByTestId('import-refused')).toContainText('A model writes both sides');
  await page.getByTestId('take-persona').click();
  await expect(screen(page)).toHaveCount(0);
  await expect(page.getByTestId('write-situations').getByLabel('name', { exact: true })).toHaveValue('What now?');
  await expect(page.getByTestId('write-instructions').getByRole('textbox').first()).toHaveValue(/^Care\.\n\n\{S\}/);
});

test('dropped on the page, pasted, and left: what was open stays', async ({ page }) => {
  await openLab(page);
  const before = await title(page).textContent();
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'positive.txt'));
    transfer.items.add(new File([text.replaceAll('stay', 'go')], 'negative.txt'));
    return transfer;
  }, 'I stay with her.\nWe stay here.\nThey stay too.');
  await page.dispatchEvent('#model', 'drop', { dataTransfer: data });
  await expect(screen(page)).toContainText('pairs line by line');
  await expect(page.getByTestId('import-counts')).toContainText('3 of 3 rows');
  await page.getByTestId('paste-texts').fill('I stayed with her.\tI went on.\nWe waited long.\tWe left.');
  await page.getByTestId('paste-read').click();
  await expect(page.getByTestId('import-counts')).toContainText('2 of 2 rows');
  await page.getByTestId('scenario-file').setInputFiles(file('', 'empty.csv'));
  await expect(page.getByTestId('error')).toContainText('empty.csv: there is no text in it');
  await expect(page.getByTestId('import-counts')).toContainText('2 of 2 rows');
  await page.getByTestId('import-cancel').click();
  await expect(screen(page)).toHaveCount(0);
  await expect(title(page)).toHaveText(before!);
});

test('too few texts of two classes are shown, and refused with what is missing', async ({ page }) => {
  await openLab(page);
  await page.getByTestId('scenario-file').setInputFiles(file('statement,label\n"Ann waited, for him.",1\nHe ran.,0'));
  await expect(screen(page)).toContainText('labelled statements, which are no pairs');
  await expect(page.getByTestId('import-unpaired')).toContainText('have no partners');
  await expect(page.getByTestId('import-refused')).toContainText('1 usable text of label 1');
  await expect(page.getByTestId('import-accept')).toBeDisabled();
});

for (const scheme of ['light', 'dark'] as const)
  test(`with the keyboard, at 360 px, ${scheme}: nothing sticks out, axe finds nothing`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width: 360, height: 740 });
    await openLab(page, 'device=wasm', { folded: true });
    await page.locator('#fold-own-texts > summary').click();
    await page.getByTestId('scenario-file').setInputFiles(file(CSV.replace('kind,curt,', 'positive,negative,')));
    await expect(page.getByTestId('import-accept')).toBeEnabled();
    await page.getByTestId('import-problems').locator('summary').click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    const { violations } = await new AxeBuilder({ page }).include('[data-testid=import]').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    if (process.env.LAB_SHOTS) await screen(page).screenshot({ path: `${process.env.LAB_SHOTS}/import-360-${scheme}.png` });
    await page.getByTestId('import-accept').focus();
    await page.keyboard.press('Enter');
    await expect(title(page)).toHaveText('own');
  });

test('two sets of one’s own stand side by side, over a reload and for their link; either can be deleted', async ({ page }) => {
  await openLab(page, 'device=wasm', { folded: true });
  await page.locator('#fold-own-texts > summary').click();
  const honesty = JSON.parse(readFileSync('public/scenarios/honesty.json', 'utf8')) as { pairs: { positive: string }[] };
  /** The address is written a moment after the set is in use. */
  const used = async (name: string, take: () => Promise<void>): Promise<void> => {
    const before = page.url();
    await take();
    await expect(title(page)).toHaveText(name);
    await expect.poll(() => page.url()).not.toBe(before);
  };
  const reload = async (name: string): Promise<void> => {
    await page.reload();
    await page.waitForFunction(() => 'lab' in globalThis);
    await expect(title(page)).toHaveText(name);
  };
  for (const name of ['First of mine', 'Second of mine']) {
    const pairs = honesty.pairs.map((pair, i) => (i === 0 ? { ...pair, positive: `${name}: ${pair.positive}` } : pair));
    const set = { ...file(JSON.stringify({ ...honesty, name, pairs }), 'mine.json'), mimeType: 'application/json' };
    await used(name, () => page.getByTestId('scenario-file').setInputFiles(set));
  }
  const first = page.getByRole('radio', { name: 'First of mine' });
  await expect(first).toBeVisible();
  await reload('Second of mine');
  await used('First of mine', () => first.click());
  await reload('First of mine');
  await page.locator('#fold-storage > summary').click();
  const row = page.getByTestId('older-set');
  await expect(row).toContainText('Earlier set: First of mine');
  if (process.env.LAB_SHOTS) await page.locator('#fold-storage').screenshot({ path: `${process.env.LAB_SHOTS}/older-set.png` });
  if (process.env.LAB_SHOTS) await page.locator('#contrast').screenshot({ path: `${process.env.LAB_SHOTS}/picker.png` });
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByTestId('delete-set').click();
  await expect(page.getByTestId('storage-note')).toHaveText('The earlier set was deleted.');
  await expect(row).toHaveCount(0);
});
