/** Numbers and answers keep what they were made with, whatever is chosen afterwards; and the keyboard keeps its place. */
import { readFileSync } from 'node:fs';
import type { ScenarioSet } from '../../src/formats/scenario-set';
import { expect, openLab, serveHub, test } from './fixtures';

const shipped = JSON.parse(readFileSync(new URL('../../public/scenarios/empathy.json', import.meta.url), 'utf8')) as ScenarioSet;
const own: ScenarioSet = {
  ...shipped,
  id: 'own',
  name: 'A set of my own',
  concept: { name: 'honesty', positive: 'honest', negative: 'lying' },
  pairs: [
    ...shipped.pairs.filter((pair) => pair.split === 'train').slice(0, 3),
    ...shipped.pairs.filter((pair) => pair.split === 'test').slice(0, 2),
  ],
  scored: shipped.scored.slice(0, 4),
};
const asFile = (set: ScenarioSet) => ({ name: 'own.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(set)) });

test('settings that change after a run are told apart from those it was made with', async ({ page }) => {
  await openLab(page);
  await expect(page.getByTestId('stale')).toHaveCount(0);
  const before = await page.evaluate(() => lab.experiment().run!);
  await page.getByRole('radio', { name: 'last token' }).check();
  await expect(page.getByTestId('stale')).toContainText('pooling “mean, no first”');
  const after = await page.evaluate(() => lab.experiment());
  expect(after.capture.pooling).toBe('last');
  expect(after.run).toEqual(before);

  // Another set in section 2 renames nothing that was measured on the first.
  await page.getByTestId('scenario-file').setInputFiles(asFile(own));
  await expect(page.getByText('“honest” against “lying”')).toBeVisible();
  await expect(page.getByTestId('stale')).toContainText('the set “Empathy in action”');
  await expect(page.locator('#layers .lead')).toContainText('“empathic”');
  await expect(page.locator('#steer .lead')).toContainText('“empathic”');
  await expect(page.getByTestId('strip-chart')).toBeVisible();
});

test('answers keep their dose, band and prompt', async ({ page }) => {
  await openLab(page);
  const doses = page.locator('.completion-alpha');
  await expect(doses).toHaveCount(9);
  const shown = await doses.allInnerTexts();
  expect(shown.join()).toContain('separations');
  await page.locator('.finer').getByRole('radio', { name: 'residual norm' }).check();
  await page.locator('.finer').getByRole('radio', { name: 'raw' }).check();
  expect(await doses.allInnerTexts()).toEqual(shown);
  await expect(page.getByTestId('answer-origin')).not.toContainText('Answers to');
  const prompt = await page.evaluate(() => lab.experiment().steering.prompt);
  await page.getByLabel('Text of the prompt').fill('Hello there');
  await expect(page.getByTestId('answer-origin')).toContainText(`Answers to ${prompt}`);
  await expect(page.getByTestId('answer-origin')).toContainText('blocks 10–19');
  // My own words come back from a prompt of the set.
  await page.locator('.prompt select').selectOption({ index: 2 });
  await page.locator('.prompt select').selectOption('');
  await expect(page.getByLabel('Text of the prompt')).toHaveValue('Hello there');
});

test('a link in the same tab shows what it says, defaults included', async ({ page }) => {
  await openLab(page);
  await page.evaluate(() => (location.hash = '#layer=5&alpha=-2'));
  await expect.poll(() => page.evaluate(() => [lab.experiment().layer, lab.experiment().steering.alpha])).toEqual([5, -2]);
  await page.evaluate(() => (location.hash = '#pooling=last'));
  await expect
    .poll(() => page.evaluate(() => [lab.experiment().layer, lab.experiment().steering.alpha, lab.experiment().capture.pooling]))
    .toEqual([15, 3, 'last']);
});

test('a run of a smaller model, stopped halfway, on a set of one’s own: all of it in one file that opens anywhere', async ({
  page,
  context,
}) => {
  const hub = await serveHub();
  await openLab(page, `device=wasm&hub=${hub.url}`);
  await page.evaluate(() => lab.load({ repo: 'tiny-llama-builder', dtype: 'fp32' }));
  await page.getByTestId('scenario-file').setInputFiles(asFile(own));
  await expect(page.locator('#contrast h3')).toHaveText(own.name);
  await page.getByTestId('run-button').click();
  await expect(page.getByTestId('run-note')).toContainText('Read 14 texts', { timeout: 60_000 });
  // Block 15 was on show; this model has four.
  expect(await page.evaluate(() => lab.experiment().layer)).toBe(3);
  await expect(page.getByTestId('layer-numbers')).toHaveAttribute('data-layer', '3');
  await expect(page.locator('#layers .lead')).toContainText('“honest”');
  await expect(page.getByTestId('trust')).toContainText('Too few pairs to say');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('download-run').click()]);
  expect(download.suggestedFilename()).toMatch(/^eia-lab-tiny-llama-builder-own-mean-rest-.*\.json$/);

  const other = await context.newPage();
  await openLab(other);
  await other.getByTestId('open-run').setInputFiles(await download.path());
  await expect(other.getByTestId('provenance')).toContainText('tiny-llama-builder');
  await expect(other.locator('#steer .lead')).toContainText('“honest”');
  await expect(other.getByTestId('strip-chart')).toBeVisible();
  expect(await other.evaluate(() => lab.experiment().scenarios!.set.pairs.length)).toBe(own.pairs.length);
  hub.server.close();
});

