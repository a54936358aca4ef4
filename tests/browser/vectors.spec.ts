/** Directions from files on the page: by button and drop, scaled, refused, taken, pushed; and out, a button each. */
import AxeBuilder from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { writeControlVector } from '../../src/formats/vectors/gguf';
import { readNpy, writeNpy } from '../../src/formats/vectors/npy';
import { expect, fixture, openLab, test } from './fixtures';

/** The model of the recording. */
const [LAYERS, WIDTH] = [30, 576];
const row = (seed: number): Float32Array => Float32Array.from({ length: WIDTH }, (_, i) => Math.sin(seed * 997 + i * i));
const npy = (layer: number) => ({
  name: `calm_direction_layer_${layer}.npy`,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(writeNpy({ shape: [WIDTH], data: row(layer) })),
});
const gguf = (name: string, seed: number) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(writeControlVector({ model: 'llama', rows: new Map([12, 13, 14].map((block) => [block, row(seed + block)])) })),
});
const screen = (page: Page) => page.getByTestId('vectors');
const shot = async (page: Page, name: string): Promise<void> => {
  if (process.env.LAB_SHOTS) await page.getByTestId('own-vectors').screenshot({ path: `${process.env.LAB_SHOTS}/${name}.png` });
};

test('one file a block: shown first, then taken, compared, and named by an edit', async ({ page }) => {
  await openLab(page);
  await page.getByTestId('open-vectors').setInputFiles([npy(14), npy(15)]);
  await expect(screen(page).locator('h3')).toBeFocused();
  await expect(page.getByTestId('vectors-found')).toContainText(
    'For a model of 30 blocks × 576: a vector for blocks 14 to 15, none for the others',
  );
  await expect(page.getByTestId('vectors-found')).toContainText(
    'Block 14 is blocks.14.hook_resid_post, model.model.layers[14].output, hidden_states[15].',
  );
  await expect(screen(page)).toContainText('No model is named');
  await screen(page).getByLabel('the numbers are those of hidden_states').check();
  await expect(page.getByTestId('vectors-found')).toContainText('blocks 13 to 14');
  await screen(page).getByLabel('the numbers are those of hidden_states').uncheck();
  await screen(page).getByLabel('called').fill('Calm');
  await screen(page).getByLabel('called').press('Enter');
  await expect(page.getByTestId('vectors-found')).toContainText('blocks 14 to 15');
  await shot(page, 'vectors-1280');
  await page.getByTestId('vectors-accept').click();
  await expect(screen(page)).toHaveCount(0);
  const list = page.getByTestId('vector-list');
  await expect(list).toContainText('Calm');
  await expect(list).toContainText(/blocks 14 to 15 of 30 × 576 · calm_direction_layer_14\.npy, calm_direction_layer_15\.npy/);
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-testid=vector-list]')?.scrollIntoView());
  await expect(list).toContainText(/At block \d+ (its cosine with the shown direction is|it has no vector)/);
  await page.getByTestId('add-edit').click();
  await page.getByTestId('edit').getByLabel('direction').selectOption({ label: 'Calm' });
  await page.getByTestId('edit').getByLabel('What is done').selectOption('add');
  await expect(page.getByTestId('edit').getByLabel('unit').locator('option')).toHaveCount(1);
  await expect(page.getByTestId('edit')).toContainText('how far is raw, in lengths of the residual stream');
  await expect(list).toContainText('It stays as long as something is pushed or read along it.');
  await shot(page, 'vectors-list');
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  await expect(list).toContainText('Calm');
});

