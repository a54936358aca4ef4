/**
 * Every live step of the shipped lessons, done as it says, with the included model and nothing but what the step shows: its condition is
 * met by that, and its answer then lacks no number. A step a test, because a run of a whole set takes minutes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import type { LessonFile } from '../../src/formats/lesson';
import type { ScenarioSet } from '../../src/formats/scenario-set';
import { expect, openLab, test as base } from './fixtures';

/** What a visit leaves in the browser, but for the texts that were read. Runs before the page. */
function forget(): void {
  localStorage.clear();
  sessionStorage.clear();
  indexedDB.deleteDatabase('eia-lab-session');
}

/** One browser for all steps: of two that read the same texts, the second need not. Else each begins on its own. */
const test = base.extend<object, { reader: BrowserContext }>({
  reader: [
    async ({ browser }, use, { project }) => {
      const { baseURL = '' } = project.use;
      const context = await browser.newContext({ baseURL, serviceWorkers: 'block' });
      await context.addInitScript(forget);
      await use(context);
      await context.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ reader }, use) => {
    const page = await reader.newPage();
    await use(page);
    await page.close();
  },
});

const shared = <T>(path: string): T => JSON.parse(readFileSync(new URL(`../../public/${path}`, import.meta.url), 'utf8')) as T;

/** Runs of two cores that others use, too. */
const LONG = 560_000;

async function load(page: Page): Promise<void> {
  await page.locator('#model').getByTestId('load-button').click();
  await expect(page.getByTestId('model-card')).toContainText('WASM', { timeout: 240_000 });
}
async function run(page: Page): Promise<void> {
  await page.getByTestId('run-button').click();
  await expect(page.getByTestId('run-progress')).toBeVisible();
}
const steer = (page: Page) => page.getByTestId('steer-button').click();
async function shortAnswers(page: Page): Promise<void> {
  await page.locator('#fold-pushed > summary').click();
  const most = page.locator('#steer').getByLabel('Tokens at most', { exact: true });
  await most.fill('8');
  await most.press('Enter');
}
async function cap(page: Page): Promise<void> {
  await page.getByTestId('add-edit').click();
  await page.getByTestId('edits').getByLabel('What is done').selectOption('cap');
}

/** Eight pairs to learn from and ten to test with, as the lesson asks for. */
function ownSet(): ScenarioSet {
  const set = shared<ScenarioSet>('scenarios/honesty.json');
  const some = (split: 'train' | 'test', n: number) => set.pairs.filter((pair) => pair.split === split).slice(0, n);
  return { ...set, id: 'mine', name: 'My own concept', pairs: [...some('train', 8), ...some('test', 10)], scored: [] };
}

/** What a step asks for, done on the page. */
const DOING: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'words 5': async (page) => {
    await load(page);
    await run(page);
  },
  'token 4': async (page) => {
    await load(page);
    await page.getByRole('radio', { name: 'last token' }).check();
    await run(page);
  },
  'random 4': async (page) => {
    await load(page);
    await run(page);
  },
  'layer 6': async (page) => {
    await load(page);
    await run(page);
    await page.getByTestId('recommended').getByRole('button').click({ timeout: LONG });
  },
  'probes 6': async (page) => {
    await load(page);
    await run(page);
    await expect(page.getByTestId('run-button')).toBeVisible({ timeout: LONG });
    await page.getByTestId('ask-choices').click();
  },
  'push 5': async (page) => {
    await load(page);
    await page.locator('#steer').getByLabel('Text of the prompt').fill('My friend has lost her keys. What do I do?');
    await shortAnswers(page);
    await steer(page);
  },
  'cap 3': cap,
  'cap 4': async (page) => {
    await load(page);
    await cap(page);
    await shortAnswers(page);
    await steer(page);
  },
  'play 5': (page) => page.locator('[data-player=dice]').click(),
  'own 3': async (page) => {
    const file = { name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(ownSet())) };
    await page.getByTestId('scenario-file').setInputFiles(file);
    await load(page);
    await run(page);
  },
};

const lessons = readdirSync(new URL('../../public/lessons', import.meta.url)).map((name) => shared<LessonFile>(`lessons/${name}`));
const live = lessons.flatMap(({ id, steps, contentNote }) =>
  steps.flatMap((step, i) => (step.live ? [{ id, step, at: i + 1, noted: contentNote !== undefined }] : [])),
);

test('every live step has its test', () => {
  expect(live.map(({ id, at }) => `${id} ${at}`).sort()).toEqual(Object.keys(DOING).sort());
});

for (const { id, step, at, noted } of live)
  test(`lesson ${id}, step ${at}: ${step.title}`, async ({ page }) => {
    await openLab(page, `device=wasm#lesson=${id}&step=${at}`, { folded: true });
    await expect(page.getByTestId('lesson')).toContainText(step.title);
    const note = page.getByTestId('lesson-note').getByRole('button', { name: 'Show it' });
    if (noted) await note.click();
    if (step.contentNote !== undefined) await note.click();
    if (step.guess) {
      await page.getByTestId('lesson-guess').getByRole('radio').first().check();
      await page.getByRole('button', { name: 'This is my guess' }).click();
    }
    const task = page.getByTestId('lesson-task');
    await expect(task).toHaveAttribute('data-done', 'false');
    await DOING[`${id} ${at}`]!(page);
    await expect(task).toHaveAttribute('data-done', 'true', { timeout: LONG });
    if (step.reveal === undefined) return;
    const answer = page.getByTestId('lesson-answer');
    // What is gathered beside the run comes after it.
    await expect(answer).not.toContainText('A dash stands for a number', { timeout: LONG });
    await expect(answer).not.toContainText('{');
  });
