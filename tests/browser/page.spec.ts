/**
 * The main job as a person does it: load, run, read, steer, come back. On a small scenario set, so that it takes minutes, not half an
 * hour.
 */
import { readFileSync } from 'node:fs';
import { expect, openLab, test } from './fixtures';
import type { ScenarioSet } from '../../src/formats/scenario-set';

/** Six training pairs, four test pairs and six scored texts of the shipped set. */
const shipped = JSON.parse(readFileSync(new URL('../../public/scenarios/empathy.json', import.meta.url), 'utf8')) as ScenarioSet;
const small: ScenarioSet = {
  ...shipped,
  id: 'small',
  name: 'A small set',
  pairs: [
    ...shipped.pairs.filter((pair) => pair.split === 'train').slice(0, 6),
    ...shipped.pairs.filter((pair) => pair.split === 'test').slice(0, 4),
  ],
  scored: [0, 1, 2].flatMap((score) => shipped.scored.filter((item) => item.score === score).slice(0, 2)),
};
const TEXTS = 2 * small.pairs.length + small.scored.length;

test('load, run, choose a layer, steer, reload and find the run', async ({ page, context, baseURL }) => {
  const foreign: string[] = [];
  context.on(
    'request',
    (request) => !request.url().startsWith(baseURL!) && !/^(blob|data):/.test(request.url()) && foreign.push(request.url()),
  );

  await openLab(page);
  await expect(page.getByTestId('provenance')).toContainText(/recorded run/i);
  await expect(page.getByTestId('auroc-chart')).toBeVisible();

  await expect(page.getByTestId('load-button')).toContainText('104 MB');
  await page.getByTestId('load-button').click();
  await expect(page.getByTestId('load-progress')).toBeVisible();
  await expect(page.getByTestId('model-card')).toContainText('WASM', { timeout: 120_000 });
  await expect(page.getByTestId('self-test-badge')).toContainText(/passed/i);

  await page
    .getByTestId('scenario-file')
    .setInputFiles({ name: 'small.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(small)) });
  await expect(page.getByRole('heading', { name: 'A small set' })).toBeVisible();
  await page.getByTestId('run-button').click();
  await expect(page.getByTestId('run-progress')).toContainText(`of ${TEXTS}`);
  await expect(page.getByTestId('run-note')).toContainText(`Read ${TEXTS} texts`, { timeout: 180_000 });
  await expect(page.getByTestId('provenance')).toContainText(/this tab/i);

  const experiment = await page.evaluate(() => lab.experiment());
  expect(experiment.run).toMatchObject({ complete: true, computed: TEXTS, fromStorage: 0 });
  expect(experiment.run!.metrics).toHaveLength(30);
  expect(
    experiment.run!.metrics.every((layer) => layer.nPositive === 4 && layer.auroc >= 0 && layer.auroc <= 1 && Number.isNaN(layer.aurocLow)),
  ).toBe(true);

  // The numbers on the page are the experiment's: another layer, by keyboard, shows that layer's.
  const shownAt = async (layer: number) => {
    const { auroc } = experiment.run!.metrics[layer]!;
    await expect(page.getByTestId('layer-numbers')).toContainText(auroc.toFixed(3));
  };
  await shownAt(experiment.layer);
  await page.getByTestId('layer-slider').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => page.evaluate(() => lab.experiment().layer)).toBe(experiment.layer + 2);
  await shownAt(experiment.layer + 2);
  // And by the chart itself: a click goes to a block of its left half, the keys from there.
  const chart = page.getByTestId('auroc-chart');
  const { width, height } = (await chart.boundingBox())!;
  await chart.click({ position: { x: width / 4, y: height / 2 } });
  const clicked = await page.evaluate(() => lab.experiment().layer);
  expect(clicked).toBeGreaterThan(1);
  expect(clicked).toBeLessThan(14);
  await shownAt(clicked);
  await chart.focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => page.evaluate(() => lab.experiment().layer)).toBe(clicked - 1);
  // The address follows at its own pace (src/app/address.ts).
  await expect.poll(() => page.evaluate(() => location.hash)).toContain(`layer=${clicked - 1}`);
  await page.evaluate((layer) => (location.hash = location.hash.replace(/layer=\d+/, `layer=${layer}`)), experiment.layer + 2);
  await expect.poll(() => page.evaluate(() => lab.experiment().layer)).toBe(experiment.layer + 2);

  await page.getByTestId('steer-button').click();
  await expect(page.getByTestId('completion')).toHaveCount(2);
  await expect(page.getByTestId('tokens-per-second')).toContainText(/\d/, { timeout: 60_000 });
  await expect(page.getByTestId('steer-button')).toBeVisible({ timeout: 180_000 });
  const { completions, steering } = await page.evaluate(() => lab.experiment());
  expect(completions.map((one) => one.alpha)).toEqual([0, steering.alpha]);
  expect(completions[0]!.text).not.toBe(completions[1]!.text);
  for (const { text, alpha } of completions)
    await expect(page.locator(`[data-testid=completion][data-alpha="${alpha}"]`)).toContainText(text.trim().split('\n')[0]!.slice(0, 40));

  // Eight strengths stream side by side, and stop at once.
  await page.getByTestId('sweep-button').click();
  await expect(page.getByTestId('completion')).toHaveCount(8);
  await expect(page.getByTestId('tokens-per-second')).toContainText(/[1-9]\d* so far/, { timeout: 60_000 });
  await page.getByTestId('stop-steer').click();
  await expect(page.getByTestId('sweep-button')).toBeVisible({ timeout: 30_000 });
  expect((await page.evaluate(() => lab.experiment().completions)).filter((one) => one.tokens.length > 0)).toHaveLength(8);

  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  expect(await page.evaluate(() => lab.experiment().layer)).toBe(experiment.layer + 2); // From the address.
  await page.getByTestId('load-button').click();
  await expect(page.getByTestId('model-card')).toBeVisible({ timeout: 120_000 });
  await page
    .getByTestId('scenario-file')
    .setInputFiles({ name: 'small.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(small)) });
  await page.getByTestId('run-button').click();
  await expect(page.getByTestId('run-note')).toContainText(`Nothing to compute: all ${TEXTS} texts`, { timeout: 30_000 });
  const again = await page.evaluate(() => lab.experiment());
  expect(again.run).toMatchObject({ computed: 0, fromStorage: TEXTS });
  expect(again.run!.metrics).toEqual(experiment.run!.metrics);
  expect(foreign).toEqual([]);
});

test('stopping a run keeps what was read, and Run goes on from there', async ({ page }) => {
  await openLab(page);
  await page.evaluate(() => lab.load('smollm2-135m-instruct'));
  await page.getByTestId('run-button').click();
  await expect
    .poll(
      () =>
        page.evaluate(() => {
          const { run } = lab.experiment();
          return run && !run.complete ? run.computed : 0;
        }),
      { timeout: 60_000 },
    )
    .toBeGreaterThan(2);
  await page.getByTestId('stop-run').click();
  await expect(page.getByTestId('run-note')).toContainText('Stopped', { timeout: 30_000 });
  const stopped = await page.evaluate(() => lab.experiment().run!);
  expect(stopped.complete).toBe(false);
  await page.getByTestId('run-button').click();
  await expect(page.getByTestId('run-progress')).toContainText(`${stopped.computed}`);
  await page.getByTestId('stop-run').click();
  await expect(page.getByTestId('run-button')).toBeVisible({ timeout: 30_000 });
  expect((await page.evaluate(() => lab.experiment().run!)).fromStorage).toBeGreaterThanOrEqual(stopped.computed);
});

for (const [width, scheme] of [
  [1280, 'light'],
  [360, 'light'],
  [360, 'dark'],
  [1280, 'dark'],
] as const) {
  test(`fits ${width} px, ${scheme}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: scheme });
    await openLab(page);
    const { overflow, background } = await page.evaluate(() => ({
      overflow: document.documentElement.scrollWidth - innerWidth,
      background: getComputedStyle(document.body).backgroundColor,
    }));
    expect(overflow).toBeLessThanOrEqual(0);
    const brightness = (background.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, value) => sum + Number(value), 0) / 3;
    if (scheme === 'dark') expect(brightness).toBeLessThan(90);
    else expect(brightness).toBeGreaterThan(200);
  });
}
