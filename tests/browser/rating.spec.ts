/** Answers rated by a person: by keys, blind, undone, kept over a reload, in the file; two raters agree; the EIA chart has them. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { RECORDING } from '../recording';
import { expect, openLab, test } from './fixtures';

const panel = (page: Page) => page.getByTestId('rating-panel');
const ratings = (page: Page) => page.evaluate(() => lab.experiment().ratings);
const progress = (page: Page) => page.getByTestId('rating-progress');

async function openFold(page: Page, name: string | null = null): Promise<void> {
  if (name !== null) await page.getByTestId('rater').fill(name);
}

/** The run file, as the page downloads it. */
async function runFile(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('download-run').click()]);
  return readFileSync(await download.path(), 'utf8');
}

test('rate by keys, undo, reveal; a reload and the run file have it; a second person joins', async ({ page }, testInfo) => {
  await openLab(page);
  await openFold(page);
  await expect(progress(page)).toHaveText('0 of 9 rated');
  // Nothing of the push is in what is rated.
  await expect(panel(page)).not.toContainText(/separations|α|score/);
  await expect(page.getByTestId('rating-rubric')).toHaveAttribute('data-scenario', 'food-delivery');
  await expect(page.getByTestId('rating-beside')).toContainText('9 of these 9 answers');

  // Without a name there is no rating, and it is said.
  await panel(page).focus();
  await page.keyboard.press('2');
  await expect(page.getByTestId('rating-problem')).toContainText('the name is empty');
  await page.getByTestId('rater').fill('Ada');
  const first = await page.getByTestId('rating-answer').innerText();
  // Keys act in the panel alone: in the field they are letters.
  await page.getByTestId('rater').press('2');
  await page.getByTestId('rater').press('Backspace');
  await expect(progress(page)).toHaveText('0 of 9 rated');

  await panel(page).focus();
  await page.keyboard.press('2');
  await expect(progress(page)).toHaveText('1 of 9 rated');
  await expect(page.getByTestId('rating-answer')).not.toHaveText(first);
  await page.keyboard.press('s');
  await page.keyboard.press('0');
  await expect(progress(page)).toHaveText('2 of 9 rated');
  for (const key of ['u', 'Backspace', 'u']) await page.keyboard.press(key);
  await expect(progress(page)).toHaveText('0 of 9 rated');
  await expect(page.getByTestId('rating-answer')).toHaveText(first);
  expect(await ratings(page)).toEqual([]);
  for (const key of ['2', '1', '0', '2', '1', '0', '2', '1']) await page.keyboard.press(key);
  await expect(progress(page)).toHaveText('8 of 9 rated');
  const given = await ratings(page);
  expect(given.map(({ by, blind, score, source }) => [by, blind, score, source])).toEqual(
    [2, 1, 0, 2, 1, 0, 2, 1].map((score) => ['Ada', true, score, 'person']),
  );
  // The order is the seed's, not the one in which the strengths were asked.
  expect(given.map(({ of }) => of)).not.toEqual(given.map((_, i) => `answer-${i + 1}`));

  // The chart has them at the score of the answer read again without the push.
  await expect(page.getByTestId('eia-chart')).toHaveAttribute('data-dots', String(30 + 8));
  await expect(page.getByTestId('rated-series')).toHaveAttribute('data-n', '8');
  await page.screenshot({ path: testInfo.outputPath('rating.png'), fullPage: true });

  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  await openFold(page);
  await expect(page.getByTestId('rater')).toHaveValue('Ada');
  await expect(progress(page)).toHaveText('8 of 9 rated');
  expect(await ratings(page)).toEqual(given);
  const file = await runFile(page);
  expect((JSON.parse(file) as { ratings: unknown }).ratings).toEqual(given);

  await page.getByTestId('reveal-ratings').click();
  await page.getByTestId('rated-by-strength').getByText('Table', { exact: true }).first().click();
  const table = page.getByTestId('rated-by-strength').getByRole('region', { name: 'Mean rating by strength' });
  await expect(table.getByRole('row')).toHaveCount(1 + 9);
  await expect(page.getByTestId('rated-by-strength')).toContainText('1 answer of 9 (11 %) has no rating');
  await panel(page).focus();
  await page.keyboard.press('1');
  await expect(page.getByTestId('rating-done')).toContainText('all 9 answers');
  expect((await ratings(page)).at(-1)).toMatchObject({ blind: false, score: 1 });
  // A rating by somebody who knows the strength is kept, and counts nowhere beside blind ones.
  await expect(page.getByTestId('strengths-counted')).toContainText('1 rating given with the strength known is left out');
  await expect(page.getByTestId('series-counted')).toContainText('Blind ratings alone count here; 1 rating');
  await expect(page.getByTestId('rated-series')).toHaveAttribute('data-n', '8');
  await expect(page.getByTestId('eia-chart').locator('path.answers-seen')).toHaveCount(1);

  // Somebody else's file of the same answers: both ratings stand, and agreement is told.
  await expect(page.getByTestId('one-rater')).toContainText('Ada');
  const theirs = file.replaceAll('"by":"Ada"', '"by":"Bo"');
  const bo = { name: 'bo.json', mimeType: 'application/json', buffer: Buffer.from(theirs) };
  await page.getByTestId('join-ratings').setInputFiles(bo);
  await expect(page.getByTestId('joined-ratings')).toHaveText('8 ratings joined from bo.json.');
  await expect(page.getByTestId('kappa')).toHaveAttribute('data-kappa', '1');
  await expect(page.getByTestId('kappa')).toContainText('no interval under ten answers');
  await expect(page.getByTestId('kappa')).toContainText('rated blind by both');
  await expect(page.getByTestId('rater-table').getByRole('row').nth(2)).toHaveText(/1\s*0\s*3\s*0/);
  expect(await ratings(page)).toHaveLength(17);
  await page.screenshot({ path: testInfo.outputPath('revealed.png'), fullPage: true });
  await page.getByTestId('join-ratings').setInputFiles(bo);
  await expect(page.getByRole('alert')).toContainText('bo.json has no analysis that is not here already, and no answer, choice or rating');

  // A rating that is none is refused with its path, and the page keeps what it had.
  const wrong = file.replace(/"score":\d,"at"/, '"score":3,"at"');
  await page.getByTestId('join-ratings').setInputFiles({ name: 'wrong.json', mimeType: 'application/json', buffer: Buffer.from(wrong) });
  await expect(page.getByRole('alert')).toContainText('wrong.json: ratings[0].score: expected 0 or 1 or 2, got 3');
  expect(await ratings(page)).toHaveLength(17);
});

