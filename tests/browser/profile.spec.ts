/** `?profile`: where the time goes, on the page and for scripts. */
import { expect, openLab, serveHub, test } from './fixtures';

test('the load and what was asked of the model are counted, and shown to whoever asks', async ({ page }, testInfo) => {
  const hub = await serveHub();
  await openLab(page, `device=wasm&profile&hub=${hub.url}`);
  // Nothing is there to be told before a model is loaded.
  await expect(page.getByTestId('profile')).toHaveCount(0);
  await page.evaluate(() => lab.load({ repo: 'tiny-llama-optimum', dtype: 'fp32' }));
  const before = await page.evaluate(() => lab.profile());
  // The graph's file is fetched before its taps are added, the weights after.
  expect(before.phases.map(({ phase }) => phase)).toEqual(['files', 'instrument', 'files', 'session', 'self-test']);
  expect(before.calls[0]).toMatchObject({ kind: 'load', count: 1 });
  expect(before.calls[0]!.seconds).toBeGreaterThan(0);
  const tokens = await page.evaluate(async () => (await lab.generate('the door is open', { maxNewTokens: 6 }))[0]!.tokens.length);
  const { runs, calls } = await page.evaluate(() => lab.profile());
  const steps = runs.find(({ kind, of }) => kind === 'generate' && of === 'step')!;
  // The first token comes of the prompt's own run.
  expect(steps).toMatchObject({ runs: tokens - 1, tokens: tokens - 1 });
  expect(steps.bytesIn).toBeGreaterThan(0);
  expect(steps.seconds).toBeLessThanOrEqual(calls.find(({ kind }) => kind === 'generate')!.seconds);

  const panel = page.getByTestId('profile');
  await expect(panel.getByRole('row', { name: /answers one token a row/ })).toContainText(String(tokens - 1));
  await expect(panel.getByRole('row', { name: /Add taps to the graph/ })).toBeVisible();
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    // Pictures take the new width a moment later.
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await panel.screenshot({ path: testInfo.outputPath(`profile-${width}.png`) });
  }
  hub.server.close();
});

test('nobody who did not ask for it sees it', async ({ page }) => {
  const hub = await serveHub();
  await openLab(page, `device=wasm&hub=${hub.url}`);
  await page.evaluate(() => lab.load({ repo: 'tiny-llama-optimum', dtype: 'fp32' }));
  await expect(page.getByTestId('model-card')).toBeVisible();
  await expect(page.getByTestId('profile')).toHaveCount(0);
  hub.server.close();
});
