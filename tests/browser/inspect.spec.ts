/** Looking into a graph without loading it: from the panel and from the console, from a file and from a hub. */
import { expect, fixture, openLab, serveHub, test } from './fixtures';

test('an .onnx file of this machine shows its blocks, width, types and needs; another file is refused in words', async ({ page }) => {
  await openLab(page);
  await page.getByTestId('inspect-file').setInputFiles(fixture('tiny-qwen3-builder/onnx/model_q4.onnx').pathname);
  const table = page.getByTestId('inspection');
  await expect(table).toContainText('4 × 32');
  await expect(table).toContainText('model_q4.onnx_data');
  await expect(table).toContainText('float32');
  await page
    .getByTestId('inspect-file')
    .setInputFiles({ name: 'model.onnx', mimeType: 'application/octet-stream', buffer: Buffer.from('<!doctype html>') });
  await expect(page.getByTestId('inspect-error')).toHaveAttribute('data-code', 'graph-foreign');
  await expect(table).toHaveCount(0);
});

test('of a repository only the graph and config.json are fetched, and nothing is loaded', async ({ page }) => {
  const { url, server, sent } = await serveHub();
  try {
    await openLab(page, `device=wasm&hub=${url}`);
    const found = await page.evaluate(() => lab.inspect({ repo: 'tiny-gemma3-builder', dtype: 'q4f16' }));
    expect(found).toMatchObject({ blocks: 4, width: 64, dtypes: { activation: 'float16', kv: 'float16' }, needs: { shaderF16: true } });
    expect([...new Set(sent.map(({ file }) => file))]).toEqual([
      'tiny-gemma3-builder/onnx/model_q4f16.onnx',
      'tiny-gemma3-builder/config.json',
    ]);
    await page.getByTestId('inspect-repo').fill('tiny-mistral-optimum');
    await page.getByTestId('inspect-dtype').selectOption('fp32');
    await page.getByTestId('inspect-button').click();
    await expect(page.getByTestId('inspection')).toContainText('4 × 64');
    await expect(page.getByTestId('model-card')).toHaveCount(0);
  } finally {
    server.close();
  }
});

test('a graph with its weights inside is fetched only after its size was said, and the fetch can be cancelled', async ({ page }) => {
  const { url, server, sent } = await serveHub();
  try {
    await page.route('**/api/models/**', (route) =>
      route.fulfill({
        headers: { 'access-control-allow-origin': '*' },
        json: {
          siblings: [
            { rfilename: 'onnx/model.onnx', size: 900_000_000 },
            { rfilename: 'tokenizer.json', size: 600 },
          ],
        },
      }),
    );
    await openLab(page, `device=wasm&hub=${url}`);
    await page.getByTestId('inspect-repo').fill('tiny-llama-optimum');
    await page.getByTestId('inspect-dtype').selectOption('fp32');
    await page.getByTestId('inspect-button').click();
    await expect(page.getByTestId('inspect-fetch')).toContainText('900 MB, its weights are inside');
    expect(sent.filter(({ file }) => file.endsWith('.onnx'))).toEqual([]);
    await page.route('**/*.onnx', () => undefined); // Never answers.
    await page.getByTestId('inspect-fetch').click();
    await page.getByTestId('inspect-stop').click();
    await expect(page.getByTestId('inspect-stop')).toHaveCount(0);
    await expect(page.getByTestId('inspect-error')).toHaveCount(0);
  } finally {
    server.close();
  }
});