test('of three experiments with ratings the first stands on the disk: it opens again, and can be deleted', async ({ page }, testInfo) => {
  await openLab(page);
  const recorded = { name: 'run.json', mimeType: 'application/json', buffer: Buffer.from(RECORDING) };
  const older = page.getByTestId('older-experiment');
  const rate = async (name: string, scores: string): Promise<void> => {
    await page.getByTestId('rater').fill(name);
    await panel(page).focus();
    for (const score of scores) await page.keyboard.press(score);
    await expect.poll(async () => (await ratings(page)).length).toBe(scores.length);
  };
  const open = async (): Promise<void> => {
    await page.getByTestId('open-run').setInputFiles(recorded);
    await expect.poll(async () => (await ratings(page)).length).toBe(0);
  };
  await openFold(page);
  await rate('Ada', '2');
  await open();
  await expect(page.getByTestId('open-earlier')).toContainText('yours: 1 rating');
  await rate('Ada', '21');
  await open();
  await expect(page.getByTestId('open-earlier')).toContainText('yours: 2 ratings');
  // The third takes the place of the second, and that of the first: it goes down to the disk's list, whatever becomes of the third.
  await expect(older).toContainText('yours: 1 rating');
  await rate('Ada', '210');
  await expect(older).toContainText('yours: 1 rating');
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [360, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.getByTestId('storage').screenshot({ path: testInfo.outputPath(`older-${width}.png`) });
  }
  await page.getByTestId('open-older').click();
  await expect(page.getByTestId('storage-note')).toHaveText('The earlier experiment is on the page.');
  expect(await ratings(page)).toHaveLength(1);
  page.on('dialog', (asked) => void asked.accept());
  await page.getByTestId('delete-older').first().click();
  await expect(page.getByTestId('storage-note')).toHaveText('The earlier experiment was deleted.');
});

test('who says to know the strengths, or has had them shown, does not rate blind after a reload, or in the file opened anew', async ({
  page,
}, testInfo) => {
  await openLab(page);
  const seen = page.getByTestId('rating-seen');
  const recorded = { name: 'run.json', mimeType: 'application/json', buffer: Buffer.from(RECORDING) };
  const rate = async (name: string): Promise<void> => {
    await page.getByTestId('rater').fill(name);
    await panel(page).focus();
    await page.keyboard.press('2');
    await expect.poll(async () => (await ratings(page)).at(-1)?.by).toBe(name);
  };
  const open = async (): Promise<void> => {
    await page.getByTestId('open-run').setInputFiles(recorded);
    await expect.poll(async () => (await ratings(page)).length).toBe(0);
  };
  await seen.check();
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  await expect(seen).toBeChecked();
  // Said, and not shown: it can be taken back, by somebody else at this browser.
  await seen.uncheck();
  await rate('Ada');
  expect((await ratings(page)).at(-1)).toMatchObject({ by: 'Ada', blind: true });
  await page.getByTestId('reveal-ratings').click();
  await open();
  await expect(seen).toBeChecked();
  await expect(seen).toBeDisabled();
  await expect(page.locator('label', { has: seen })).toContainText('some of them were shown in this browser before');
  await rate('Bo');
  expect((await ratings(page)).at(-1)).toMatchObject({ by: 'Bo', blind: false });
  for (const scheme of ['light', 'dark'] as const)
    for (const width of [1280, 360]) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      await page.locator('label', { has: seen }).scrollIntoViewIfNeeded();
      await page.screenshot({ path: testInfo.outputPath(`known-${width}-${scheme}.png`) });
    }
});
