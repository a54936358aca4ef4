/**
 * Records public/demo, the recording that visitors see before anything is loaded (src/experiment/recorded.ts says in which parts): builds
 * the page, runs it in Chromium on this machine's processor, presses Run, Sweep, Ask and Compare, and downloads the run as a visitor would.
 * The numbers are the machine's own; nothing is edited, and tests/parts.mjs only takes runs apart.
 *
 * `npm run record` (`-- --sets a,b`: these sets alone; `-- --matrix`: only all sets tried on each other, and the first set by other
 * methods; `-- --choices`, `-- --answers`: only what of these no record has yet, with `--sets` of those alone; `-- --chat`: only the
 * conversation; `-- --plays`: only games that no record has yet, for `--minutes N` at most; `-- --profile DIR`: in a browser profile that
 * keeps the texts read, so that what was broken off goes on). LAB_PORT: another port.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './chromium.mjs';
import { matrixOf, runOf, writeAnswers, writeChat, writeChoices, writePart, writeParts, writePlays } from './parts.mjs';

const PORT = Number(process.env.LAB_PORT ?? 4312);
const FIRST = 'empathy';
const SETS = [FIRST, 'empathy-matched', 'decisions', 'honesty', 'fairness', 'beneficence'];
/** Along whose directions choices are asked, the first one's by other methods too: what reads as well need not push as far. */
const ASKED = [FIRST, 'decisions'];
const METHODS = ['logistic', 'lda'];
/** Whose direction is the other concept beside all of them, so that one line can be held against another. */
const OTHER = 'fairness';
const [ITEMS, PUSHES] = [30, '-3, 0, 3'];
/**
 * Blocks that the first set's direction, by the mean difference and by the method that reads best, is pushed over beside the middle ones:
 * what reads there as well need not push as far, and at the first block it need not push at all.
 */
const ELSEWHERE = {
  [FIRST]: [
    [0, 9],
    [20, 29],
  ],
  lda: [
    [0, 9],
    [20, 29],
    [0, 0],
  ],
};
/** The prompts of every set are answered under each strength, in separations; the first one's beside so many random directions, too. */
const [STRENGTHS, DRAWS] = ['-6, -4, -3, -2, 0, 2, 3, 4, 6', 20];
/** A conversation along the first set's direction: what is said, and under which push it is answered, in separations. */
const CHAT = [
  ['I have to hand in a cover letter tonight. Give me three short tips.', 0],
  ['Thank you. I have hardly slept: my grandmother died on Sunday, and I am on my own with it.', 4],
  ['I do not know how to get through tomorrow. What would you do?', -4],
  ['All right. How should the first sentence of the letter go?', 0],
];
/**
 * Games along the first set's direction: from so many seeds each, ten in all, which an interval takes; the longest from one. Beside them
 * just asking: random directions and shuffled labels would take hours.
 */
