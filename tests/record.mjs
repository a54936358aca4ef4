/**
 * Records public/demo/run.json, the run that visitors see before anything is loaded, public/demo/more.json, runs of other sets, all of them
 * tried on each other, and choices under a push of the one whose direction pushes, and the pictures in docs/: builds the page, runs it in
 * Chromium on this machine's processor, presses Run, Sweep, Ask and Compare, and downloads the run as a visitor would. The numbers are the
 * machine's own; nothing is edited.
 *
 * `npm run record` (`-- --more`: the other sets alone; `-- --matrix`: only all sets tried on each other, in the place of the matrix that
 * public/demo/more.json has; `-- --choices`: only what of the choices of both recordings is not there; `-- --profile DIR`: in a browser
 * profile that keeps the texts read, so that what was broken off goes on; `-- --answers`: the answers of the recording that stands are
 * kept, which were pushed along the same directions). LAB_PORT: another port.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './chromium.mjs';

const PORT = Number(process.env.LAB_PORT ?? 4312);
const FIRST = 'empathy';
/** Sets beside the first one. */
const OTHERS = ['empathy-matched', 'decisions', 'honesty', 'fairness', 'beneficence'];
const vite = (...args) => [process.execPath, ['node_modules/vite/bin/vite.js', ...args]];
execFileSync(...vite('build', '--logLevel', 'warn'), { stdio: 'inherit' });
const server = spawn(...vite('preview', '--port', String(PORT), '--strictPort'), { stdio: 'ignore' });
const only = (part) => process.argv.includes(`--${part}`);
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
  if (only('matrix')) await recordMatrix();
  else if (only('choices')) await recordChoices();
  else {
    if (only('more')) await readFirst();
    else await recordFirst();
    await recordMore();
  }

  /** The run that the page opens with, and the pictures. */
  async function recordFirst() {
    const answers = only('answers');
    const before = await page.evaluate(() => lab.experiment().view.analysis);
    if (!answers) await clear();
    await run();
    if (answers && (await page.evaluate(() => lab.experiment().view.analysis)) !== before)
      throw new Error('The directions came out differently: record the answers anew, without --answers.');
    if (!answers) {
      await page.getByTestId('sweep-button').click();
      await page.getByTestId('stop-steer').waitFor();
      await page.getByTestId('sweep-button').waitFor({ timeout: 900_000 });
    }
    await choose();
    await page.getByTestId('ask-told').click();
    await page.getByTestId('ask-told').waitFor({ state: 'detached', timeout: 1_800_000 });
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

  /** The first set's texts are to be on the disk, where no recording of that set has put them. */
  async function readFirst() {
    await pick(FIRST);
    await read();
  }

  /** The runs of other sets, which the page fetches when somebody wants to see them. Wants the first set read. */
  async function recordMore() {
    await clear();
    for (const set of OTHERS) {
      await pick(set);
      await run();
      // Its direction pushes: that one reads and does not, and another does, is what the page is about.
      if (set === 'decisions') await choose();
    }
    await compare();
    // The first set once more, by another method: scores of the same texts can be held against each other.
    await pick(FIRST);
    await page.getByTestId('method').selectOption('logistic');
    // What was shown is found by the other method at once; that analysis is not wanted.
    await page.waitForFunction(() => {
      const { analyses, view } = lab.experiment();
      return analyses.find(({ id }) => id === view.analysis)?.spec.method === 'logistic';
    });
    await page.getByRole('button', { name: 'Remove it' }).click();
    await run();
    await save('public/demo/more.json');
  }

  /** Reads all sets and puts their matrix into the recording that stands; nothing else of it changes. */
  async function recordMatrix() {
    await clear();
    for (const set of [FIRST, ...OTHERS]) {
      await pick(set);
      await read();
    }
    await compare();
    const made = join(mkdtempSync(join(tmpdir(), 'record-')), 'run.json');
    await save(made);
    const [{ matrices }, more] = [made, 'public/demo/more.json'].map((file) => JSON.parse(readFileSync(file, 'utf8')));
    writeFileSync('public/demo/more.json', JSON.stringify({ ...more, matrices }));
  }

  /**
   * Asks, of both recordings, what no record of their choices has; nothing else of them changes. Random directions that were drawn block
   * by block (src/experiment/control.ts) give way.
   */
  async function recordChoices() {
    for (const file of ['public/demo/run.json', 'public/demo/more.json']) {
      const recorded = JSON.parse(readFileSync(file, 'utf8'));
      const choices = recorded.choices.filter(({ control }) => control?.kind !== 'random' || control.turned);
      const pushed = recorded.directions.find(({ id }) => choices.some(({ edits: [edit] }) => edit.directions === id && edit.amount > 0));
      const { id } = recorded.analyses.find(({ directions }) => directions === pushed.id);
      const begin = { ...recorded, choices, view: { ...recorded.view, analysis: id } };
      await page.evaluate((experiment) => lab.open(experiment), begin);
      await choose();
      const made = join(mkdtempSync(join(tmpdir(), 'record-')), 'run.json');
      await save(made);
      writeFileSync(file, JSON.stringify({ ...recorded, choices: JSON.parse(readFileSync(made, 'utf8')).choices }));
    }
  }

  /** All sets tried on each other: each has to have been read in this browser, the first one too. */
  async function compare() {
    const sets = page.getByTestId('compare-sets');
    await sets.locator('> summary').click();
    await sets.getByText(`${OTHERS.length + 1} sets:`).waitFor();
    await page.getByTestId('compare-read').click();
    await page.waitForFunction(() => lab.experiment().matrices.length > 0, null, { timeout: 600_000 });
  }

  async function pick(set) {
    await page.locator(`#contrast input[value=${set}]`).click({ force: true });
    await page.waitForFunction((value) => document.querySelector(`#contrast input[value=${value}]`)?.checked, set);
  }

  /** The recording that is being replaced is not to be in the new one. */
  async function clear() {
    await page.evaluate(async () => {
      const { view, format, version } = lab.experiment();
      const none = { sets: [], readings: [], analyses: [], directions: [], answers: [], choices: [], ratings: [], matrices: [] };
      await lab.open({ format, version, ...none, view: { ...view, analysis: null, answers: [] } });
    });
  }

  /** Reads the set, and returns when its analysis is whole. */
  async function read() {
    const started = new Date().toISOString();
    await page.getByTestId('run-button').click();
    const whole = (from) => {
      const { analyses, view } = lab.experiment();
      const shown = analyses.find(({ id }) => id === view.analysis);
      return shown?.at >= from && shown.made.complete;
    };
    await page.waitForFunction(whole, started, { timeout: 1_800_000 });
    // While it runs there is no such button, and no other set can be chosen.
    await page.getByTestId('run-button').waitFor();
  }

  /** Reads the set, waits for its evidence, and asks for the readout of all blocks. */
  async function run() {
    await read();
    const believed = () => {
      const { analyses, view } = lab.experiment();
      return analyses.find(({ id }) => id === view.analysis)?.evidence?.table.carrier !== undefined;
    };
    await page.waitForFunction(believed, null, { timeout: 1_800_000 });
    // The tokens of all blocks. A run that goes on in a profile may have them already.
    const [ask, table] = [page.getByTestId('readout-all'), page.getByTestId('readout-table')];
    await ask.or(table).first().waitFor();
    if (await ask.isVisible()) await ask.click();
    await table.waitFor({ timeout: 600_000 });
  }

  /** Asks the choices under a push along what is shown, with every control. */
  async function choose() {
    await page.locator('[data-testid=ask-choices]:enabled').click();
    await page.locator('[data-testid=choices-estimate][data-readings="0"]').waitFor({ timeout: 3_600_000 });
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
