/**
 * Does the page stay alive under what a class or a long study leaves on it (`load-data.mjs`)? Each step is done as a person does it, and
 * the longest task of the main thread during it is measured: by the clock, and by the processor, which other programs on the machine do
 * not lengthen.
 */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bigRun, bigSet, bigTable, classFile, playedByModel, SIZES, storedRuns } from './load-data.mjs';
import { LONG_MS, longestProcessorTime, watchLongTasks } from './main-thread.mjs';

const QUICK = { pairs: 40, scored: 200, rows: 500, stored: 10, files: 3, tokens: 500, answers: 3, seeds: 1 };
const GAMES = ['food-delivery', 'the-duel', 'the-listener', 'the-maze', 'the-protector'];
/** Tasks that a step began and that end after it. */
const REST_MS = 500;
/** Names of the marks between which a step is done. */
const [BEGUN, ENDED] = ['step-begun', 'step-ended'];

/** @param {import('@playwright/test').Browser} browser @param {string} url of the built lab, device and all @param {boolean} quick */
export async function loadRow(browser, url, quick) {
  const sizes = quick ? QUICK : SIZES;
  const folder = mkdtempSync(path.join(tmpdir(), 'eia-lab-load-'));
  const file = (name, value) => {
    const at = path.join(folder, name);
    writeFileSync(at, JSON.stringify(value));
    return at;
  };
  const set = file('many.json', bigSet(sizes));
  const run = file('run.json', bigRun(sizes));
  const table = path.join(folder, 'table.csv');
  writeFileSync(table, bigTable(sizes.rows));
  const pupils = Array.from({ length: sizes.files }, (_, n) => file(`pupil-${n}.json`, classFile(n)));
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  let page = await context.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.addInitScript(watchLongTasks);
  // A step that opens the page anew begins with the new document: how the browser clears the old one away is no task of the page.
  await page.addInitScript((mark) => performance.mark(mark), BEGUN);
  const rows = [];
  /** Does one step and adds its row. */
  const step = async (name, work) => {
    await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline', 'blink.user_timing', 'v8', '__metadata'] });
    // To begin and to end tracing are long tasks of their own, outside the step's marks.
    const from = await page.evaluate((mark) => performance.mark(mark).startTime, BEGUN);
    const origin = await page.evaluate(() => performance.timeOrigin);
    await work();
    await page.waitForTimeout(REST_MS);
    const tasks = await page.evaluate(
      ({ from, origin }) =>
        globalThis.longTasks.filter(({ startTime }) => performance.timeOrigin !== origin || startTime >= from).map((task) => task.duration),
      { from, origin },
    );
    await page.evaluate((mark) => performance.mark(mark), ENDED);
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
    const longest = Math.max(0, ...tasks);
    rows.push({
      name: `load: ${name}, longest processor time of a task, ms`,
      values: [longestProcessorTime(traceEvents, [BEGUN, ENDED])],
      atMost: LONG_MS,
      note:
        longest === 0
          ? `by the clock: no task of ${LONG_MS} ms`
          : `by the clock: ${Math.round(longest)} ms, ${tasks.length} of ${LONG_MS} ms or more`,
    });
  };
  const scrollAll = async () => {
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    for (let at = 0; at < height; at += 700) {
      await page.mouse.wheel(0, 700);
      await page.waitForTimeout(50);
    }
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  };

  await page.goto(url);
  await page.waitForFunction(() => 'lab' in globalThis);
  await store(page, storedRuns(sizes));
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  await page.mouse.move(640, 450);

  await step(`${sizes.stored} stored runs are listed`, async () => {
    await unfold(page, 'storage');
    await page
      .getByText(`Stored set ${sizes.stored - 1}`)
      .first()
      .waitFor({ state: 'attached' });
    await scrollAll();
  });
  const [looked, took] = ['looked at, mapped and linted', 'taken into use'];
  await step(`a table (CSV) of ${sizes.rows} pairs is ${looked}`, async () => {
    await unfold(page, 'own-texts');
    const from = performance.now();
    await page.getByTestId('scenario-file').setInputFiles(table);
    await page.locator('[data-testid=import-accept]:not(:disabled)').waitFor();
    rows.push({
      name: `load: a table (CSV) of ${sizes.rows} pairs is read and checked, ms`,
      values: [performance.now() - from],
      atMost: 1000,
      note: 'by the clock, from the choice of the file to its preview on the page',
    });
  });
  await step(`a table (CSV) of ${sizes.rows} pairs is ${took}`, async () => {
    await page.getByTestId('import-accept').click();
    await page.locator('#contrast h3', { hasText: 'table' }).waitFor();
  });
  await step(`a set of ${sizes.pairs} pairs and ${sizes.scored} scored texts is opened and read`, async () => {
    await unfold(page, 'own-texts');
    await page.getByTestId('scenario-file').setInputFiles(set);
    await page.locator('#contrast h3', { hasText: 'Many texts' }).waitFor();
    await unfold(page, 'texts');
    // Not by its role: to ask for the role of every button is the browser's longest task of all.
    for (let i = 0; i < 10; i++) await page.locator('button[aria-label="Next pair"]').click();
  });
  await step(`${sizes.files} run files of a class are opened`, async () => {
    await unfold(page, 'class');
    await page.getByTestId('class-files').setInputFiles(pupils);
    await page.waitForFunction((n) => document.querySelectorAll('[data-testid=class] tbody tr').length === n, sizes.files, {
      timeout: 300_000,
    });
  });
  await step(`a run over that set, with answers of ${sizes.tokens} tokens, is opened`, async () => {
    await page.getByTestId('open-run').setInputFiles(run);
    await page.waitForFunction((id) => globalThis.lab.experiment().view.analysis === id, 'analysis-many', {
      timeout: 120_000,
      polling: 500,
    });
    await page.waitForTimeout(3000);
  });
  await step('everything is unfolded and scrolled through', async () => {
    await page.getByTestId('unfold').click();
    await scrollAll();
    await page.waitForTimeout(3000);
  });
  await step('another block is chosen', async () => {
    await page.getByTestId('auroc-chart').focus();
    for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(1000);
  });
  await step('dots are walked through', async () => {
    await page.locator('.strips svg').first().focus();
    for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowRight');
    await page.locator('.strips svg').first().hover();
  });
  await step(`tokens of an answer of ${sizes.tokens} are walked and pointed at`, async () => {
    const answer = page.getByTestId('completion').first();
    await answer.locator('.token[tabindex="0"]').focus();
    for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await answer.locator('.token').nth(40).hover();
  });
  await step(`a table of ${sizes.answers * sizes.tokens} tokens is opened and scrolled`, async () => {
    const table = page.locator('#fold-tint .twin');
    await press(page, table.locator('> summary'));
    const frame = table.locator('.scroller');
    await frame.focus();
    for (const key of ['PageDown', 'PageDown', 'End', 'PageUp', 'Home']) {
      await page.keyboard.press(key);
      await page.waitForTimeout(200);
    }
    await press(page, table.locator('> summary'));
  });
  await step('the push is changed', async () => {
    await page.getByTestId('alpha-slider').focus();
    for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(1000);
  });
  await step('the page is opened anew', async () => {
    await page.reload();
    await page.waitForFunction(() => globalThis.lab?.experiment().view.analysis === 'analysis-many', undefined, {
      timeout: 60_000,
      polling: 500,
    });
    await page.waitForTimeout(3000);
  });
  await context.close();
  // On a page of its own: what the others left on the disk is no part of it.
  const fresh = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await fresh.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.addInitScript(watchLongTasks);
  await page.goto(url);
  await page.waitForFunction(() => 'lab' in globalThis);
  await step('the recorded games come, two of them side by side', async () => {
    await page.locator('#play').scrollIntoViewIfNeeded();
    await unfold(page, 'games');
    await page.getByTestId('plays-recorded').waitFor();
    await page.getByTestId('game-right').waitFor();
    await page.waitForTimeout(1000);
  });
  await step('figures of the recorded games are unfolded', async () => {
    await unfold(page, 'play-many');
    await page.getByTestId('games-verdict').waitFor();
    await page.waitForTimeout(1000);
  });
  const played = file('played.json', playedByModel(await thrownGames(page, sizes.seeds)));
  const all = 2 * GAMES.length * sizes.seeds;
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  await page.locator('#play').scrollIntoViewIfNeeded();
  await step(`a run file of ${all} games is opened`, async () => {
    await page.getByTestId('open-run').setInputFiles(played);
    await page.waitForFunction(() => globalThis.lab.experiment().plays.some(({ player }) => player === 'model'), undefined, {
      timeout: 60_000,
      polling: 500,
    });
    await page.waitForTimeout(3000);
  });
  await step(`figures of ${all} games are unfolded`, async () => {
    await unfold(page, 'games');
    await unfold(page, 'play-many');
    await page.getByTestId('games-verdict').waitFor();
    await page.waitForTimeout(1000);
  });
  await step(`the table of ${all} games and their steps are unfolded`, async () => {
    await unfold(page, 'play-table');
    await page.locator('[data-testid=all-steps] summary').click();
    await page.locator('[data-testid=all-steps] table').waitFor();
  });
  await fresh.close();
  return rows;
}

