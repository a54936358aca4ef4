/** Activations read elsewhere on the page: by button and drop, shown, refused, analysed, kept for the next visit, and taken home. */
import AxeBuilder from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { openActivations } from '../../src/formats/activations/open';
import { expect, fixture, openLab, test } from './fixtures';

const path = (name: string): string => fixture(`activations/${name}`).pathname;
const screen = (page: Page) => page.getByTestId('activations');
const expected = JSON.parse(readFileSync(fixture('activations/expected.json'), 'utf8')) as { auroc: { mean: number[] } };
const shot = async (page: Page, name: string): Promise<void> => {
  if (process.env.LAB_SHOTS) await page.screenshot({ path: `${process.env.LAB_SHOTS}/${name}.png` });
};
const auroc = (page: Page): Promise<number[]> => page.evaluate(() => Array.from(lab.experiment().analyses.at(-1)!.report.table.auroc));

test('shown first, then analysed with the evidence, named at every figure, and there on the next visit', async ({ page }) => {
  await openLab(page);
  await page.getByTestId('open-activations').setInputFiles(path('paired.safetensors'));
  await expect(screen(page).locator('h4')).toBeFocused();
  await expect(page.getByTestId('activations-whose')).toHaveText(
    'Activations of owner/model-70b (bfloat16, revision abc) at the residual stream after each block (hook_resid_post), where this page reads, too: 24 texts × 3 blocks × 4 numbers.',
  );
  await expect(page.getByTestId('activations-texts')).toContainText(
    '12 pairs of “kind” and “curt” in 4 situations; 8 find the direction, 4 judge it.',
  );
  await expect(screen(page)).toContainText('Read by numpy. Nobody here has checked the numbers.');
  await expect(page.getByTestId('provenance')).not.toContainText('model-70b');
  await screen(page).getByLabel('last token').check();
  await expect(screen(page).getByTestId('activations-accept')).toBeEnabled();
  await shot(page, 'activations-1280');
  await page.getByTestId('activations-accept').click();
  await expect(screen(page)).toHaveCount(0);
  const whose = 'Activations of owner/model-70b, from paired.safetensors; read elsewhere by numpy, and not checked here.';
  await expect(page.getByTestId('provenance')).toContainText(whose);
  expect((await auroc(page)).map((value) => value.toFixed(9))).toEqual(expected.auroc.mean.map((value) => value.toFixed(9)));
  await expect(page.getByTestId('evidence-note')).toContainText('No shuffled and no neutral texts stand beside it');
  await expect(page.getByTestId('mean-out')).toContainText('which a file of activations does not have');
  await page.locator('#layers').scrollIntoViewIfNeeded();
  await expect(page.locator('#layers svg').first()).toContainText(
    'activations of owner/model-70b, from paired.safetensors, read elsewhere',
  );
  await shot(page, 'activations-layers');
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  await expect(page.getByTestId('provenance')).toContainText(whose);
});

test('dropped .npy files are activations, vectors stay vectors; a refused file leaves what is there', async ({ page }) => {
  await openLab(page, 'device=wasm', { folded: true });
  const drop = async (...names: string[]): Promise<void> => {
    const files = names.map((name) => ({ name: name.replace(/^.*\//, ''), base64: readFileSync(path(name)).toString('base64') }));
    const data = await page.evaluateHandle((all) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of all) transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
      return transfer;
    }, files);
    await page.dispatchEvent('body', 'drop', { dataTransfer: data });
  };
  await drop('mean.npy', 'labels.npy', 'bare.json');
  await expect(page.getByTestId('activations-texts')).toContainText('12 texts of “positive” and 12 of “negative”, without partners');
  await expect(page.getByTestId('activations-texts')).toContainText('The texts are not in the file');
  await drop('bad/label-2.npz', 'bare.json');
  await expect(page.getByTestId('error')).toContainText('label-2.npz, labels.npy: labels[0]: expected 1 (positive) or 0 (negative), got 2');
  await expect(screen(page).locator('h4')).toHaveText('mean.npy, labels.npy, bare.json');
  const before = await page.getByTestId('provenance').textContent();
  await page.getByTestId('activations-cancel').click();
  await expect(page.getByTestId('provenance')).toHaveText(before!);
  await drop('../vectors/table.safetensors');
  await expect(page.getByTestId('vectors')).toContainText('safetensors: 4 rows × 8');
});

for (const scheme of ['light', 'dark'] as const)
  test(`360 wide, ${scheme}: nothing runs over, axe finds nothing`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.emulateMedia({ colorScheme: scheme });
    await openLab(page);
    await page.getByTestId('open-activations').setInputFiles([path('bare.safetensors'), path('bare.json')]);
    await expect(page.getByTestId('activations-accept')).toBeEnabled();
    const over = await page.getByTestId('own-activations').evaluate((fold) => fold.scrollWidth - fold.clientWidth);
    expect(over).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).include('[data-testid=own-activations]').analyze();
    expect(violations).toEqual([]);
    await shot(page, `activations-360-${scheme}`);
  });

test('what is on show goes home as a file that opens again with the same AUROC', async ({ page }) => {
  await openLab(page);
  await page.getByTestId('open-activations').setInputFiles(path('labelled.npz'));
  await page.getByTestId('activations-accept').click();
  await expect(page.getByTestId('provenance')).toContainText('labelled.npz');
  const before = await auroc(page);
  const coming = page.waitForEvent('download');
  await page.getByTestId('home-activations').click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/-activations\.safetensors$/);
  const saved = await download.path();
  const file = await openActivations([{ name: 'a.safetensors', blob: new Blob([new Uint8Array(readFileSync(saved))]) }]);
  expect(file).toMatchObject({ count: 24, layers: 3, width: 4, manifest: { model: { id: 'owner/model-70b' }, by: 'numpy' } });
  await page.getByTestId('open-activations').setInputFiles(saved);
  await page.getByTestId('activations-accept').click();
  await expect(screen(page)).toHaveCount(0);
  expect(await auroc(page)).toEqual(before);
});
