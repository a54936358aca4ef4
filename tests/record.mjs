/**
 * Records public/demo/run.json, the run that visitors see before anything is loaded, and the pictures in docs/:
 * builds the page, runs it in Chromium on this machine's processor, presses Run and Sweep, and downloads the run as a visitor would.
 * `npm run record`. The numbers are the machine's own; nothing is edited.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './chromium.mjs';

const PORT = 4312;
const vite = (...args) => [process.execPath, ['node_modules/vite/bin/vite.js', ...args]];
execFileSync(...vite('build', '--logLevel', 'warn'), { stdio: 'inherit' });
const server = spawn(...vite('preview', '--port', String(PORT), '--strictPort'), { stdio: 'ignore' });
const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  for (let tries = 0; ; tries++) {
    if (
      await page.goto(`http://localhost:${PORT}/?device=wasm`).then(
        () => true,
        () => false,
      )
    )
      break;
    if (tries > 50) throw new Error('The preview server did not start.');
    await page.waitForTimeout(200);
  }
  await page.waitForFunction(() => 'lab' in globalThis);
  await page.getByTestId('load-button').click();
  await page.getByTestId('model-card').waitFor({ timeout: 180_000 });
  // The recording that is being replaced is not to be in the new one.
  await page.evaluate(async () => {
    const { view, format, version } = lab.experiment();
    const none = { sets: [], readings: [], analyses: [], directions: [], answers: [], choices: [], ratings: [] };
    await lab.open({ format, version, ...none, view: { ...view, analysis: null, answers: [] } });
  });
  await page.getByTestId('run-button').click();
  await page.getByTestId('run-note').filter({ hasText: 'Read' }).waitFor({ timeout: 900_000 });
  await page.getByTestId('sweep-button').click();
  await page.getByTestId('stop-steer').waitFor();
  await page.getByTestId('sweep-button').waitFor({ timeout: 900_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('download-run').click()]);
  await download.saveAs('public/demo/run.json');
  console.log(`public/demo/run.json: ${statSync('public/demo/run.json').size} bytes; ${await page.getByTestId('run-note').innerText()}`);

  mkdirSync('docs', { recursive: true });
  await page.addStyleTag({ content: '.run { position: static !important }' }); // The bar that sticks would lie over the pictures.
  const layers = page
    .locator('section')
    .filter({ has: page.getByTestId('auroc-chart') })
    .first();
  await layers.screenshot({ path: 'docs/layers.png' });
  const steer = page
    .locator('section')
    .filter({ has: page.getByTestId('alpha-slider') })
    .first();
  await steer.screenshot({ path: 'docs/steer.png' });
} finally {
  await browser.close();
  server.kill();
}