test('dropped control vectors add up, each times its scale', async ({ page }) => {
  await openLab(page, 'device=wasm', { folded: true });
  const bytes = [gguf('pole.gguf', 1), gguf('debias.gguf', 2)].map(({ name, buffer }) => ({ name, base64: buffer.toString('base64') }));
  const data = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of all) transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    return transfer;
  }, bytes);
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
  await expect(page.getByTestId('vectors-found')).toContainText('Several files give blocks 12 to 14: there they are added up.');
  await expect(screen(page)).toContainText('For the model “llama”, as the file says.');
  await screen(page).getByLabel('times').nth(1).fill('-0.5');
  await screen(page).getByLabel('times').nth(1).press('Enter');
  await page.getByTestId('vectors-accept').click();
  await expect(page.getByTestId('vector-list')).toContainText('blocks 12 to 14 of 30 × 576 · pole.gguf, debias.gguf');
  const lengths = await page.evaluate(() => lab.experiment().directions.find(({ origin }) => 'file' in origin)!.lengths!);
  const [one, other] = [row(13), row(14)];
  expect(lengths[12]).toBeCloseTo(Math.hypot(...one.map((value, i) => value - 0.5 * other[i]!)), 4);
});

test('another model’s vectors, a pickle and a broken file are refused; what is open stays', async ({ page, errors }) => {
  await openLab(page);
  const other = { ...npy(8), buffer: Buffer.from(writeNpy({ shape: [3072], data: new Float32Array(3072).fill(0.1) })) };
  await page.getByTestId('open-vectors').setInputFiles(other);
  await expect(page.getByTestId('vectors-refused')).toContainText(
    /The files have vectors 3072 wide, up to block 8; .* has 30 blocks × 576\./,
  );
  await expect(page.getByTestId('vectors-accept')).toBeDisabled();
  await shot(page, 'vectors-refused');
  await page.getByTestId('open-vectors').setInputFiles({ ...npy(8), name: 'probe.pt', buffer: readFileSync(fixture('vectors/bare.pt')) });
  await expect(page.getByTestId('error')).toContainText(
    'probe.pt: it is a PyTorch file (a pickle), and opening one can run any code in it.',
  );
  await expect(page.getByTestId('error')).toContainText('v = torch.load("probe.pt"');
  await expect(page.getByTestId('vectors-refused')).toBeVisible();
  await page.getByTestId('vectors-cancel').click();
  await expect(screen(page)).toHaveCount(0);
  errors.length = 0;
});

test('out: a file each, with flags for llama.cpp; and in again', async ({ page }) => {
  await openLab(page);
  await expect(page.getByTestId('llama-flags')).toContainText(
    /--control-vector-scaled eia-lab-\S+\.gguf:\S+ --control-vector-layer-range \d+ \d+/,
  );
  for (const [button, ending] of [
    ['save-npy', '.npy'],
    ['save-npz', '.npz'],
    ['save-safetensors', '.safetensors'],
    ['save-gguf', '.gguf'],
    ['save-neuronpedia', '.json'],
  ] as const) {
    const coming = page.waitForEvent('download');
    await page.getByTestId(button).click();
    const download = await coming;
    expect(download.suggestedFilename().endsWith(ending)).toBe(true);
    const path = await download.path();
    if (ending === '.npy') expect(readNpy(new Uint8Array(readFileSync(path)), 'own').shape).toEqual([LAYERS, WIDTH]);
    await page.getByTestId('open-vectors').setInputFiles({ ...npy(1), name: `own${ending}`, buffer: readFileSync(path) });
    await expect(page.getByTestId('vectors-found')).toContainText('For a model of 30 blocks × 576');
  }
  await page.getByTestId('vectors-cancel').click();
});

for (const scheme of ['light', 'dark'] as const)
  test(`at 360 px, ${scheme}: nothing is cut off, and axe has nothing to say`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width: 360, height: 740 });
    await openLab(page);
    await page
      .getByTestId('open-vectors')
      .setInputFiles([gguf('a-very-long-name-of-a-control-vector-that-does-not-fit.gguf', 1), gguf('b.gguf', 2)]);
    await expect(page.getByTestId('vectors-found')).toContainText('blocks 12 to 14');
    const over = await page.getByTestId('own-vectors').evaluate((fold) => fold.scrollWidth - fold.clientWidth);
    expect(over).toBeLessThanOrEqual(0);
    await shot(page, `vectors-360-${scheme}`);
    const { violations } = await new AxeBuilder({ page })
      .include('[data-testid=own-vectors]')
      .include('[data-testid=vectors-out]')
      .analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
