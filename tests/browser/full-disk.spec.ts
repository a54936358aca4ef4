/**
 * A browser that has no more room, or refuses storage: everything that it could not keep is said with what to do, stays on the page, and is
 * kept once there is room.
 */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, openLab, test } from './fixtures';
import { asFile, loadTiny, readSmall, small } from './small-set';

const json = (name: string, text: string) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

/** Leaves the origin of this page one byte of room, and gives what ends that: it holds as long as the session of the developer tools. */
async function fillDisk(page: Page): Promise<() => Promise<void>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize: 1 });
  return () => devtools.detach();
}

/** Every write to IndexedDB finds no room while `isFull` of its page or worker is true. */
const FULL = `globalThis.isFull = true;
const { put } = IDBObjectStore.prototype;
IDBObjectStore.prototype.put = function (...given) {
  if (globalThis.isFull) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
  return put.apply(this, given);
};`;

const said = (page: Page) => page.getByTestId('error');

test('a set, A/B items and a lesson of one’s own: in use, said not to be kept, with what to do', async ({ page }) => {
  await openLab(page);
  await fillDisk(page);
  await page.getByTestId('scenario-file').setInputFiles(asFile(small));
  await expect(page.locator('#contrast h3')).toHaveText('A small set');
  await expect(said(page)).toContainText('This browser did not keep the scenario set “A small set”');
  await expect(said(page)).toContainText('Room comes back by deleting stored models or runs');

  const item = { question: 'Help her? (A) Yes (B) No', answer_matching_behavior: ' (A)', answer_not_matching_behavior: ' (B)' };
  await page.getByTestId('items-file').setInputFiles(json('ab.json', JSON.stringify([item, item])));
  await expect(said(page)).toContainText('This browser did not keep the A/B items of ab.json');
  await expect(page.locator('#contrast h3')).toHaveText('A small set');

  const lesson = readFileSync(new URL('../../public/lessons/push.json', import.meta.url), 'utf8').replace('"id": "push"', '"id": "mine"');
  await page.getByTestId('lesson-file').setInputFiles(json('mine.json', lesson));
  await expect(page.getByTestId('lesson')).toContainText('How hard may I push?');
  await expect(said(page)).toContainText('This browser did not keep the lesson “How hard may I push?”');
});

test('a model, a run and ratings: the work goes on; what was not kept is on the page, and kept once there is room', async ({ page }) => {
  // Chromium remembers for a while how much room there was, so that a disk that fills up under a run is made by hand.
  await page.addInitScript(FULL);
  await page.route(/analysis\.worker-[\w-]+\.js$/, async (route) => {
    const script = await route.fetch();
    await route.fulfill({ response: script, body: `${FULL}\n${await script.text()}` });
  });
  await openLab(page);
  await page.getByTestId('scenario-file').setInputFiles(asFile(small));
  await loadTiny(page);
  await readSmall(page);
  await expect(page.getByTestId('run-note')).toContainText('it stays on this page only');
  await expect(said(page)).toContainText('This browser did not keep the experiment');
  await expect(said(page)).toContainText('Download the run file');
  await expect(page.getByTestId('provenance')).toContainText(/this tab/i);
  // What could not be kept can be taken home.
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('download-run').click()]);
  expect(readFileSync(await download.path(), 'utf8')).toContain('A small set');

  await page.getByTestId('rater').fill('Ada');
  await page.getByTestId('rating-panel').focus();
  await page.keyboard.press('2');
  await expect(page.getByTestId('rating-progress')).toContainText('1 of');

  await page.evaluate(() => Object.assign(globalThis, { isFull: false }));
  await page.getByTestId('rating-panel').focus();
  await page.keyboard.press('1');
  await expect(page.getByTestId('rating-progress')).toContainText('2 of');
  await page.addInitScript(() => Object.assign(globalThis, { isFull: false }));
  await page.unrouteAll({ behavior: 'wait' });
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  await expect(page.getByTestId('provenance')).toContainText(/kept/i);
  expect(await page.evaluate(() => lab.experiment().ratings.map(({ score }) => score))).toEqual([2, 1]);
});

test('the included model: the load says how much room is missing, and goes through once it is there', async ({ page }) => {
  await openLab(page);
  const makeRoom = await fillDisk(page);
  await page.getByTestId('load-button').click();
  const refused = page.locator('#model').getByRole('alert').first();
  await expect(refused).toContainText('the browser had no more for this page', { timeout: 60_000 });
  await expect(refused).toContainText('Delete a stored model, free some disk, or choose a smaller model');
  await expect(page.getByTestId('auroc-chart')).toBeVisible();
  await makeRoom();
  await page.getByTestId('load-button').click();
  await expect(page.getByTestId('model-card')).toContainText('WASM', { timeout: 240_000 });
});

test('a browser that refuses all storage: the page opens, says what it cannot keep where that matters, and works', async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = (): never => {
      throw new DOMException('Storage is disabled.', 'SecurityError');
    };
    indexedDB.open = refuse;
    caches.open = () => Promise.reject(new DOMException('Storage is disabled.', 'SecurityError'));
    navigator.storage.getDirectory = () => Promise.reject(new DOMException('Storage is disabled.', 'SecurityError'));
    for (const store of ['localStorage', 'sessionStorage']) Object.defineProperty(globalThis, store, { get: refuse });
  });
  await openLab(page);
  await expect(page.getByTestId('auroc-chart')).toBeVisible();
  await expect(said(page)).toHaveCount(0);
  await expect(page.locator('#fold-storage')).toContainText(
    'This browser keeps no experiment, set or words of yours here: Storage is disabled.',
  );
  await expect(page.getByTestId('storage-place')).toContainText(
    'Models have no place here: each visit fetches them again. Runs are not kept either',
  );
  await page.getByTestId('scenario-file').setInputFiles(asFile(small));
  await expect(page.locator('#contrast h3')).toHaveText('A small set');
  await expect(said(page)).toContainText('This browser did not keep the scenario set “A small set” (Storage is disabled.)');
  await loadTiny(page);
  await readSmall(page);
  await expect(said(page)).toContainText('This browser did not keep the experiment');
  await expect(page.getByTestId('provenance')).toContainText(/this tab/i);
});
