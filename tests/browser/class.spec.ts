/** Thirty run files at once, three of them broken. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, openLab, test, unfold } from './fixtures';

const RUN = gunzipSync(readFileSync('public/demo/decisions.json.gz'));
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