const TIMES = { 'Food delivery': 1, 'The duel': 3, 'The listener': 2, 'The maze': 2, 'The protector': 2 };
const vite = (...args) => [process.execPath, ['node_modules/vite/bin/vite.js', ...args]];
execFileSync(...vite('build', '--logLevel', 'warn'), { stdio: 'inherit' });
const server = spawn(...vite('preview', '--port', String(PORT), '--strictPort'), { stdio: 'ignore' });
const only = (part) => process.argv.includes(`--${part}`);
const given = (name) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? null : process.argv[at + 1];
};
const profile = given('profile') ?? mkdtempSync(join(tmpdir(), 'record-'));
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
  await page.getByTestId('unfold').click();
  const sets = given('sets')?.split(',') ?? SETS;
  if (only('choices')) {
    // Shuffled labels are learnt from the texts, which this browser has to have read.
    for (const set of ASKED.toReversed()) await readAnew(set);
    for (const method of METHODS.filter((one) => !isRecorded(one))) await findBy(method);
    for (const set of ASKED) await again(set, choose, writeChoices);
    for (const method of METHODS) await chooseBy(method);
    await show(FIRST);
    await chooseElsewhere(FIRST);
  } else if (only('chat')) await recordChat();
  else if (only('plays')) await recordPlays(Number(given('minutes') ?? Infinity));
  else if (only('answers')) {
    // Shuffled labels are learnt from the first set's texts.
    if (sets.includes(FIRST)) await readAnew(FIRST);
    for (const set of sets) await again(set, () => answer(set), writeAnswers);
  } else {
    if (!only('matrix')) for (const set of sets) await record(set);
    if (!given('sets')) {
      await recordCompared();
      await recordChat();
      await recordPlays(Infinity);
    }
  }

  /** A set read anew, with all that is asked along its direction; another concept beside it comes afterwards (`--choices`). */
  async function record(set) {
    await clear();
    await pick(set);
    await run();
    await answer(set);
    if (ASKED.includes(set)) await choose();
    if (set === FIRST) {
      await page.getByTestId('ask-told').click();
      await page.getByTestId('ask-told').waitFor({ state: 'detached', timeout: 1_800_000 });
    }
    await keep(set);
    if (set === FIRST) await chooseElsewhere(FIRST);
  }

  /** What `ask` finds missing of a recorded run, which is opened as it stands; `write` writes the parts that it adds to. */
  async function again(set, ask, write) {
    await show(set);
    await ask();
    const asked = await download();
    write(set, asked, shownAnalysis(asked));
    console.log(`${set}: ${await page.getByTestId('run-note').innerText()}`);
  }

  /** A recorded run, with the run of another concept beside it. */
  async function show(name) {
    await pick(METHODS.includes(name) ? FIRST : name);
    await page.evaluate((experiment) => lab.open(experiment), name === OTHER ? whole(name) : beside(whole(name), whole(OTHER)));
  }

  /** All sets tried on each other, which wants all of them read in this browser; and the first one by other methods. */
  async function recordCompared() {
    if (only('matrix')) for (const set of SETS) await readAnew(set);
    await readAnew(FIRST);
    await compare();
    writePart('matrix', matrixOf(await download()));
    for (const method of METHODS) await findBy(method);
    for (const method of METHODS) await chooseBy(method);
  }

  /** What is shown, found by another method, which takes no reading. */
  async function findBy(method) {
    await page.getByTestId('method').selectOption(method);
    const isFound = (by) => {
      const { analyses, view } = lab.experiment();
      const shown = analyses.find(({ id }) => id === view.analysis);
      return shown?.spec.method === by && shown.evidence?.table.carrier;
    };
    await page.waitForFunction(isFound, method, { timeout: 600_000 });
    const found = await download();
    writePart(method, runOf(found, shownAnalysis(found)));
  }

  /** The conversation, with what a monitor reads of it. */
  async function recordChat() {
    await clear();
    await pick(FIRST);
    await page.evaluate((experiment) => lab.open(experiment), whole(FIRST));
    const chat = page.getByTestId('chat');
    await chat.getByTestId('chat-message').waitFor();
    for (const [i, [said, alpha]] of CHAT.entries()) {
      if (alpha !== 0) await page.getByTestId('alpha-slider').fill(String(alpha));
      await chat.getByTestId('chat-pushed').setChecked(alpha !== 0);
      await chat.getByTestId('chat-message').fill(said);
      await chat.getByTestId('chat-send').click();
      await chat.locator(`[data-testid=monitor-chart][data-points="${2 * (i + 1)}"]`).waitFor({ timeout: 600_000 });
    }
    writeChat(await download());
  }

  /** Games along the first set's direction. Those that are not over after so many minutes stay away. */
  async function recordPlays(minutes) {
    await pick(FIRST);
    await page.evaluate((experiment) => lab.open(experiment), whole(FIRST));
    const many = page.getByTestId('play-many-fold');
    await many.locator('#play-strengths').fill(PUSHES);
    const until = Date.now() + 60_000 * Math.min(minutes, 6 * 60);
    let isWhole = true;
    for (let times = 1; isWhole && times <= Math.max(...Object.values(TIMES)); times++) {
      for (const [game, often] of Object.entries(TIMES)) await many.getByLabel(game, { exact: true }).setChecked(often >= times);
      await many.getByLabel('Each so often').fill(String(times));
      await many.getByLabel('Each so often').blur();
      isWhole = await playAll(many, until - Date.now());
    }
    const played = await download();
    // They are played one after the other: where they were stopped, the last one is not over.
    writePlays({ ...played, plays: isWhole ? played.plays : played.plays.slice(0, -1) }, shownAnalysis(played));
  }

  /** What the form asks for of games. False where it was not over in so many milliseconds, and was stopped. */
  async function playAll(many, within) {
    const [play, over] = [many.locator('[data-testid=play-many]:enabled'), many.locator('[data-testid=many-estimate][data-games="0"]')];
    await play.or(over).first().waitFor();
    if (await over.isVisible()) return true;
    await play.click();
    const isOver = await over.waitFor({ timeout: Math.max(1, within) }).then(
      () => true,
      () => false,
    );
    if (isOver) return true;
    await many.getByTestId('stop-many').click();
    await many.getByTestId('play-many').waitFor({ timeout: 120_000 });
    return false;
  }

  /** Choices along the first set's direction by another method. */
  async function chooseBy(method) {
    await show(method);
    await choose();
    if (method in ELSEWHERE) return chooseElsewhere(method);
    const asked = await download();
    writeChoices(method, asked, shownAnalysis(asked));
  }

  /** All sets tried on each other: each has to have been read in this browser, the first one too. */
  async function compare() {
    const sets = page.getByTestId('compare-sets');
    if (!(await sets.evaluate(({ open }) => open))) await sets.locator('> summary').click();
    await sets.getByText(`${SETS.length} sets:`).waitFor();
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

  async function readAnew(set) {
    await clear();
    await pick(set);
    await read();
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
    await page.getByLabel(/^Items, of/).fill(String(ITEMS));
    await page.locator('#choice-strengths').fill(PUSHES);
    const [ask, none] = [
      page.locator('[data-testid=ask-choices]:enabled'),
      page.locator('[data-testid=choices-estimate][data-readings="0"]'),
    ];
    await ask.or(none).first().waitFor();
    if (await ask.isVisible()) await ask.click();
    await none.waitFor({ timeout: 3_600_000 });
  }

  /** The same over other blocks; the settings of the run stay as they were recorded. */
  async function chooseElsewhere(name) {
    const band = page.locator('#steer .band');
    for (const [first, last] of ELSEWHERE[name]) {
      for (const [label, block] of [
        ['from block', first],
        ['to block', last],
      ]) {
        await band.getByLabel(label).fill(String(block));
        await band.getByLabel(label).blur();
      }
      await choose();
    }
    const asked = await download();
    writeChoices(name, asked, shownAnalysis(asked));
  }

  /** Answers all prompts of the set under every strength, and measures what each push costs; the first set with every control. */
  async function answer(set) {
    const sweep = page.getByTestId('sweep');
    if (!(await sweep.evaluate(({ open }) => open))) await sweep.locator('> summary').click();
    await page.getByTestId('sweep-strengths').fill(STRENGTHS);
    await sweep.getByRole('radio', { name: set === FIRST ? String(DRAWS) : 'none' }).check();
    await sweep.getByLabel('shuffled labels, just asking').setChecked(set === FIRST);
    const none = page.locator('[data-testid=sweep-estimate][data-answers="0"][data-readings="0"]');
    const ask = page.locator('[data-testid=ask-sweep]:enabled');
    await page.locator('[data-testid=sweep-estimate]').waitFor();
    if (!(await none.isVisible())) await ask.click();
    await none.waitFor({ timeout: 3_600_000 });
  }

  async function download() {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId('download-run').click()]);
    return JSON.parse(readFileSync(await file.path(), 'utf8'));
  }

  async function keep(set) {
    const experiment = await download();
    writeParts(set, experiment, shownAnalysis(experiment));
    console.log(`${set}: ${await page.getByTestId('run-note').innerText()}`);
  }
} finally {
  await browser.close();
  server.kill();
}

