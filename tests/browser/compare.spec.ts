/** Analyses side by side, and sets tried on each other: from real readings of a tiny model, beside the recording. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { ScenarioSet } from '../../src/formats/scenario-set';
import { RECORDING } from '../recording';
import { expect, fixture, openLab, test } from './fixtures';

const folder = fileURLToPath(fixture('tiny-llama-builder'));

/** A shipped set with fewer pairs. */
function smaller(id: string, name: string): ScenarioSet {
  const set = JSON.parse(readFileSync(new URL(`../../public/scenarios/${id}.json`, import.meta.url), 'utf8')) as ScenarioSet;
  const some = (split: 'train' | 'test', n: number) => set.pairs.filter((pair) => pair.split === split).slice(0, n);
  return { ...set, id: `small-${id}`, name, pairs: [...some('train', 4), ...some('test', 3)], scored: [] };
}

async function read(page: Page, set: ScenarioSet): Promise<void> {
  const file = { name: `${set.id}.json`, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(set)) };
  await page.getByTestId('scenario-file').setInputFiles(file);
  await expect(page.locator('#contrast')).toContainText(set.name);
  await page.getByTestId('run-button').click();
  await expect.poll(() => page.evaluate(() => lab.experiment().scenarios!.name), { timeout: 60_000 }).toBe(set.name);
  await expect(page.getByTestId('run-note')).toContainText(/Read \d+ texts/, { timeout: 60_000 });
}

test('curves, agreement and cosines of chosen analyses; a matrix over the sets that were read', async ({ page }, testInfo) => {
  await openLab(page, 'device=wasm');
  const [analyses, sets] = [page.getByTestId('compare-analyses'), page.getByTestId('compare-sets')];
  await expect(analyses).toHaveCount(0);
  await expect(page.getByTestId('too-few-sets')).toContainText('This browser has kept no set that was read so');
  await page.getByTestId('load-folder').setInputFiles(folder);
  await expect(page.getByTestId('storage-note')).toContainText('was loaded', { timeout: 60_000 });
  await read(page, smaller('empathy', 'Small empathy'));
  await expect(page.getByTestId('too-few-sets')).toContainText('Only “Small empathy” has been read so');
  await read(page, smaller('honesty', 'Small honesty'));
  await read(page, smaller('fairness', 'A rather long name of a set about fairness'));
  await page.getByRole('radio', { name: 'last' }).first().check();
  await expect.poll(() => page.evaluate(() => lab.experiment().analyses.length)).toBe(5);

  // The tokens of every block, from the loaded model, once they are asked for.
  await page.getByTestId('readout-all').click();
  const { layers } = await page.evaluate(() => lab.experiment().analyses.at(-1)!.report);
  await expect(page.getByTestId('readout-table').locator('tbody tr')).toHaveCount(layers);

  await expect(analyses.getByRole('checkbox')).toHaveCount(5);
  // The shown analysis and the one that has its texts, pooled otherwise.
  await expect(analyses.getByRole('checkbox', { checked: true })).toHaveCount(2);
  await expect(analyses.getByRole('checkbox').last()).toBeChecked();
  for (const box of await analyses.getByRole('checkbox').all()) await box.check();
  await expect(page.getByTestId('depth-chart').locator('[class^="curve-"]')).toHaveCount(5);
  const axis = analyses.locator('svg', { has: page.getByTestId('depth-chart') }).locator('.axis-foot');
  await expect(axis).toHaveText(/0 %.*25 %.*50 %.*75 %.*100 %/);
  await expect(page.getByTestId('depth-chart').locator('.shown-depth')).toHaveCount(1);
  // The two poolings of the last set have all of its texts in common, seven pairs, too few for an interval; the recording shares some with
  // the first set.
  await expect(page.getByTestId('agreement').getByRole('row', { name: /^D and E/ })).toContainText(/shown: 30\.\d{3}14pooled/);
  await expect(page.getByTestId('agreement')).toContainText(/No text in common: A and C, A and D/);
  await expect(page.getByTestId('cosines').locator('.heat-cell')).toHaveCount(16);
  await expect(page.getByTestId('angles')).toContainText('A: directions of different models lie in different spaces');

  await page.getByTestId('compare-read').click();
  const cells = page.getByTestId('train-test').locator('.heat-cell text');
  await expect(cells).toHaveCount(9);
  // The diagonal is what the analysis itself has.
  const { layer, auroc } = await page.evaluate(() => {
    const { view, analyses } = lab.experiment();
    const { report } = analyses.find(({ id }) => id === view.analysis)!;
    const layer = Math.min(view.layer, report.layers - 1);
    return { layer, auroc: report.table.auroc[layer]! };
  });
  await expect(cells.last()).toHaveText(auroc.toFixed(2));
  await expect(sets).toContainText(`AUROC at block ${layer}`);

  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 360]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      for (const [name, fold] of Object.entries({ analyses, sets }))
        await fold.screenshot({ path: testInfo.outputPath(`${name}-${width}-${colorScheme}.png`) });
    }
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await sets.screenshot({ path: testInfo.outputPath('sets-forced.png') });
  expect(await page.locator('#layers').innerText()).not.toContain('NaN');
});

test('a run file is put beside the recording, and compared with it', async ({ page }) => {
  await openLab(page);
  // The recording under other names: the same texts, in records of their own.
  const { readings, analyses, directions, readouts } = JSON.parse(RECORDING) as Record<string, { id: string }[]>;
  // Not of the form of a content id, which would have to belong to its record.
  const renamed = (id: string): string => `${id}-other`;
  const other = [...readings!, ...analyses!, ...directions!, ...readouts!].reduce(
    (text, { id }) => text.replaceAll(id, renamed(id)),
    RECORDING,
  );
  await page.getByTestId('open-beside').setInputFiles({ name: 'other.json', mimeType: 'application/json', buffer: Buffer.from(other) });
  const fold = page.getByTestId('compare-analyses');
  await expect(fold.getByRole('checkbox', { checked: true })).toHaveCount(2);
  await expect(
    page
      .getByTestId('agreement')
      .getByRole('row', { name: /^A and B/ })
      .first(),
  ).toContainText('1.000');
  await expect(page.getByTestId('cosines').locator('.heat-cell')).toHaveCount(4);
});
