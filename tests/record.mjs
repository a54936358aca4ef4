/**
 * Records public/demo/run.json, the run that visitors see before anything is loaded, public/demo/more.json, runs of other sets and all of
 * them tried on each other, and the pictures in docs/: builds the page, runs it in Chromium on this machine's processor, presses Run, Sweep
 * and Compare, and downloads the run as a visitor would. The numbers are the machine's own; nothing is edited.
 *
 * `npm run record` (`-- --more`: the other sets alone; `-- --profile DIR`: in a browser profile that keeps the texts read, so that what was
 * broken off goes on).
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './chromium.mjs';

const PORT = 4312;
/** Sets beside the first one. */
const OTHERS = ['empathy-matched', 'decisions', 'honesty', 'fairness', 'beneficence'];
const vite = (...args) => [process.execPath, ['node_modules/vite/bin/vite.js', ...args]];
execFileSync(...vite('build', '--logLevel', 'warn'), { stdio: 'inherit' });
const server = spawn(...vite('preview', '--port', String(PORT), '--strictPort'), { stdio: 'ignore' });
const at = process.argv.indexOf('--profile');
const profile = at < 0 ? mkdtempSync(join(tmpdir(), 'record-')) : process.argv[at + 1];
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: findChromium(),
  args: CHROMIUM_ARGS,
  viewport: { width: 1280, height: 900 },
});
try {
  const page = await browser.newPage();
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
  if (!process.argv.includes('--more')) {
    await clear();
    await run();
    await page.getByTestId('sweep-button').click();
    await page.getByTestId('stop-steer').waitFor();
    await page.getByTestId('sweep-button').waitFor({ timeout: 900_000 });
    await save('public/demo/run.json');

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
  }

  // The runs of other sets, which the page fetches when somebody wants to see them.
  await clear();
  for (const set of OTHERS) {
    const radio = page.locator(`#contrast input[value=${set}]`);
    await radio.click({ force: true });
    await page.waitForFunction((value) => document.querySelector(`#contrast input[value=${value}]`)?.checked, set);
    await run();
  }
  // All sets that this browser has read, the first one too, tried on each other.
  await page.getByTestId('compare-sets').locator('> summary').click();
  await page.getByTestId('compare-read').click();
  await page.waitForFunction(() => lab.experiment().matrices.length > 0, null, { timeout: 600_000 });
  await save('public/demo/more.json');

  /** The recording that is being replaced is not to be in the new one. */
  async function clear() {
    await page.evaluate(async () => {
      const { view, format, version } = lab.experiment();
      const none = { sets: [], readings: [], analyses: [], directions: [], answers: [], choices: [], ratings: [], matrices: [] };
      await lab.open({ format, version, ...none, view: { ...view, analysis: null, answers: [] } });
    });
  }

  /** Reads the set, and waits for its evidence. */
  async function run() {
    const before = await page.evaluate(() => lab.experiment().analyses.length);
    await page.getByTestId('run-button').click();
    const whole = (count) => {
      const analyses = lab.experiment().analyses;
      return analyses.length > count && analyses.at(-1).evidence?.table.carrier !== undefined;
    };
    await page.waitForFunction(whole, before, { timeout: 1_800_000 });
  }

  async function save(file) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('download-run').click()]);
    await download.saveAs(file);
    console.log(`${file}: ${statSync(file).size} bytes; ${await page.getByTestId('run-note').innerText()}`);
  }
} finally {
  await browser.close();
  server.kill();
}
