/**
 * Activations of 200 MB that were read elsewhere, two poolings of them: how long until they are shown, how long until one is analysed, what
 * page and workers hold then, and how long the main thread is held up.
 */
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LONG_MS, watchLongTasks } from './main-thread.mjs';

/** 200 texts at 32 blocks of 4,096 numbers, float32: 105 MB a pooling. */
const SHAPES = { quick: [40, 4, 256], whole: [200, 32, 4096] };
const POOLINGS = ['mean', 'last'];

/** @param {import('@playwright/test').Browser} browser @param {string} url of the built lab, device and all @param {boolean} quick */
export async function activationsRow(browser, url, quick) {
  const shape = quick ? SHAPES.quick : SHAPES.whole;
  const [texts] = shape;
  const folder = mkdtempSync(path.join(tmpdir(), 'eia-lab-activations-'));
  const at = (name) => path.join(folder, name);
  const bytes = 4 * shape.reduce((a, b) => a * b);
  for (const name of POOLINGS) writeNumbers(at(`${name}.npy`), shape);
  writeArray(at('labels.npy'), '|i1', [texts], [Int8Array.from({ length: texts }, (_, i) => i % 2)]);
  writeFileSync(
    at('manifest.json'),
    JSON.stringify({ format: 'eia-lab/activations', version: 1, model: { id: 'made-up' }, site: 'hook_resid_post' }),
  );
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.addInitScript(watchLongTasks);
  try {
    await page.goto(url);
    await page.waitForFunction(() => 'lab' in globalThis);
    await page.getByTestId('unfold').click();

    const memory = () => page.evaluate(async () => (await performance.measureUserAgentSpecificMemory()).bytes);
    const before = await memory();
    const [from, began] = [performance.now(), await page.evaluate(() => performance.now())];
    await page
      .getByTestId('open-activations')
      .setInputFiles([...POOLINGS.map((name) => at(`${name}.npy`)), at('labels.npy'), at('manifest.json')]);
    await page.locator('[data-testid=activations-accept]:not(:disabled)').waitFor({ timeout: 120_000 });
    const shown = performance.now();
    const looked = await memory();
    const again = performance.now();
    await page.getByTestId('activations-accept').click();
    await page.getByTestId('provenance').filter({ hasText: 'made-up' }).waitFor({ timeout: 300_000 });
    await page.getByTestId('evidence-note').filter({ hasText: 'No shuffled and no neutral texts' }).waitFor({ timeout: 300_000 });
    const analysed = performance.now();
    const held = await memory();
    const tasks = await page.evaluate(
      (began) => globalThis.longTasks.filter((one) => one.startTime >= began).map((one) => one.duration),
      began,
    );
    const mb = (size) => `${Math.round(size / 1e6)} MB`;
    const name = `activations of ${mb(POOLINGS.length * bytes)}, ${POOLINGS.length} poolings`;
    return [
      { name: `${name}: looked at, s`, values: [(shown - from) / 1000], note: `${mb(Math.max(0, looked - before))} held for it` },
      { name: `${name}: one is analysed with all evidence, s`, values: [(analysed - again) / 1000] },
      {
        name: `${name}: held after that / bytes of the one`,
        values: [(held - before) / bytes],
        atMost: 1.5,
        note: `${mb(before)} before, ${mb(held)} after, by measureUserAgentSpecificMemory`,
      },
      {
        name: `${name}: longest task of the main thread, ms`,
        values: [Math.max(0, ...tasks)],
        note: `by the clock; 0: none of ${LONG_MS} ms`,
      },
    ];
  } finally {
    await context.close();
    rmSync(folder, { recursive: true });
  }
}

/** An .npy file, text by text: no more than one of them is in memory. */
function writeNumbers(file, [texts, ...rest]) {
  const size = rest.reduce((a, b) => a * b);
  const rows = function* () {
    for (let text = 0; text < texts; text++)
      // Every other text leans to one side in its first numbers; all else is much alike.
      yield Float32Array.from({ length: size }, (_, i) => Math.sin(i * 0.37 + text * 1.7) + (i % 4096 < 8 && text % 2 ? 0.5 : 0));
  };
  writeArray(file, '<f4', [texts, ...rest], rows());
}

/** Format 1.0 of numpy: magic, version, length of the header, a Python dict padded to 64 bytes, the numbers. */
function writeArray(file, descr, shape, parts) {
  const dict = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const header = `${dict.padEnd(Math.ceil((dict.length + 11) / 64) * 64 - 11)}\n`;
  const length = Buffer.alloc(2);
  length.writeUInt16LE(header.length);
  const out = openSync(file, 'w');
  writeSync(out, Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), length, Buffer.from(header, 'latin1')]));
  for (const part of parts) writeSync(out, new Uint8Array(part.buffer));
  closeSync(out);
}
