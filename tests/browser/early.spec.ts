/** Files that are dropped while only the first screen is there: the page stays, and each is opened by what it is. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const RECORDING = readFileSync('tests/fixtures/run-version-1.json', 'utf8');
const STORY = /\/assets\/Story-[^/]*\.js$/;

/** Opens the page up to its first screen. Gives what lets the rest come. */
async function firstScreen(page: Page): Promise<() => void> {
  let come = (): void => undefined;
  const held = new Promise<void>((resolve) => (come = resolve));
  await page.route(STORY, async (route) => held.then(() => route.continue()));
  await page.goto('/?device=wasm');
  await expect(page.locator('[data-testid="opening-chart"] .curve-test path').first()).toBeVisible();
  return come;
}

/** Drops files of these names and texts. Gives whether the page kept the browser from leaving for them. */
const drop = (page: Page, files: Readonly<Record<string, string>>): Promise<boolean[]> =>
  page.evaluate((files) => {
    const data = new DataTransfer();
    for (const [name, text] of Object.entries(files)) data.items.add(new File([text], name));
    return ['dragover', 'drop'].map((type) => {
      const event = new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true });
      document.querySelector('h1')!.dispatchEvent(event);
      return event.defaultPrevented;
    });
  }, files);

test('a run file is opened at once', async ({ page }) => {
  const come = await firstScreen(page);
  expect(await drop(page, { 'mine.json': RECORDING })).toEqual([true, true]);
  await expect(page.getByTestId('provenance')).not.toContainText('recorded run');
  await expect(page.getByTestId('layers-title')).toHaveCount(0);
  come();
  await expect(page.getByTestId('show-recording')).toBeVisible();
});

test('a model waits for the panel that loads it; what it says is led to', async ({ page }) => {
  const come = await firstScreen(page);
  expect(await drop(page, { 'model.zip': 'no archive' })).toEqual([true, true]);
  come();
  await expect(page.getByTestId('storage-note')).toContainText('model.zip');
  await expect(page.getByTestId('storage')).toHaveAttribute('open');
});

test('run files of a class are read, and their table is gone to when it comes', async ({ page }) => {
  const come = await firstScreen(page);
  expect(await drop(page, { 'a.json': RECORDING, 'b.json': RECORDING })).toEqual([true, true]);
  come();
  await expect(page.getByTestId('class').locator('tbody tr')).toHaveCount(2);
  await expect(page.locator('#fold-class > summary')).toBeFocused();
});

test('a file that is nothing to open is said on the first screen', async ({ page }) => {
  await firstScreen(page);
  expect(await drop(page, { 'note.pdf': 'hello' })).toEqual([true, true]);
  await expect(page.getByTestId('error')).toContainText('note.pdf: nothing that can be opened here.');
});

test('texts are looked at, and their panel is gone to when it comes', async ({ page }) => {
  const come = await firstScreen(page);
  expect(await drop(page, { 'texts.csv': 'positive,negative\nI sit with you.,I go on.\nI wait for you.,I leave now.\n' })).toEqual([
    true,
    true,
  ]);
  come();
  await expect(page.getByTestId('import')).toContainText('texts.csv');
});
