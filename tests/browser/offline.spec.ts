/** Without a network the page says that the network is away, and what is missing. */
import { expect, openLab, test } from './fixtures';

test('offline: the program, the runtime and a set are named, none of them is a fault of memory or of the lab', async ({
  page,
  context,
  errors,
}) => {
  await openLab(page);
  await context.setOffline(true);
  await page.getByTestId('load-button').click();
  const failure = page.getByTestId('model-error');
  await expect(failure).toContainText('The program that runs models could not be fetched');
  await expect(failure).toContainText('The network is away');
  await page.locator('#contrast').getByRole('radio').nth(1).click();
  await expect(page.getByTestId('error')).toContainText(/The scenario set \S+\.json could not be fetched/);
  await context.setOffline(false);

  await page.route('**/ort-wasm-*.wasm', (route) => route.abort());
  await page.getByTestId('load-button').click();
  await expect(failure).toContainText('ONNX Runtime, which runs the model, could not be fetched', { timeout: 120_000 });
  await page.unroute('**/ort-wasm-*.wasm');
  await page.getByTestId('load-button').click();
  await expect(page.getByTestId('model-card')).toBeVisible({ timeout: 120_000 });
  await expect(page.getByTestId('model-card')).toContainText('nothing was fetched');
  errors.length = 0; // The browser's own lines about what could not be fetched.
});

test('the price of a load counts the program that runs it', async ({ page }) => {
  const sizes: number[] = [];
  page
    .context()
    .on(
      'response',
      (answer) => void (/lab\.worker|ort-wasm/.test(answer.url()) && sizes.push(Number(answer.headers()['content-length'] ?? 0))),
    );
  await openLab(page);
  const button = page.getByTestId('load-button');
  await expect(button).toContainText(/104 MB, included; 119 MB with the program that runs it/);
  await button.click();
  await expect(page.getByTestId('model-card')).toBeVisible({ timeout: 120_000 });
  const fetched = sizes.reduce((sum, size) => sum + size, 0);
  expect(fetched).toBeGreaterThan(14e6);
  expect(fetched).toBeLessThan(16e6);
});

test('a server without the two headers: one thread is said, over a secure address, too', async ({ page }) => {
  await page.route('**/*', async (route) => {
    if (!route.request().isNavigationRequest()) return route.fallback();
    const answer = await route.fetch();
    const headers = { ...answer.headers() };
    delete headers['cross-origin-opener-policy'];
    delete headers['cross-origin-embedder-policy'];
    await route.fulfill({ response: answer, headers });
  });
  await openLab(page);
  expect(await page.evaluate(() => isSecureContext && !crossOriginIsolated)).toBe(true);
  await expect(page.getByTestId('one-thread')).toContainText('one thread');
  await page.unroute('**/*');
  await openLab(page);
  await expect(page.getByTestId('auroc-chart')).toBeVisible();
  await expect(page.getByTestId('one-thread')).toHaveCount(0);
});