test('a separation of zero or less leaves a gap in the curve and no error', async ({ page }) => {
  await openLab(page);
  await page.evaluate(async () => {
    const experiment = lab.experiment();
    const { positive, negative, scored } = experiment.run!.scores;
    const turned = <T>(all: T[], other: T[]): T[] => all.map((at, layer) => (layer === 4 ? other[layer]! : at));
    const none = { auroc: [], accuracy: [], accuracyMedian: [], separation: [] };
    const scores = { positive: turned([...positive], [...negative]), negative: turned([...negative], [...positive]), scored };
    const turn = (separation: readonly number[]) => separation.map((value, layer) => (layer === 4 ? -value : value));
    // Records of other numbers have other names.
    const renamed = (id: string) => `${id}-turned`;
    await lab.open({
      ...experiment,
      directions: experiment.directions.map((one) => ({
        ...one,
        id: renamed(one.id),
        scale: one.scale && { ...one.scale, separation: turn(one.scale.separation) },
      })),
      analyses: experiment.analyses.map((one) => ({
        ...one,
        directions: renamed(one.directions),
        scores,
        report: { ...one.report, table: none as never },
        // Chance was drawn for the scores that were.
        evidence: null,
      })),
      answers: experiment.answers.map((one) => ({
        ...one,
        edits: one.edits.map((edit) => ({ ...edit, directions: renamed(edit.directions) })),
        reads: one.reads && { ...one.reads, directions: renamed(one.reads.directions) },
      })),
      choices: [],
      damages: [],
      readouts: [],
    });
  });
  await expect(page.getByTestId('separation-chart').locator('.curve-test path').first()).toHaveAttribute('d', /^M[^N]+L[^N]+M[^N]+$/);
});

test('a stopped run says so wherever it is shown', async ({ page }) => {
  await openLab(page);
  await page.evaluate(async () => {
    const experiment = lab.experiment();
    await lab.open({
      ...experiment,
      analyses: experiment.analyses.map((one) => ({ ...one, made: { ...one.made, complete: false, computed: 19, fromStorage: 0 } })),
    });
  });
  await expect(page.getByTestId('provenance')).toContainText('stopped after 19 of 110 texts');
});

test('the keyboard keeps its place when buttons take each other’s', async ({ page }) => {
  const hub = await serveHub();
  const GRAPH = 'tiny-llama-builder/onnx/model_q4.onnx_data';
  hub.fail(GRAPH, 'slow');
  await openLab(page, `device=wasm&hub=${hub.url}`);
  await page.getByTestId('load-button').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('cancel-load')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('load-button')).toBeVisible();
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);

  await page.evaluate(() => lab.load({ repo: 'tiny-llama-optimum', dtype: 'fp32' }));
  await page.getByTestId('run-button').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('stop-run').or(page.getByTestId('run-button'))).toBeFocused();
  await expect(page.getByTestId('run-note')).toContainText('Read 110 texts', { timeout: 120_000 });
  await expect(page.getByTestId('run-button')).toBeFocused();
  await page.getByTestId('steer-button').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('completion')).toHaveCount(2);
  await expect(page.getByTestId('steer-button')).toBeFocused({ timeout: 30_000 });
  hub.server.close();
});

test('fields with a glossary entry are named by their words', async ({ page }) => {
  await openLab(page);
  await expect(page.getByRole('spinbutton', { name: 'Temperature', exact: true })).toHaveValue('0');
  await expect(page.getByRole('button', { name: 'Temperature' })).toBeVisible();
  await page.getByRole('spinbutton', { name: 'Temperature', exact: true }).fill('5');
  expect(await page.evaluate(() => lab.experiment().steering.temperature)).toBe(0);
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 is the most; 2 was taken.', { exact: true })).toBeVisible();
  expect(await page.evaluate(() => lab.experiment().steering.temperature)).toBe(2);
});