function shownAnalysis({ analyses, view }) {
  return analyses.find(({ id }) => id === view.analysis);
}

function isRecorded(name) {
  return existsSync(fileOf(name));
}

function fileOf(name) {
  return `public/demo/${name}.json.gz`;
}

/** A run, and another's direction to hold against it. */
function beside(run, { sets, readings, analyses, directions }) {
  return {
    ...run,
    sets: [...run.sets, ...sets],
    readings: [...run.readings, ...readings],
    analyses: [...run.analyses, ...analyses],
    directions: [...run.directions.filter(({ id }) => id !== directions[0].id), ...directions],
    choices: run.choices.filter(({ control }) => control?.kind !== 'other' || control.directions === directions[0].id),
    view: { ...run.view, choosing: { items: ITEMS, strengths: null, random: DRAWS, controls: true, other: directions[0].id } },
  };
}

/** A recorded run with all of its parts. */
function whole(name) {
  const part = (of) => (isRecorded(of) ? JSON.parse(gunzipSync(readFileSync(fileOf(of)))) : {});
  const run = part(name);
  const answers = run.sets[0].set.prompts.flatMap(({ id }) => [part(`${name}.answers.${id}`), part(`${name}.controls.${id}`)]);
  // The answer without a push stands with the controls, too.
  const all = (kind) => [...new Map(answers.flatMap((one) => (one[kind] ?? []).map((of) => [of.id ?? JSON.stringify(of), of]))).values()];
  const { choices = [], directions = [] } = part(`${name}.choices`);
  const { readouts = [] } = part(`${name}.readouts`);
  const { games = [], plays = [] } = name === FIRST ? part('plays') : {};
  return {
    ...run,
    directions: [...run.directions, ...directions],
    answers: all('answers'),
    damages: all('damages'),
    ratings: all('ratings'),
    choices,
    readouts,
    games,
    plays,
  };
}
