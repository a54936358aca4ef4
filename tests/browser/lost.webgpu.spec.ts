/** The graphics process dies under a loaded model. */
import { expect, openLab, serveHub, test } from './fixtures';

test('a lost GPU device is said, and the model loaded again; after the second loss WASM is offered, from this disk', async ({
  page,
  browser,
  errors,
}) => {
  const hub = await serveHub();
  await openLab(page, `device=webgpu&hub=${hub.url}`);
  const load = () => page.evaluate(() => lab.load({ repo: 'tiny-llama-builder', dtype: 'fp32' }));
  expect(await load()).toMatchObject({ device: 'webgpu', selfTest: { passed: true } });
  const run = await page.evaluate(() => lab.experiment().run);
  const session = await browser.newBrowserCDPSession();
  await session.send('Browser.crashGpuProcess').catch(() => undefined); // The call itself may be cut off.
  await expect(page.getByTestId('error')).toContainText(/lost|stopped/, { timeout: 60_000 });
  await expect(page.getByTestId('error')).toHaveAttribute('data-code', 'device-lost');
  await expect(page.getByTestId('model-card')).toHaveAttribute('data-device', 'webgpu', { timeout: 120_000 });
  expect(await page.evaluate(() => lab.experiment().run)).toEqual(run);

  await session.send('Browser.crashGpuProcess').catch(() => undefined);
  await expect(page.getByTestId('model-error')).toHaveAttribute('data-code', 'device-lost', { timeout: 60_000 });
  hub.forget();
  await page.getByTestId('load-on-wasm').click();
  await expect(page.getByTestId('model-card')).toHaveAttribute('data-device', 'wasm', { timeout: 60_000 });
  expect(hub.weightBytes()).toBe(0);
  expect(await page.evaluate(() => lab.experiment().run)).toEqual(run);
  errors.length = 0;
  hub.server.close();
});
