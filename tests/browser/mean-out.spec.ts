/** Pooling over the answer in a chat template, and directions without the mean of neutral texts, on a tiny model in the page. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ScenarioSet } from '../../src/formats/scenario-set';
import { expect, fixture, openLab, test } from './fixtures';

const shipped = JSON.parse(readFileSync(new URL('../../public/scenarios/empathy.json', import.meta.url), 'utf8')) as ScenarioSet;
const some = (split: 'train' | 'test', n: number) => shipped.pairs.filter((pair) => pair.split === split).slice(0, n);
const small: ScenarioSet = { ...shipped, id: 'small', name: 'A small set', pairs: [...some('train', 4), ...some('test', 3)], scored: [] };
const folder = fileURLToPath(fixture('tiny-llama-builder'));

test('the answer is pooled in a chat template alone; the mean is taken out by one click, outlives a reload, and is back by one', async ({
  page,
}, testInfo) => {
  await openLab(page);
  const take = page.getByTestId('take-mean-out');
  // The recorded run's neutral texts are on another machine.
  await expect(take).toBeDisabled();
  await expect(page.getByTestId('mean-out')).toContainText('It needs the neutral texts as this model reads them');
  const answer = page.getByRole('radio', { name: 'answer only' });
  await expect(answer).toBeDisabled();
  await page
    .getByTestId('scenario-file')
    .setInputFiles({ name: 'small.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(small)) });
  await page.getByTestId('load-folder').setInputFiles(folder);
  await expect(page.getByTestId('storage-note')).toContainText('was loaded', { timeout: 60_000 });
  await page.getByRole('checkbox', { name: 'as a chat message' }).first().check();
  await answer.check();
  await page.getByTestId('run-button').click();
  await expect(page.getByTestId('run-note')).toContainText('Read 14 texts', { timeout: 60_000 });
  const shown = () =>
    page.evaluate(() => ({ spec: lab.experiment().analyses.at(-1)!.spec, run: Array.from(lab.experiment().run!.directions.data) }));
  const plain = await shown();
  expect(plain.spec).toMatchObject({ pooling: 'answer' });

  await expect(take).toBeEnabled({ timeout: 60_000 });
  await expect(page.getByTestId('method-cosines').getByRole('row')).toHaveCount(7);
  await take.click();
  await expect(page.getByTestId('mean-out')).toHaveAttribute('data-out', 'true');
  await expect(page.getByTestId('mean-out')).toContainText(/Carrier of block \d+: 0\.000, the mean of neutral texts taken out/, {
    timeout: 60_000,
  });
  await expect(page.getByTestId('stale')).toHaveCount(0);
  const out = await shown();
  expect(out.spec.withoutMean).toBe(true);
  expect(out.run).not.toEqual(plain.run);
  await expect.poll(() => page.url()).toContain('withoutMean=true');
  await page.getByTestId('mean-out').scrollIntoViewIfNeeded();
  await page.screenshot({ path: testInfo.outputPath('mean-out.png') });

  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  await expect(page.getByTestId('mean-out')).toHaveAttribute('data-out', 'true');
  await take.click();
  await expect(page.getByTestId('mean-out')).toHaveAttribute('data-out', 'false');
  expect((await shown()).run).toEqual(plain.run);
});