/** The run file of a page on which dice have played every game that comes with the lab, so many times each. */
async function thrownGames(page, seeds) {
  await page.locator('#play').scrollIntoViewIfNeeded();
  await unfold(page, 'games');
  await unfold(page, 'play-yourself');
  await page.getByTestId('plays-recorded').waitFor();
  let played = await page.evaluate(() => globalThis.lab.experiment().plays.length);
  for (const id of GAMES) {
    await page.locator('#play').getByLabel('Game', { exact: true }).selectOption(id);
    for (let seed = 1; seed <= seeds; seed++) {
      const field = page.getByLabel('Seed of the game');
      await field.fill(String(seed));
      await field.blur();
      await page.locator('[data-player=dice]').click();
      played++;
      await page.waitForFunction((n) => globalThis.lab.experiment().plays.length === n, played);
    }
  }
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('download-run').click()]);
  return JSON.parse(readFileSync(await download.path(), 'utf8'));
}

async function unfold(page, id) {
  const fold = page.locator(`#fold-${id}`);
  if (!(await fold.evaluate((details) => details.open))) await press(page, page.locator(`#fold-${id} > summary`));
}

/** The pointer alone, as a person has it: a locator's click asks the page first what lies there, which on a long one is a task of 50 ms. */
async function press(page, target) {
  await target.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await target.boundingBox();
  await page.mouse.click(x + width / 2, y + height / 2);
}

/** Puts records into the browser's databases as the page itself would have: without the numbers, which listing does not read. */
function store(page, records) {
  return page.evaluate(async (records) => {
    const put = (database, name, entries) =>
      new Promise((done, failed) => {
        const asked = indexedDB.open(database);
        asked.onerror = () => failed(asked.error);
        asked.onupgradeneeded = () => asked.result.createObjectStore(name);
        asked.onsuccess = () => {
          const work = asked.result.transaction(name, 'readwrite');
          for (const [key, value] of entries) work.objectStore(name).put(value, key);
          work.oncomplete = () => (asked.result.close(), done());
          work.onerror = () => failed(work.error);
        };
      });
    await put(
      'eia-lab-readings',
      'readings',
      records.map((one) => [one.name, one]),
    );
    await put(
      'eia-lab-residuals',
      'texts',
      records.flatMap(({ graphHash, tokenHashes, way }) =>
        tokenHashes.map((hash) => [`${way}|${graphHash}|${hash}`, { poolings: ['mean'], data: new Float32Array(0), on: null }]),
      ),
    );
  }, records);
}
