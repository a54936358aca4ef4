/** The program for models that no tab can hold: handed out whole with the set in use, its command, and what it wrote opened here. */
import AxeBuilder from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { PROGRAM } from '../../src/experiment/companion/command';
import { openArchive } from '../../src/formats/archive';
import { parseScenarioSet } from '../../src/formats/scenario-set';
import { expect, fixture, openLab, test } from './fixtures';

const command = (page: Page) => page.getByTestId('companion-command');
const shot = async (page: Page, name: string): Promise<void> => {
  if (process.env.LAB_SHOTS) await page.getByTestId('companion').screenshot({ path: `${process.env.LAB_SHOTS}/${name}.png` });
};

test('program and set come as one archive, each file as it lies in the program', async ({ page }) => {
  await openLab(page);
  const coming = page.waitForEvent('download');
  await page.getByTestId('companion-save').click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('eia-lab-companion.zip');
  const archive = new Blob([new Uint8Array(readFileSync(await download.path()))]);
  const files = (await openArchive('companion.zip', archive))!;
  const texts = new Map(await Promise.all(files.map(async ({ path, blob }) => [path, await blob.text()] as const)));
  const own = PROGRAM.map((path) => [
    `eia-lab-companion/${path}`,
    readFileSync(new URL(`../../public/companion/${path}`, import.meta.url), 'utf8'),
  ]);
  const set = texts.get('eia-lab-companion/set.json')!;
  texts.delete('eia-lab-companion/set.json');
  expect(Object.fromEntries(texts)).toEqual(Object.fromEntries(own));
  const shown = await page.evaluate(async () => (await lab.export('set')).text());
  expect(parseScenarioSet(set, 'set.json')).toEqual(JSON.parse(shown));
});

test('the command follows model, template, cut and reader, and is copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openLab(page);
  const fold = page.getByTestId('companion');
  await expect(command(page)).toContainText(
    '--model=microsoft/Phi-3-mini-4k-instruct --out phi-3-mini-4k-instruct.safetensors --max-tokens 512',
  );
  await fold.getByLabel('Model', { exact: true }).selectOption('Dolphin-Llama-3.1-8B');
  await expect(command(page)).toContainText('--model=cognitivecomputations/dolphin-2.9.4-llama3.1-8b ');
  await fold.getByLabel('by its name on the Hub, or a folder').fill('owner/my-70b');
  await fold.getByLabel('by its name on the Hub, or a folder').press('Enter');
  await fold.getByLabel('Read by').selectOption('Ray: two workers on a machine');
  await expect(command(page)).toHaveText(/"ray\[data\]"\npython read\.py set\.json --model=owner\/my-70b .* --ray local --workers 2$/);
  await page.getByTestId('companion-copy').click();
  await expect(fold.getByText('The command was copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await command(page).textContent());
});

test('what it wrote opens with one more click, with AUROC, interval and chance', async ({ page }) => {
  await openLab(page);
  await page.getByTestId('companion-open').setInputFiles(fixture('companion/tiny-llama-builder.safetensors').pathname);
  await expect(page.getByTestId('activations-whose')).toContainText(
    'Activations of tiny-llama-builder (float32) at the residual stream after each block (hook_resid_post), where this page reads, too: 18 texts × 4 blocks × 64 numbers.',
  );
  await expect(page.getByTestId('activations-texts')).toContainText(
    '8 pairs of “cares” and “task first” in 4 situations; 5 find the direction, 3 judge it. 2 rated texts beside them.',
  );
  await expect(page.getByTestId('activations')).toContainText('each a message of the chat template. Read by transformers 4.57.6');
  await page.getByTestId('activations-accept').click();
  await expect(page.getByTestId('activations')).toHaveCount(0);
  await expect(page.getByTestId('provenance')).toContainText('Activations of tiny-llama-builder, from tiny-llama-builder.safetensors');
  const columns = (of: 'report' | 'evidence') => page.evaluate((of) => Object.keys(lab.experiment().analyses.at(-1)![of]?.table ?? {}), of);
  expect(await columns('report')).toEqual(
    expect.arrayContaining(['auroc', 'aurocLow', 'aurocHigh', 'accuracy', 'separation', 'd', 'overWords']),
  );
  await expect
    .poll(() => columns('evidence'))
    .toEqual(expect.arrayContaining(['shuffledLow', 'shuffledHigh', 'permutationP', 'randomLow', 'selectivity', 'crossMean', 'agreement']));
});

for (const scheme of ['light', 'dark'] as const)
  test(`${scheme}: nothing runs over at 360, axe finds nothing`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await openLab(page);
    await expect(command(page)).toBeVisible();
    await shot(page, `companion-1280-${scheme}`);
    await page.setViewportSize({ width: 360, height: 800 });
    const over = await page.getByTestId('companion').evaluate((fold) => fold.scrollWidth - fold.clientWidth);
    expect(over).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).include('[data-testid=companion]').analyze();
    expect(violations).toEqual([]);
    await shot(page, `companion-360-${scheme}`);
  });
