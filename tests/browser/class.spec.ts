/** Thirty run files at once, three of them broken. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { RECORDING } from '../recording';
import { expect, openLab, test, unfold } from './fixtures';

const RUN = gunzipSync(readFileSync('public/demo/decisions.json.gz'));
/** A run file whose answers one person has rated. */
const rated = (by: string): string => {
  const run = JSON.parse(RECORDING) as { answers: { id: string }[] };
  return JSON.stringify({
    ...run,
    ratings: run.answers.map(({ id }) => ({ of: id, by, blind: true, score: 1, at: '2026-11-26T00:00:00Z', source: 'person' })),
  });
};
const json = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/json', buffer });

test('a row a file, the broken ones named with their reason, the table as CSV, ratings joined', async ({ page }) => {
  await openLab(page);
  await page
    .getByTestId('class-files')
    .setInputFiles([
      ...Array.from({ length: 27 }, (_, i) => json(`student-${i}.json`, RUN)),
      json('cut.json', RUN.subarray(0, 5000)),
      json('future.json', Buffer.from('{"format":"eia-lab/experiment","version":99}')),
      json('<img src=x onerror=alert(1)>.json', Buffer.from('[]')),
    ]);
  const fold = page.getByTestId('class');
  await expect(fold.locator('tbody tr')).toHaveCount(27);
  await expect(page.getByTestId('class-broken').locator('li')).toHaveCount(3);
  await expect(page.getByTestId('class-broken')).toContainText('<img src=x onerror=alert(1)>.json');
  await expect(page.getByTestId('class-broken')).toContainText(/cut\.json: It is cut off.*It ends after 5 kB\..*Ask for it again/s);
  await expect(page.getByTestId('error')).toHaveCount(0);
  const saved = page.waitForEvent('download');
  await fold.getByRole('button', { name: /CSV/ }).click();
  expect(
    readFileSync(await (await saved).path(), 'utf8')
      .split('\n')
      .filter(Boolean).length,
  ).toBeGreaterThanOrEqual(28);
  await page.getByTestId('join-class').click();
  await expect(page.getByTestId('class-note')).toContainText('0 ratings joined');
});

test('a join says how far it is, clears the answer of the one before, and can be stopped; a file’s name stays while columns are scrolled', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openLab(page);
  const runs = Array.from({ length: 6 }, (_, i) => json(`student-${i}.json`, Buffer.from(rated(`student ${i}`))));
  await page.getByTestId('class-files').setInputFiles(runs);
  const fold = page.getByTestId('class');
  await expect(fold.locator('tbody tr')).toHaveCount(6, { timeout: 60_000 });
  const [join, stop, note] = [page.getByTestId('join-class'), page.getByTestId('stop-join'), page.getByTestId('class-note')];
  await join.dblclick();
  await expect(note).toHaveText(/Joining their ratings: [1-5] of 6 files…/, { timeout: 60_000 });
  await stop.click();
  await expect(note).toHaveText(/^[1-9]\d* ratings joined .* Stopped: the ratings of [1-5] files? ha/, { timeout: 60_000 });
  await note.evaluate((line) => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    new MutationObserver(() => said.push(line.textContent)).observe(line, { childList: true, characterData: true, subtree: true });
  });
  await join.click();
  await expect(note).toHaveText(/^\d+ ratings joined the run on this page\.$/, { timeout: 60_000 });
  const said = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
  expect(said[0]).toMatch(/^Joining their ratings/);
  expect(said).toContain('Joining their ratings: 5 of 6 files…');
  expect(await page.evaluate(() => new Set(lab.experiment().ratings.map(({ by }) => by)).size)).toBe(6);

  const frame = fold.locator('.scroller');
  await frame.evaluate((part) => part.scrollTo(300, 0));
  const [name, around] = [(await frame.locator('tbody tr > *').first().boundingBox())!, (await frame.boundingBox())!];
  expect(Math.abs(name.x - around.x)).toBeLessThan(3);
  expect(name.width).toBeLessThan(around.width * 0.6);
});

test('several run files dropped on the page go there', async ({ page }) => {
  await openLab(page, 'device=wasm', { folded: true });
  await page.evaluate((text) => {
    const data = new DataTransfer();
    for (const name of ['a.json', 'b.json']) data.items.add(new File([text], name, { type: 'application/json' }));
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
  }, RUN.toString());
  await expect(page.getByTestId('class').locator('tbody tr')).toHaveCount(2);
  await unfold(page.getByTestId('class'));
});

test('names of files stay readable beside fourteen other columns', async ({ page }) => {
  await openLab(page);
  await page.getByTestId('class-files').setInputFiles([json('student-0.json', RUN), json('student-1.json', RUN)]);
  const name = page.getByTestId('class').locator('tbody tr > *').first();
  expect((await name.boundingBox())!.width).toBeGreaterThan(120);
});
